"""What a change does to the products: choices that leave others, dead ends, what is left at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.compiler.coverage import DeadEnd, Said
from app.compiler.dead_ends import SHOWN
from app.compiler.diff.changes import changes
from app.compiler.diff.model import Difference, Shift, Side
from app.conditions import settle
from app.questionnaire import Questionnaire
from app.questionnaire.graph import build_graph
from app.questionnaire.route import BEST

Ends = dict[tuple[Said, ...], DeadEnd]


def compare(before: Side, after: Side, today: date) -> Difference:
    """Everything that differs between two sides on this day."""
    old, new = ({end.answers: end for end in side.coverage.dead_ends} for side in (before, after))
    known = [set(side.release.index.products.row_of) for side in (before, after)]
    return Difference(
        changes=changes(before.release.questionnaire, after.release.questionnaire),
        shifts=tuple(_shifts(before, after, today)),
        lost=tuple(sorted((after.missed - before.missed) & known[0])),
        found=tuple(sorted((before.missed - after.missed) & known[1])),
        paths=(before.coverage.paths, after.coverage.paths),
        worst=(before.coverage.worst, after.coverage.worst),
        expected=(before.coverage.expected, after.coverage.expected),
        dead_new=_only(new, old),
        dead_gone=_only(old, new),
    )


def ways_to(questionnaire: Questionnaire) -> dict[str, int]:
    """How many ways along routes lead from the first question to each node; questions of a pool have one each."""
    graph = build_graph(questionnaire)
    known: dict[str, int] = {}

    def count(node: str) -> int:
        if node not in known:
            known[node] = 0  # for a circle, which is an error, leads nowhere
            into = [start for start, _ in graph.in_edges(node) if start != BEST]
            known[node] = sum(map(count, into)) or (BEST in graph and graph.has_edge(BEST, node))
            known[node] += node == questionnaire.first.id
        return known[node]

    return {node: count(node) for node in graph}


def _only(these: Ends, others: Ends) -> tuple[DeadEnd, ...]:
    """Those that are certainly not on the other side: a full list says nothing of dead ends as long as its longest."""
    longest = max(map(len, others)) if len(others) >= SHOWN else None
    return tuple(
        end
        for answers, end in these.items()
        if (longest is None or len(answers) < longest) and not any(set(other) <= set(answers) for other in others)
    )


def _shifts(before: Side, after: Side, today: date) -> Iterator[Shift]:
    ways = ways_to(after.release.questionnaire)
    for (question, choice), now in after.coverage.answers.items():
        was = before.coverage.answers.get((question, choice))
        if (
            was is None
            or choice not in after.release.choices[question]
            or choice not in before.release.choices[question]
        ):
            continue
        old, new = (_fitting(side, question, choice, today) for side in (before, after))
        if was != now or old != new:
            dropped, gained = tuple(sorted(old - new)), tuple(sorted(new - old))
            yield Shift(question, choice, was, now, dropped, gained, ways.get(question, 0))


def _fitting(side: Side, question: str, choice: str, today: date) -> frozenset[str]:
    """The products that fit a choice by itself; what depends on an answer is left out."""
    index = side.release.index
    filter = side.release.choices[question][choice].filter
    own = None if filter is None else settle(filter, {}, today)
    bits = index.everything if own is None else index.fit(own, today).passes
    return frozenset(index.products.ids[row] for row in index.rows_by_id(bits))
