"""Which products can come how far: exact, since whether a product stays depends on each answer alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.compiler.classes import Classes
from app.compiler.coverage import Said
from app.compiler.flow import Edge, Flow, Move
from app.questionnaire.route import END, RESULTS


@dataclass(frozen=True)
class Reach:
    """Classes that can be at each state (`here`) on some path from the start, and that can still be among the
    candidates at results from there (`still`); and by node, edge and answer those that can come, or be left."""

    here: tuple[Bits, ...]
    still: tuple[Bits, ...]
    nodes: dict[str, Bits]
    edges: dict[Edge, Bits]
    answers: dict[Said, Bits]


@dataclass(frozen=True)
class Ways:
    """By state: how many ways lead on to results, and to `end`, and the chance of a walk to come to results."""

    results: tuple[int, ...]
    closed: tuple[int, ...]
    chance: tuple[float, ...]


def reach(flow: Flow, classes: Classes) -> Reach:
    """The union over all paths, state by state."""
    nothing = bitset.none(len(classes))
    through = Through(classes)
    here = [nothing] * len(flow.at)
    here[0] = classes.everything
    nodes: dict[str, Bits] = {}
    edges: dict[Edge, Bits] = {}
    answers: dict[Said, Bits] = {}
    for state, at in enumerate(flow.at):
        nodes[at] = nodes.get(at, nothing) | here[state]
        for move in flow.moves[state]:
            left = here[state] & through(move.masks)
            here[move.to] = here[move.to] | left
            edges[move.edge] = edges.get(move.edge, nothing) | left
            if move.option is not None:
                said = (at, move.option.said)
                answers[said] = answers.get(said, nothing) | left
    return Reach(tuple(here), _still(flow, classes, through), nodes, edges, answers)


def _still(flow: Flow, classes: Classes, through: Through) -> tuple[Bits, ...]:
    found = [bitset.none(len(classes))] * len(flow.at)
    for state in reversed(range(len(flow.at))):
        if flow.at[state] == RESULTS:
            found[state] = classes.everything
        for move in flow.moves[state]:
            found[state] = found[state] | (through(move.masks) & found[move.to])
    return tuple(found)


def ways(flow: Flow) -> Ways:
    """The ways on from each state; every answer of a question is as likely as another."""
    results, closed, chance = ([0] * len(flow.at), [0] * len(flow.at), [0.0] * len(flow.at))
    for state in reversed(range(len(flow.at))):
        moves = flow.moves[state]
        if not moves:  # a terminal, or a question that takes no answer
            arrived = flow.at[state] == RESULTS
            results[state], closed[state], chance[state] = int(arrived), int(flow.at[state] == END), float(arrived)
            continue
        results[state] = sum(results[move.to] for move in moves)
        closed[state] = sum(closed[move.to] for move in moves)
        chance[state] = sum(chance[move.to] for move in moves) / len(moves)
    return Ways(tuple(results), tuple(closed), tuple(chance))


def expected(flow: Flow, classes: Classes, found: Ways) -> float:
    """The mean number of candidates at results, over the walks that come there.

    The chance of each class to be left is followed through the states, so that no set of candidates is ever named.
    """
    if not found.chance[0]:
        return 0.0
    mass: dict[int, NDArray[np.float64]] = {0: np.ones(len(classes))}
    total = 0.0
    for state, moves in enumerate(flow.moves):
        chances = mass.pop(state, None)
        if chances is None:
            continue
        if flow.at[state] == RESULTS:
            total += float(chances @ classes.weights)
        for (to, masks), alike in _alike(moves).items():
            if not found.chance[to]:
                continue
            left = chances * (alike / len(moves))
            for mask in masks:
                left *= classes.masks[mask]
            mass[to] = mass[to] + left if to in mass else left
    return total / found.chance[0]


def _alike(moves: tuple[Move, ...]) -> dict[tuple[int, frozenset[int]], int]:
    """How many moves lead to the same state through the same masks."""
    found: dict[tuple[int, frozenset[int]], int] = {}
    for move in moves:
        found[move.to, move.masks] = found.get((move.to, move.masks), 0) + 1
    return found


class Through:
    """The classes that sets of masks keep, each worked out once."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._known: dict[frozenset[int], Bits] = {}

    def __call__(self, masks: frozenset[int]) -> Bits:
        if masks not in self._known:
            self._known[masks] = self.fresh(masks)
        return self._known[masks]

    def fresh(self, masks: frozenset[int]) -> Bits:
        """The same, not remembered."""
        return self._classes.through(masks)


__all__ = ["Reach", "Through", "Ways", "expected", "reach", "ways"]
