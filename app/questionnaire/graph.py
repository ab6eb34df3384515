"""The questionnaire as a directed graph: what is walked is what is drawn and checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from app.questionnaire.model import BEST, RESULTS, TERMINALS, Question, Questionnaire, Route

Graph = Any  # a networkx.MultiDiGraph, which has no types


def build_graph(questionnaire: Questionnaire) -> Graph:
    """Nodes are question ids, terminals, and the hub `best` if there is a pool; each edge carries its `choice`
    (or None) and its `route` (or None).

    Edges to questions that do not exist are left out: `checks` reports them.
    """
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(questionnaire.questions)
    graph.add_nodes_from(TERMINALS)
    if questionnaire.pool:
        graph.add_node(BEST)
        for id in (*questionnaire.pool, RESULTS):
            graph.add_edge(BEST, id, choice=None, route=None)
    for question in questionnaire.questions.values():
        for choice, route, to in edges(questionnaire, question):
            if to in graph:
                graph.add_edge(question.id, to, choice=choice, route=route)
    return graph


def without_hub(graph: Graph) -> Graph:
    """The graph without the hub, through which questions may come in any order."""
    return graph.subgraph(node for node in graph if node != BEST)


def ahead_of(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    """For each question, and the hub, itself and every question that can still come after it."""
    graph = build_graph(questionnaire)
    known = questionnaire.questions
    return {node: frozenset((nx.descendants(graph, node) | {node}) & known.keys()) for node in graph}


def edges(questionnaire: Questionnaire, question: Question) -> Iterator[tuple[str | None, Route | None, str]]:
    """Every way out of a question: by a choice's routes, by its own routes, or on to what follows."""
    for choice in question.choices:
        for route in _until_certain(choice.next):
            yield choice.id, route, route.to
    if question.every_choice_leaves:
        return
    for route in _until_certain(question.next):
        yield None, route, route.to
    if question.falls_through:
        yield None, None, questionnaire.after(question.id)


def _until_certain(routes: tuple[Route, ...]) -> Iterator[Route]:
    """Routes up to the first that always holds: later ones are never taken."""
    for route in routes:
        yield route
        if route.when is None:
            return
