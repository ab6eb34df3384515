"""What is wrong with a questionnaire, whatever it sells: one rule a file, all of them in `RULES` and `LOGIC`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.issues import Collector
from app.questionnaire.checks.always import no_when_always_holds
from app.questionnaire.checks.cycles import no_cycles
from app.questionnaire.checks.dead_end import no_dead_end, some_answers_lead_to_results
from app.questionnaire.checks.empty import no_empty_test
from app.questionnaire.checks.idle_key import no_idle_key
from app.questionnaire.checks.low_contrast import colours_stand_out
from app.questionnaire.checks.missing_language import every_text_in_every_language
from app.questionnaire.checks.never import every_when_can_hold
from app.questionnaire.checks.not_followed import logic_followed_to_the_end
from app.questionnaire.checks.routes import routes_lead_somewhere
from app.questionnaire.checks.same_label import labels_differ
from app.questionnaire.checks.shadowed import no_shadowed_route
from app.questionnaire.checks.too_early import answers_come_in_time
from app.questionnaire.checks.unlisted_language import no_unlisted_language
from app.questionnaire.checks.unreachable import every_question_reachable
from app.questionnaire.explore import Exploration
from app.questionnaire.explorer import explore
from app.questionnaire.graph import Graph, build_graph
from app.questionnaire.model import Questionnaire
from app.questionnaire.visits import possible

Rule = Callable[[Questionnaire, Graph, Collector], None]

RULES: tuple[Rule, ...] = (
    routes_lead_somewhere,
    no_cycles,
    every_text_in_every_language,
    no_unlisted_language,
    colours_stand_out,
)
"""What must be mended before anything can be walked, and the texts."""

LogicRule = Callable[[Exploration, Collector], None]

LOGIC: tuple[LogicRule, ...] = (
    every_question_reachable,
    answers_come_in_time,
    every_when_can_hold,
    no_when_always_holds,
    no_shadowed_route,
    no_dead_end,
    some_answers_lead_to_results,
    no_empty_test,
    no_idle_key,
    labels_differ,
    logic_followed_to_the_end,
)
"""On what can happen, and what makes no sense then."""


def check_graph(questionnaire: Questionnaire, issues: Collector) -> None:
    """The rules without which nothing can be walked, and those on texts, on one graph."""
    graph = build_graph(questionnaire)
    for rule in RULES:
        rule(questionnaire, graph, issues)


def check_logic(questionnaire: Questionnaire, today: date, issues: Collector) -> None:
    """The rules on what can happen from a day on; the questionnaire must have no error in its graph."""
    exploration = explore(questionnaire, possible(questionnaire, today))
    for rule in LOGIC:
        rule(exploration, issues)
