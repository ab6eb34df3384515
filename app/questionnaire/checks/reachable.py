"""Every question is on some route from the first."""

from __future__ import annotations

import networkx as nx

from app.issues import Collector
from app.questionnaire.graph import Graph
from app.questionnaire.model import Questionnaire


def every_question_reachable(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    reached = nx.descendants(graph, questionnaire.first.id) | {questionnaire.first.id}
    for question in questionnaire.questions.values():
        if question.id not in reached:
            issues.add(
                "unreachable",
                question.mark,
                f"no route leads to the question `{question.id}`",
                "let a `next` lead to it, or take it away",
            )
