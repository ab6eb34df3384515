"""What a questionnaire does to its catalog, all together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from app.catalog import Fit, bitset
from app.catalog.bitset import Bits
from app.compiler.clashes import clashes
from app.compiler.classes import Classes, classify
from app.compiler.coverage import Coverage, Figure, exactly
from app.compiler.dead_ends import dead_ends
from app.compiler.flow import Flow, unfold
from app.compiler.options import Option
from app.compiler.reach import Reach, Through, Ways, expected, reach, ways
from app.compiler.sample import sample
from app.compiler.shares import Limits, shares
from app.compiler.spaces import Spaces
from app.compiler.worst import worst
from app.conditions import ALWAYS
from app.guide import Release
from app.questionnaire import Choice, Question
from app.questionnaire.route import RESULTS
from app.questionnaire.sites import WALKED, sites

EXAMPLES = 3
"""How many products are named."""


@dataclass(frozen=True)
class Survey:
    """A release unfolded on a day: what coverage is computed from, and what the checks of the catalog stage read."""

    release: Release
    today: date
    flow: Flow
    classes: Classes
    reach: Reach
    ways: Ways

    @cached_property
    def through(self) -> Through:
        """The classes that sets of masks keep."""
        return Through(self.classes)

    @cached_property
    def own(self) -> dict[str, dict[Option, frozenset[int]]]:
        """By question, the options that some path offers, with the masks of each alone."""
        found: dict[str, dict[Option, frozenset[int]]] = {}
        for at, moves in zip(self.flow.at, self.flow.moves, strict=True):
            for move in moves:
                if move.option is not None:
                    found.setdefault(at, {}).setdefault(move.option, move.own)
        return found

    @cached_property
    def looked_on(self) -> frozenset[str]:
        """The questions that rules and merchandise read."""
        questionnaire = self.release.questionnaire
        read = {name for site in sites(questionnaire) if site.kind not in WALKED for name in site.reads}
        return frozenset(read | {name for rule in questionnaire.rules for name in self.release.refs[rule.id]})

    @property
    def missed(self) -> Bits:
        """The products that may be shown, and that no path brings to results."""
        return self.flow.eligible & ~self.come(RESULTS)

    def fit(self, question: Question, choice: Choice) -> Fit | None:
        """What fits a choice by itself; None if it asks for nothing, or refers to answers."""
        if choice.filter is None or choice.filter.refs or choice.filter == ALWAYS:
            return None
        return self.release.fit((question.id, choice.id), choice.filter, self.today)

    def come(self, question: str) -> Bits:
        """The products that can come as far as a question."""
        return self.products(self.reach.nodes.get(question, bitset.none(len(self.classes))))

    def products(self, bits: Bits) -> Bits:
        """The products of some classes."""
        held = np.append(bitset.unpack(bits, len(self.classes)), False)
        return bitset.pack(held[self.classes.of_row])

    def examples(self, bits: Bits) -> str:
        """The first of some products, by id and title."""
        rows = self.release.index.rows_by_id(bits)
        products = self.release.index.products
        title = self.release.index.catalog.roles["title"]
        shown = [f"{products.ids[row]} ({products.records[row].get(title, '')})" for row in rows[:EXAMPLES]]
        return ", ".join(shown) + (", …" if len(rows) > EXAMPLES else "")


def survey(release: Release, today: date) -> Survey:
    """The survey of a release. Raises TooLarge if its answers have to be remembered in too many ways."""
    flow = unfold(release, today)
    classes = classify(flow, release.index.rows)
    return Survey(release, today, flow, classes, reach(flow, classes), ways(flow))


def cover(found: Survey, limits: Limits | None = None) -> Coverage:
    """The coverage of a survey; shares are sampled where counting them would go beyond the limits."""
    flow, classes, reached = found.flow, found.classes, found.reach
    missed = found.release.index.rows_by_id(found.missed)
    dead, unspared, dead_paths = _shares(found, limits or Limits())
    clashing = clashes(flow, classes)
    ends, ends_cut = dead_ends(flow, classes, found.ways)
    return Coverage(
        products=len(found.release.index.products),
        eligible=int(classes.weights.sum()),
        nodes={node: classes.count(bits) for node, bits in reached.nodes.items()},
        edges={edge: classes.count(bits) for edge, bits in reached.edges.items()},
        answers={said: classes.count(bits) for said, bits in reached.answers.items()},
        unreached=len(missed),
        unreached_products=tuple(found.release.index.products.ids[row] for row in missed[:EXAMPLES]),
        paths=found.ways.results[0],
        closed=found.ways.closed[0],
        worst=worst(flow, classes, reached),
        expected=exactly(expected(flow, classes, found.ways)),
        dead=dead,
        unspared=unspared,
        dead_paths=dead_paths,
        dead_ends=ends,
        dead_ends_cut=ends_cut,
        pairs=clashing.pairs,
        triples=clashing.triples,
        clashes=clashing.shown,
    )


def _shares(found: Survey, limits: Limits) -> tuple[Figure, Figure, int | None]:
    counted = shares(found.flow, Spaces(found.flow, found.classes), found.ways, limits)
    if counted is None:
        return *sample(found.flow, found.classes, found.ways), None
    return exactly(counted.dead), exactly(counted.unspared), counted.paths
