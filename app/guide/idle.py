"""Which open questions would change nothing, whatever of what is available were answered: they are passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.catalog import Fit, bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.catalog.model import Assume
from app.guide.choice_counts import count_questions
from app.guide.narrow import Narrowing
from app.questionnaire import Answers, Choice, Path, Picked, Question, Type
from app.ranking import Asked

FEW = 64
"""Products; grades that differ, mostly differ among so few."""


def listed(narrowing: Narrowing, path: Path, question: Question) -> list[Choice]:
    """The choices that a shopper is shown at an open question."""
    offered = narrowing.offered(question, path)
    return offered[: question.auto.limit] if question.auto and question.auto.limit is not None else offered


@dataclass
class Idle:
    """What is idle on a path: whether a question changes neither the candidates nor what is shown, nor its order.

    Only free questions are ever idle: the others change the path, or must be asked.
    """

    narrowing: Narrowing
    answers: Answers
    path: Path

    def __post_init__(self) -> None:
        self._known: dict[str, bool] = {}

    def __call__(self, id: str) -> bool:
        if id not in self._known:
            self._known[id] = id in self.narrowing.release.free and self._is_idle(id)
        return self._known[id]

    def _is_idle(self, id: str) -> bool:
        if not self._candidates.any():
            return False
        question = self.narrowing.release.questionnaire.questions[id]
        if question.type is Type.RANGE:
            return self._is_idle_range(question)
        if id in self.narrowing.release.counter.valued:
            return self._is_idle_by_values(question)
        return self._is_idle_choice(question)

    def _is_idle_choice(self, question: Question) -> bool:
        """Whether no available choice tells products apart; those that nothing fits are greyed."""
        wishes = list[Asked]()
        available = False
        for choice in listed(self.narrowing, self.path, question):
            demand = self.narrowing.demanded.of_answer(question, Picked((choice.id,)), self.path.said)
            if demand.fit is None or (self._candidates & demand.fit.passes).any():
                available = True
                if demand.fit is not None and self._tells_apart(demand.fit):
                    return False
                wishes += demand.wishes
            elif question.type is Type.MULTIPLE:
                wishes += demand.wishes  # next to an available choice it can be ticked
        return not available or not self._grades_apart(question, wishes)

    def _is_idle_by_values(self, question: Question) -> bool:
        index, wishes = self.narrowing.release.index, question.prefer
        if index.groups is not None or wishes or self.narrowing.release.trusted:
            return False
        counts = count_questions(self.narrowing, self.answers, self.path, (question,))[question.id]
        shown = (counts[choice.id] for choice in listed(self.narrowing, self.path, question))
        whole = bitset.count(self._candidates)
        return all(not count or (count == whole and unknown in (0, whole)) for count, unknown in shown)

    def _is_idle_range(self, question: Question) -> bool:
        """Whether all products state the same number, or none states any."""
        own = self.narrowing.demanded.own(question, self.path.said)
        if own is not None:
            if not (self._candidates & own[1].passes).any():
                return True
            if self._tells_apart(own[1]):
                return False
        wishes = self.narrowing.demanded.wishes(question.id, "", question.prefer, 1.0, self.path.said)
        if self._grades_apart(question, wishes):
            return False
        return not question.attribute or self._same_number(question.attribute)

    def _same_number(self, attribute: str) -> bool:
        index = self.narrowing.release.index
        column, policy = index.products.column(attribute), index.catalog.attributes[attribute].unknown
        assert isinstance(column, Numbers), attribute
        for rows in (self._few, self._rows):
            numbers = column.values[rows] if isinstance(policy, Assume) else column.codes[rows]
            if isinstance(policy, Assume) and policy.values:
                numbers = np.where(np.isnan(numbers), policy.values[0], numbers)
            if (numbers != numbers[0]).any():
                return False
        return True

    def _tells_apart(self, fit: Fit) -> bool:
        """Whether a demand leaves only a part of what is shown, or some of it only for what it does not state."""
        if (self._shown & ~fit.passes).any():
            return True
        if fit.passes is fit.meets:
            return False
        return bool((self._shown & ~fit.meets).any() and (self._shown & fit.meets).any())

    def _grades_apart(self, question: Question, wishes: Iterable[Asked]) -> bool:
        """Whether some wish that weighs something grades one product that is shown above another."""
        preference = self.narrowing.release.weights.preference
        for asked in wishes:
            weighs = question.asks_importance or asked.importance
            if not (weighs and asked.wish.importance and preference):
                continue
            grades = self.narrowing.release.grades_of(asked, self.narrowing.today)
            for rows in (self._few, self._rows):
                found = np.nan_to_num(grades.at(rows))
                if (found != found[0]).any():
                    return True
        return False

    @cached_property
    def _candidates(self) -> Bits:
        return self.narrowing.candidates(self.path)

    @cached_property
    def _shown(self) -> Bits:
        """The candidates, and what misses only trusted answers."""
        trusted = self.narrowing.release.trusted
        if trusted.isdisjoint(self.path.answers):
            return self._candidates
        left = self.narrowing.eligible(self.path)
        for demand in self.narrowing.demands(self.path):
            if demand.fit is not None and demand.id not in trusted:
                left = left & demand.fit.passes
        return left

    @cached_property
    def _rows(self) -> NDArray[np.int64]:
        return bitset.rows_in(self._shown)

    @cached_property
    def _few(self) -> NDArray[np.int64]:
        filled = np.flatnonzero(self._shown)[:FEW]
        return bitset.rows_in(self._shown, filled)[:FEW]
