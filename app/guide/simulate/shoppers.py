"""Simulated shoppers: whom they are like, what they want, and what they say to a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

import numpy as np

from app.catalog import bitset
from app.guide.demand import Demands
from app.guide.release import Release
from app.guide.simulate.project import bar
from app.guide.state import Bodies, replay
from app.guide.step import QuestionView
from app.questionnaire import Answer, Entered, Picked, Question, Seen, Skipped, Type, write_answer
from app.questionnaire.walk import NOWHERE

UNSURE = 0.3
"""How often a shopper who is unsure says nothing."""
WRONG = 0.1
"""How often a shopper who errs says something else than what is true."""
TRIES = 9
"""Numbers and days that are tried where one has to be typed in."""
SPAN = 100
"""How far they reach where the author sets no end."""


@dataclass
class Room:
    """A release on a day, as its simulated shoppers share it; what an answer demands is worked out once."""

    release: Release
    now: datetime

    def __post_init__(self) -> None:
        self.demands = Demands(self.release, self.now.date())

    def meets(self, question: Question, answer: Answer, row: int) -> bool:
        """Whether the wanted product states that it meets an answer, and the answer demands something."""
        fit = self.demands.of_answer(question, answer, NOWHERE).fit
        return fit is not None and bitset.contains(fit.meets, row)

    def stays(self, question: Question, answer: Answer, row: int, bodies: Bodies) -> bool:
        """Whether the wanted product is still a candidate after an answer, by full replay."""
        said = {**bodies, question.id: write_answer(question, answer)}
        return bitset.contains(replay(self.release, said, self.now).candidates, row)


Says = Callable[[Room, QuestionView, int, Bodies, Random], Answer]
"""What is said to a question by a shopper who wants the product of a row, after some answers."""


def truthful(room: Room, view: QuestionView, row: int, bodies: Bodies, rng: Random) -> Answer:
    """The narrowest thing that is true of the product, which never costs it; where nothing is, no preference."""
    question = view.question
    if question.type is Type.INFO:
        return Seen()
    if view.range is not None:
        number = room.release.index.products.records[row].get(question.attribute)
        for bin in view.range.bins:
            if isinstance(number, int | float) and bin.start <= number <= bin.end:
                return bar(question, bin.start, bin.end)
        return Skipped() if question.skippable else anything(room, view, rng)
    choices = [choice for choice in view.choices if choice.count]
    met = [choice for choice in choices if room.meets(question, Picked((choice.choice.id,)), row)]
    for choice in sorted(met, key=lambda choice: choice.count):
        if room.stays(question, Picked((choice.choice.id,)), row, bodies):
            return Picked((choice.choice.id,))
    tried = [Picked((choice.choice.id,)) for choice in choices] if question.type.has_choices else _typed(room, view)
    others = [answer for answer in tried if room.stays(question, answer, row, bodies)]
    free = [answer for answer in others if room.demands.of_answer(question, answer, NOWHERE).fit is None]
    if free:
        return rng.choice(free)
    if question.skippable and (question.type.has_choices or not others):
        return Skipped()
    return rng.choice(others) if others else anything(room, view, rng)


def unsure(room: Room, view: QuestionView, row: int, bodies: Bodies, rng: Random) -> Answer:
    """The truth, or now and then "I don't know"."""
    if view.question.skippable and view.question.type is not Type.INFO and rng.random() < UNSURE:
        return Skipped()
    return truthful(room, view, row, bodies, rng)


def wrong(room: Room, view: QuestionView, row: int, bodies: Bodies, rng: Random) -> Answer:
    """The truth, or now and then anything that is offered."""
    return anything(room, view, rng) if rng.random() < WRONG else truthful(room, view, row, bodies, rng)


def hostile(room: Room, view: QuestionView, row: int, bodies: Bodies, rng: Random) -> Answer:
    """What leaves the least, nothing if possible: what is greyed out is pressed all the same."""
    if view.choices:
        least = min(choice.count for choice in view.choices)
        return Picked((rng.choice([choice.choice.id for choice in view.choices if choice.count == least]),))
    if view.range is not None and view.range.bins:
        bin = min(view.range.bins, key=lambda bin: (bin.count, rng.random()))
        return bar(view.question, bin.start, bin.end)
    return anything(room, view, rng)


def anything(room: Room, view: QuestionView, rng: Random) -> Answer:
    """Anything that is offered."""
    question = view.question
    if question.type is Type.INFO:
        return Seen()
    offered = [choice.choice.id for choice in view.choices if choice.count] or [one.choice.id for one in view.choices]
    answers: list[Answer] = [Picked((id,)) for id in offered] or list(_typed(room, view))
    if view.range is not None:
        answers = [bar(question, bin.start, bin.end) for bin in view.range.bins if bin.count]
    return rng.choice(answers) if answers else Skipped()


KINDS: dict[str, Says] = {
    "truthful": truthful,
    "popular": truthful,
    "unsure": unsure,
    "wrong": wrong,
    "hostile": hostile,
}
"""Whom shoppers can be like: `popular` ones tell the truth and want what sells, the others anything equally often."""


def wanted(release: Release, now: datetime, kind: str, count: int, rng: Random) -> list[int]:
    """The rows that `count` shoppers of a kind want, among what may be shown at all; none if nothing may.

    By popularity the shares follow Zipf's law, one over the rank; without a popularity they are equal.
    """
    state = replay(release, {}, now)
    rows = release.index.rows_by_id(state.narrowing.eligible(state.path))
    if not len(rows):
        return []
    shares = None
    if kind == "popular" and release.popularity is not None:
        rank = np.argsort(np.argsort(-np.nan_to_num(release.popularity.at(rows)), kind="stable"))
        shares = (1 / (rank + 1)).tolist()
    elif count >= len(rows):
        whole, rest = divmod(count, len(rows))
        return [*rows.tolist() * whole, *rng.sample(rows.tolist(), rest)]
    return rng.choices(rows.tolist(), shares, k=count)


def _typed(room: Room, view: QuestionView) -> list[Answer]:
    """Numbers, or days, to type in: evenly from the least to the most that is accepted, else about today, or from 0."""
    usual = float(room.now.date().toordinal() - SPAN // 2) if view.question.type is Type.DATE else 0.0
    high = view.most if view.most is not None else (view.least if view.least is not None else usual) + SPAN
    low = view.least if view.least is not None else high - SPAN
    return [Entered(float(round(low + (high - low) * place / (TRIES - 1)))) for place in range(TRIES)]
