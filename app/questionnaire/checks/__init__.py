"""What is wrong with a questionnaire, whatever it sells: one rule a file, all of them in `RULES`."""

from __future__ import annotations

from collections.abc import Callable

from app.issues import Collector
from app.questionnaire.checks.cycles import no_cycles
from app.questionnaire.checks.missing_language import every_text_in_every_language
from app.questionnaire.checks.reachable import every_question_reachable
from app.questionnaire.checks.routes import routes_lead_somewhere
from app.questionnaire.checks.unlisted_language import no_unlisted_language
from app.questionnaire.graph import Graph, build_graph
from app.questionnaire.model import Questionnaire

Rule = Callable[[Questionnaire, Graph, Collector], None]

RULES: tuple[Rule, ...] = (
    routes_lead_somewhere,
    no_cycles,
    every_question_reachable,
    every_text_in_every_language,
    no_unlisted_language,
)


def check_graph(questionnaire: Questionnaire, issues: Collector) -> None:
    """All rules, on one graph."""
    graph = build_graph(questionnaire)
    for rule in RULES:
        rule(questionnaire, graph, issues)
