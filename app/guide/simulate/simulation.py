"""All that is said of a questionnaire by simulation: how shoppers fare, what is possible, what to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from app.guide.release import Release
from app.guide.simulate.advice import Redundant, Worth, greedy_order, redundant, worths
from app.guide.simulate.bound import shannon_bound
from app.guide.simulate.converse import Talk
from app.guide.simulate.grid import Grid
from app.guide.simulate.lattice import TooLarge
from app.guide.simulate.optimum import optimum
from app.guide.simulate.policy import follow, greedy, in_order
from app.guide.simulate.project import project
from app.guide.simulate.shoppers import KINDS
from app.guide.simulate.study import HONEST, TRUST, TRUSTED, Tally, never_shown, orders, run, tally, trusting
from app.questionnaire import Questionnaire

Announce = Callable[[str, Sequence[int]], Iterable[int]]
"""Runs through the rows that shoppers want, or other numbers, under a heading, and may show how far it is."""


@dataclass(frozen=True)
class Possible:
    """Questions until `enough` are left, on average over products, routes and `when` left aside.

    `shannon` is what no clerk can beat, `optimum` what the best clerk needs and `static` the best fixed order (None:
    too many questions or products to compute), `greedy` a clerk who asks what brings the most bits, `written` the order
    of the file; all pass over what would change nothing. `left` is how many products greedy leaves.
    """

    shannon: float
    optimum: float | None
    static: float | None
    greedy: float
    written: float
    left: float


@dataclass(frozen=True)
class Simulation:
    """What came of it.

    `tallies` by order and kind; `trust` the same shoppers without trust and with, by kind; `worths` the questions in
    the advised order, the best if `exact`; `never_shown` what came on no honest shopper's first page. `branches`:
    routes or conditions lead shoppers past questions, of which what is possible and what is advised know nothing.
    """

    questionnaire: str
    products: int
    questions: int
    enough: int
    shoppers: int
    seed: int
    tallies: dict[str, tuple[Tally, ...]]
    trust: dict[str, tuple[Tally, Tally]]
    possible: Possible
    worths: tuple[Worth, ...]
    exact: bool
    redundant: tuple[Redundant, ...]
    never_shown: tuple[str, ...]
    branches: bool = False


def quietly(heading: str, rows: Sequence[int]) -> Iterable[int]:
    """Shows nothing."""
    return rows


def simulate(release: Release, now: datetime, shoppers: int, seed: int, announce: Announce = quietly) -> Simulation:
    """`shoppers` simulated shoppers of each kind; the same seed, the same shoppers.

    Without a popularity in the catalog there are no popular ones, and without a product none at all.
    """
    tallies: dict[str, tuple[Tally, ...]] = {}
    honest: list[Talk] = []
    for order, ordered in orders(release).items():
        found = []
        for kind in KINDS:
            if kind == "popular" and release.popularity is None:
                continue
            talks = _run(ordered, kind, shoppers, now, seed, announce, f"{order} order, {kind}")
            found += [tally(kind, talks)] if talks else []
            honest += talks if kind in HONEST and ordered is release else []
        tallies[order] = tuple(found)
    enough = release.questionnaire.enough
    grid = project(release, now.date())
    possible, advised, exact = _possible(grid, enough, announce)
    return Simulation(
        questionnaire=release.questionnaire.id,
        products=grid.products,
        questions=len(release.questionnaire.questions),
        enough=enough,
        shoppers=shoppers,
        seed=seed,
        tallies=tallies,
        trust=_trust(release, now, shoppers, seed, announce),
        possible=possible,
        worths=worths(grid, advised, enough),
        exact=exact,
        redundant=redundant(grid),
        never_shown=never_shown(release, now, honest),
        branches=_branches(release.questionnaire),
    )


def _branches(questionnaire: Questionnaire) -> bool:
    """Whether not all shoppers can be asked all questions."""
    questions = questionnaire.questions.values()
    routes = any(question.next or any(choice.next for choice in question.choices) for question in questions)
    return routes or any(question.when is not None for question in questions)


def _trust(
    release: Release, now: datetime, shoppers: int, seed: int, announce: Announce
) -> dict[str, tuple[Tally, Tally]]:
    found = {}
    for kind in TRUSTED:
        pair = []
        for heading, trust in (("without trust", None), (f"with trust: {TRUST:g}", TRUST)):
            talks = _run(trusting(release, trust), kind, shoppers, now, seed, announce, f"{heading}, {kind}")
            pair += [tally(kind, talks)] if talks else []
        if len(pair) == 2:
            found[kind] = (pair[0], pair[1])
    return found


def _run(
    release: Release, kind: str, count: int, now: datetime, seed: int, announce: Announce, heading: str
) -> list[Talk]:
    return run(release, kind, count, now, Random(seed), lambda rows: announce(heading, rows))


def _possible(grid: Grid, enough: int, announce: Announce) -> tuple[Possible, tuple[str, ...], bool]:
    """What is possible; the advised order; and whether it is the best."""
    shannon = shannon_bound(grid, enough)
    written = follow(grid, in_order(range(grid.questions)), enough).expected
    by_gain = follow(grid, greedy(enough), enough)
    try:
        best = optimum(grid, enough, lambda sets: announce("exact optimum", sets))
    except TooLarge:
        possible = Possible(shannon, None, None, by_gain.expected, written, by_gain.shown)
        return possible, greedy_order(grid, enough), False
    possible = Possible(shannon, best.adaptive, best.static, by_gain.expected, written, by_gain.shown)
    return possible, best.order, True
