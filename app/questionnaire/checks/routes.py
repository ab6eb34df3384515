"""Every route leads to a question that exists, to results, or to end."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.graph import Graph
from app.questionnaire.model import TERMINALS, Questionnaire


def routes_lead_somewhere(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    for question in questionnaire.questions.values():
        for route in (*question.next, *(route for choice in question.choices for route in choice.next)):
            if route.to == "best":
                issues.add(
                    "not-supported",
                    route.mark,
                    "the route `best` is not yet supported",
                    "name a question, results or end",
                )
            elif route.to not in graph:
                issues.unknown_word(
                    "unknown-question",
                    route.mark,
                    "the question",
                    route.to,
                    [*questionnaire.questions, *TERMINALS],
                )
