"""Every route leads to a question that exists, to results, or to end."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.graph import Graph
from app.questionnaire.model import Questionnaire
from app.questionnaire.route import BEST, TERMINALS


def routes_lead_somewhere(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    for question in questionnaire.questions.values():
        for route in question.routes:
            if route.to == BEST and not questionnaire.pool:
                message = "`best` has nothing to choose among: every question is reached by another route"
                issues.add("empty-pool", route.mark, message, "name a question, or let some be reached by `best` alone")
            elif route.to not in graph:
                issues.unknown_word(
                    "unknown-question",
                    route.mark,
                    "the question",
                    route.to,
                    [*questionnaire.questions, *TERMINALS, BEST],
                )
