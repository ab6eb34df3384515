"""What is wrong with the graph of a questionnaire: one rule a file, all of them in `RULES`."""

from __future__ import annotations

from collections.abc import Callable

from app.issues import Collector
from app.questionnaire.checks.cycles import no_cycles
from app.questionnaire.checks.reachable import every_question_reachable
from app.questionnaire.checks.routes import routes_lead_somewhere
from app.questionnaire.graph import Graph, build_graph
from app.questionnaire.model import Questionnaire

Rule = Callable[[Questionnaire, Graph, Collector], None]

RULES: tuple[Rule, ...] = (routes_lead_somewhere, no_cycles, every_question_reachable)


def check_graph(questionnaire: Questionnaire, issues: Collector) -> None:
    """All rules, on one graph."""
    graph = build_graph(questionnaire)
    for rule in RULES:
        rule(questionnaire, graph, issues)
