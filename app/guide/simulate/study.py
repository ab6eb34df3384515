"""Many simulated shoppers, and what came of them: by kind, by order, and with trust."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from statistics import fmean, median

import numpy as np

from app.catalog import bitset
from app.guide.release import Release
from app.guide.simulate.converse import Talk, converse
from app.guide.simulate.shoppers import Room, wanted
from app.guide.state import replay
from app.questionnaire.route import BEST

TRUST = 0.9
"""The trust that is tried out on every question."""
HONEST = ("truthful", "popular", "unsure")
"""The kinds of shoppers who say nothing that is false of what they want."""
TRUSTED = ("truthful", "wrong")
"""The kinds of shoppers that trust is tried out on: those whom it costs, and those whom it helps."""

Wrap = Callable[[Sequence[int]], Iterable[int]]
"""Runs through the rows that shoppers want, and may show how far it is."""


@dataclass(frozen=True)
class Tally:
    """What came of the shoppers of one kind: means, and shares of 0..1.

    `questions` as mean, median and 95th percentile; `left` (candidates at the end) as mean and median; `listed` the
    mean length of the list; `asked`, by number of questions, how many shoppers had just so many.
    """

    kind: str
    shoppers: int
    questions: tuple[float, float, float]
    left: tuple[float, float]
    listed: float
    found: float
    kept: float
    in_list: float
    dead_ends: float
    stuck: int
    asked: dict[int, int]


def run(release: Release, kind: str, count: int, now: datetime, rng: Random, wrap: Wrap = iter) -> list[Talk]:
    """`count` shoppers of a kind; the same `rng`, the same shoppers. None if nothing may be shown."""
    room = Room(release, now)
    return [converse(room, kind, row, rng) for row in wrap(wanted(release, now, kind, count, rng))]


def tally(kind: str, talks: Sequence[Talk]) -> Tally:
    """What came of one kind of shoppers, at least one."""
    asked = sorted(talk.questions for talk in talks)
    return Tally(
        kind=kind,
        shoppers=len(talks),
        questions=(fmean(asked), median(asked), float(np.percentile(asked, 95, method="higher"))),
        left=(fmean(talk.left for talk in talks), median(talk.left for talk in talks)),
        listed=fmean(talk.listed for talk in talks),
        found=fmean(talk.found for talk in talks),
        kept=fmean(talk.kept for talk in talks),
        in_list=fmean(talk.in_list for talk in talks),
        dead_ends=fmean(talk.dead_ends > 0 for talk in talks),
        stuck=sum(talk.stuck for talk in talks),
        asked={number: asked.count(number) for number in sorted(set(asked))},
    )


def in_order(release: Release, order: str) -> Release:
    """The release with its questions asked as the author wrote them, or with the most informative first (`best`)."""
    return replace(release, questionnaire=replace(release.questionnaire, order=order))


def trusting(release: Release, trust: float | None) -> Release:
    """The release with one trust on every question that may have it; None: with none."""
    known = release.questionnaire.questions.items()
    questions = {id: replace(question, trust=None if question.must else trust) for id, question in known}
    return replace(release, questionnaire=replace(release.questionnaire, questions=questions))


def orders(release: Release) -> dict[str, Release]:
    """The release as it is written, and beside it as `best` would ask, or as the author would."""
    other = "author" if release.questionnaire.order == BEST else BEST
    return {release.questionnaire.order: release, other: in_order(release, other)}


def never_shown(release: Release, now: datetime, talks: Iterable[Talk]) -> tuple[str, ...]:
    """The ids of what may be shown, and came on no first page, by rising id; variants that count once are one."""
    index = release.index
    mask = np.zeros(index.rows, np.bool_)
    mask[[index.products.row_of[id] for talk in talks for id in talk.shown]] = True
    shown = bitset.pack(mask) if index.groups is None else index.groups.whole(bitset.pack(mask))
    state = replay(release, {}, now)
    missed = state.narrowing.eligible(state.path) & ~shown
    return tuple(index.products.ids[row] for row in index.rows_by_id(missed))
