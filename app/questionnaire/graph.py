"""The questionnaire as a directed graph: what is walked is what is drawn and checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.route import BEST, RESULTS, TERMINALS, Route

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
    ids = list(questionnaire.questions)
    return {
        node: frozenset(id for place, id in enumerate(ids) if bits >> place & 1)
        for node, bits in ahead_bits(questionnaire).items()
    }


def ahead_bits(questionnaire: Questionnaire) -> dict[str, int]:
    """The same as bits: a question's is 1 shifted left by its place in the file."""
    targets = {id: {to for _, _, to in edges(questionnaire, asked)} for id, asked in questionnaire.questions.items()}
    own = {id: 1 << place for place, id in enumerate(questionnaire.questions)}
    if questionnaire.pool:
        targets[BEST] = set(questionnaire.pool)
        own[BEST] = 0
    found = dict(own)
    changed = True
    while changed:  # routes lead onward mostly: from the last to the first, once is enough but for the hub
        changed = False
        for node in reversed(list(targets)):
            bits = found[node]
            for to in targets[node]:
                bits |= found.get(to, 0)
            changed = changed or bits != found[node]
            found[node] = bits
    return found


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
