"""Which question is next: greedy expected information, less what it costs to read it.

Greedy choice by information is within 1.5 to 3 % of the exact optimum where that is known (see `app.guide.simulate`);
the time to choose among n equal choices grows with log2(n + 1): Hick (1952).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.guide.choice_counts import count_questions
from app.guide.count import bins_of, range_of
from app.guide.counter import Count
from app.guide.gain import information
from app.guide.idle import Idle, listed
from app.guide.mass import Mass, Weighed
from app.guide.narrow import Narrowing
from app.questionnaire import Answers, Path, Question, Type
from app.questionnaire.route import BEST, RESULTS, TERMINALS
from app.questionnaire.walk import ahead, obliges, obliging

LEAST = 0.25
"""Bits; a question that brings less is not worth a shopper's time where few products are enough."""

FATIGUE = 0.02
"""Bits that each doubling of what there is to read costs."""

UNWEIGHED = (Type.INFO, Type.NUMBER, Type.DATE)
"""What cannot be weighed in bits, as what only prefers: it is asked after all that can, and never left out for bringing
little."""

DIGITS = 9
"""Decimals of a gain; what differs only beyond them is equal."""


@dataclass(frozen=True)
class Gain:
    """What an open question is worth, in bits: expected information times the author's weight, less fatigue.

    One that narrows nothing cannot be weighed so: an entry, or choices that only prefer.
    """

    question: Question
    bits: float
    narrows: bool = True


class Agenda:
    """What there is still to ask after some answers."""

    def __init__(
        self,
        narrowing: Narrowing,
        answers: Answers,
        path: Path,
        remaining: int,
        weigh: Callable[[], Mass | None] = lambda: None,
    ) -> None:
        self.narrowing = narrowing
        self.questionnaire = narrowing.release.questionnaire
        self.answers = answers
        self.path = path
        self.remaining = remaining
        self._weigh = weigh
        self.idle = Idle(narrowing, answers, path)

    @cached_property
    def mass(self) -> Mass | None:
        """How probable each candidate is, where something is known of that; counts stay what they are."""
        return self._weigh()

    @cached_property
    def at(self) -> str:
        """The question to ask next, or a terminal.

        Idle questions are passed over. Once few enough products are left, only what must be answered is asked, and
        what leads to it.
        """
        if self.remaining == 0:
            return RESULTS
        if self.remaining <= self.questionnaire.enough:
            if self.path.at == BEST:
                return next((id for id in self.path.open if obliges(self.questionnaire.questions[id])), RESULTS)
            return self.path.at if obliging(self.questionnaire, self.path, self.narrowing.today) else RESULTS
        waiting = next((id for id in self.path.pending if not self.idle(id)), None)
        if waiting is not None:
            return waiting
        return self._choose() if self.path.at == BEST else self.path.at

    @property
    def by_gain(self) -> bool:
        """Whether the next question was chosen for what it brings alone, so that knowing enough may end the asking."""
        if self.path.at != BEST or self.at not in self.path.open or self.remaining <= self.questionnaire.enough:
            return False
        question = self.questionnaire.questions[self.at]
        return (
            bool(self.questionnaire.enough)
            and question.first is None
            and not obliges(question)
            and question.type not in UNWEIGHED
        )

    @property
    def coming(self) -> int:
        """How many questions a shopper is told to expect; none where the list is shown because enough is known."""
        if self.at in TERMINALS:
            return 0
        idle = frozenset(id for id in (*self.path.pending, *self.path.open) if self.idle(id))
        return ahead(self.questionnaire, self.path, self.narrowing.today, idle)

    @property
    def further(self) -> tuple[Gain, ...]:
        """The open questions that could still change something and whose answer would count, best first.

        Who asks on where enough is known wants one product: here, one is few enough.
        """
        at = [self.path.at] if self.path.at in self.questionnaire.questions else []
        ids = dict.fromkeys((*self.path.pending, *self.path.open, *at))
        gains = self.gains([id for id in ids if not self.idle(id)], 1)
        useful = [gain for gain in gains if gain.question.type.has_choices or gain.question.type is Type.RANGE]
        return tuple(sorted(useful, key=lambda gain: -gain.bits))

    def gains(self, ids: Iterable[str], enough: int | None = None) -> list[Gain]:
        """What each of some open questions that can be asked is worth, where `enough` products are few enough: as many
        as the author says, unless it is given."""
        questions = [self.questionnaire.questions[id] for id in ids]
        chosen = [question for question in questions if question.type.has_choices]
        counted = count_questions(self.narrowing, self.answers, self.path, chosen)
        few = max(self.questionnaire.enough if enough is None else enough, 1)
        return [self._gain(question, counted.get(question.id, {}), few) for question in questions]

    def _gain(self, question: Question, counted: Mapping[str, Count], enough: int) -> Gain:
        """By what this shopper and the crowd do; else by what earlier shoppers said, if enough were heard; else all can
        answer, as the candidates are spread."""
        ids, counts = list[str](), list[Count]()
        if question.type.has_choices:
            shown = [choice.id for choice in listed(self.narrowing, self.path, question)]
            ids = [id for id in shown if counted[id][0]]
            counts = [counted[id] for id in ids]
        elif question.type is Type.RANGE and question.attribute:
            counts = range_of(self.narrowing, self.answers, question)
        if not counts:
            return Gain(question, 0.0, question.type not in UNWEIGHED)
        left, unknown = np.array(counts, np.float64).T
        narrows = bool((left != self.remaining).any() or unknown.any())
        heard = self.narrowing.release.heard.get(question.id)
        heard = heard if heard is not None and heard.enough else None
        if heard is None and (left == unknown).all():
            return Gain(question, 0.0, narrows)
        weighed = self._weighed(question, ids)
        if weighed is not None and self.mass is not None:
            bits = float(information(weighed.left, max(self.mass.left, enough), enough, shares=weighed.shares))
        else:
            shares = heard.shares(ids) if heard is not None and ids else None
            bits = float(information(left, self.remaining, enough, unknown, shares))
        answerable = 1.0 if heard is None else heard.answerable
        worth = answerable * bits * question.weight - FATIGUE * math.log2(len(counts) + 1)
        return Gain(question, round(worth, DIGITS), narrows)

    def _weighed(self, question: Question, ids: Sequence[str]) -> Weighed | None:
        """What each answer would leave by the posterior: a choice, or a bar that some products are in."""
        mass = self.mass
        if mass is None:
            return None
        if ids:
            return mass.of_choices(self.narrowing, self.path, question, ids)
        return mass.of_bins(self.narrowing, question, bins_of(self.narrowing, self.answers, question))

    def _choose(self) -> str:
        """Of the pool: what the author pinned, then what brings most, then what brings nothing but is asked anyway."""
        questions = self.questionnaire.questions
        open_ = [id for id in self.path.open if not self.idle(id)]
        pinned = [id for id in open_ if questions[id].first is not None]
        if pinned:
            return min(pinned, key=lambda id: questions[id].first or 0)
        gains = self.gains(open_)
        best = max(gains, key=lambda gain: gain.bits, default=None)
        if best is not None and self.questionnaire.enough and best.bits < LEAST:
            kept = (one.question for one in gains if obliges(one.question) or not one.narrows)
            return next((question.id for question in kept), RESULTS)
        return best.question.id if best is not None else RESULTS
