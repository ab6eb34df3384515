"""The questionnaire as a directed graph: what is walked is what is drawn and checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from app.questionnaire.model import TERMINALS, Question, Questionnaire, Route

Graph = Any  # a networkx.MultiDiGraph, which has no types


def build_graph(questionnaire: Questionnaire) -> Graph:
    """Nodes are question ids and terminals; each edge carries its `choice` (or None) and its `route` (or None).

    Edges to questions that do not exist are left out: `checks` reports them.
    """
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(questionnaire.questions)
    graph.add_nodes_from(TERMINALS)
    for question in questionnaire.questions.values():
        for choice, route, to in edges(questionnaire, question):
            if to in graph:
                graph.add_edge(question.id, to, choice=choice, route=route)
    return graph


def edges(questionnaire: Questionnaire, question: Question) -> Iterator[tuple[str | None, Route | None, str]]:
    """Every way out of a question: by a choice's routes, by its own routes, or on to the next in the file."""
    own = list(_until_certain(question.next))
    falls_through = not own or own[-1].when is not None
    every_choice_leaves = bool(question.choices) and not question.skippable and question.when is None
    for choice in question.choices:
        routes = list(_until_certain(choice.next))
        for route in routes:
            yield choice.id, route, route.to
        if not routes or routes[-1].when is not None:
            every_choice_leaves = False
    if every_choice_leaves:
        return
    for route in own:
        yield None, route, route.to
    if falls_through:
        yield None, None, questionnaire.after(question.id)


def _until_certain(routes: tuple[Route, ...]) -> Iterator[Route]:
    """Routes up to the first that always holds: later ones are never taken."""
    for route in routes:
        yield route
        if route.when is None:
            return
