"""Which open questions would change nothing, whatever of what is available were answered: they are passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalog import Fit, bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.catalog.model import DROP, Assume
from app.guide.choice_counts import count_questions
from app.guide.narrow import Narrowing
from app.questionnaire import Answers, Choice, Path, Picked, Question, Type
from app.ranking import Asked

FLAG_BYTES = 200
"""About what a remembered judgement takes in memory with its key."""
FEW = 64
"""Products; grades that differ, mostly differ among so few."""
EQUAL = 1e-9
"""Of a score: what differs by no more has only been added up in another order."""


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
            self._known[id] = id in self.narrowing.release.free and self._judged(id)
        return self._known[id]

    def _judged(self, id: str) -> bool:
        """The judgement; what few answers lead to is judged once for all shoppers."""
        early = self.narrowing.early(self.answers)
        if early is None:
            return self._is_idle(id)
        return self.narrowing.release.memo.get(("idle", id, *early), lambda: self._is_idle(id), lambda _: FLAG_BYTES)

    def _is_idle(self, id: str) -> bool:
        if not self._candidates.any():
            return False
        question = self.narrowing.release.questionnaire.questions[id]
        if question.type is Type.RANGE:
            return self._is_idle_range(question)
        if id in self.narrowing.release.counter.valued:
            return self._is_idle_by_values(question)
        return self._is_idle_choice(question)

    def available(self, question: Question) -> Iterator[tuple[Fit | None, tuple[Asked, ...]]]:
        """What each choice demands that leaves something, and what it wishes; then what is wished by choices that can
        only be ticked next to one of these."""
        beside, nothing = False, list[tuple[Asked, ...]]()
        joins = question.type is Type.MULTIPLE and question.match == "any"
        for choice in listed(self.narrowing, self.path, question):
            demand = self.narrowing.demanded.of_answer(question, Picked((choice.id,)), self.path.said)
            if demand.fit is None or (self._candidates & demand.fit.passes).any():
                beside |= joins and not choice.exclusive
                yield demand.fit, demand.wishes
            elif joins and not choice.exclusive:
                nothing.append(demand.wishes)
        yield from ((None, wishes) for wishes in nothing if beside)

    def _is_idle_choice(self, question: Question) -> bool:
        """Whether no available choice tells products apart; those that nothing fits are greyed."""
        wished = list[tuple[Asked, ...]]()
        for fit, wishes in self.available(question):
            if fit is not None and self._tells_apart(fit):
                return False
            wished.append(wishes)
        return not any(self.grades_apart(question, wishes) for wishes in wished)

    def _is_idle_by_values(self, question: Question) -> bool:
        index, wishes = self.narrowing.release.index, question.prefer
        if index.groups is not None or wishes or self.narrowing.release.trusted:
            return False
        counts = count_questions(self.narrowing, self.answers, self.path, (question,))[question.id]
        shown = (counts[choice.id] for choice in listed(self.narrowing, self.path, question))
        whole = bitset.count(self._candidates)
        return all(not count or (count == whole and unknown in (0, whole)) for count, unknown in shown)

    def _is_idle_range(self, question: Question) -> bool:
        """Whether all products state the same number, or none states any, or nothing that can be given leaves any."""
        if question.attribute and not self._can_be_given(question.attribute):
            return True
        own = self.narrowing.demanded.own(question, self.path.said)
        if own is not None:
            if not (self._candidates & own[1].passes).any():
                return True
            if self._tells_apart(own[1]):
                return False
        wishes = self.narrowing.demanded.wishes(question.id, "", question.prefer, 1.0, self.path.said)
        if self.grades_apart(question, wishes):
            return False
        return not question.attribute or self._same_number(question.attribute)

    def _can_be_given(self, attribute: str) -> bool:
        """Whether some product states a number, and some bound on it leaves a candidate."""
        index = self.narrowing.release.index
        column, policy = index.products.column(attribute), index.catalog.attributes[attribute].unknown
        assert isinstance(column, Numbers), attribute
        if isinstance(policy, Assume) and policy.values:
            return True
        if policy != DROP:
            return bool(len(column.distinct))
        unstated = len(column.distinct)
        if (column.codes[_few_of(self._candidates)] != unstated).any():
            return True
        return bool((column.codes[bitset.rows_in(self._candidates)] != unstated).any())

    def _same_number(self, attribute: str) -> bool:
        index = self.narrowing.release.index
        column, policy = index.products.column(attribute), index.catalog.attributes[attribute].unknown
        assert isinstance(column, Numbers), attribute

        def numbers(rows: NDArray[np.int64]) -> NDArray[Any]:
            if isinstance(policy, Assume) and policy.values:
                return np.nan_to_num(column.table[column.codes[rows]], nan=float(policy.values[0]))
            return column.codes[rows]

        return not self._differ(numbers)

    def _differ(self, worth: Callable[[NDArray[np.int64]], NDArray[Any]]) -> bool:
        """Whether not all that is shown is worth the same: seen among few, if it is so, else among all."""
        return _spread(worth(self._few)) > EQUAL or _spread(worth(self._rows)) > EQUAL

    def _tells_apart(self, fit: Fit) -> bool:
        """Whether a demand leaves only a part of what is shown, or some of it only for what it does not state."""
        if (self._shown & ~fit.passes).any():
            return True
        if fit.passes is fit.meets:
            return False
        return bool((self._shown & ~fit.meets).any() and (self._shown & fit.meets).any())

    def grades_apart(self, question: Question, wishes: Iterable[Asked]) -> bool:
        """Whether wishes that weigh something grade, in sum, one product that is shown above another."""
        graded = [
            (asked.wish.importance * weight, self.narrowing.release.grades_of(asked, self.narrowing.today))
            for asked in wishes
            if (weight := 1.0 if question.asks_importance else asked.importance) and asked.wish.importance
        ]
        if not graded or not self.narrowing.release.weights.preference:
            return False

        def worth(rows: NDArray[np.int64]) -> NDArray[Any]:
            total: NDArray[Any] = np.sum([weight * np.nan_to_num(grades.at(rows)) for weight, grades in graded], axis=0)
            return total

        return self._differ(worth)

    @cached_property
    def _candidates(self) -> Bits:
        return self.narrowing.candidates(self.path)

    @cached_property
    def _shown(self) -> Bits:
        """The candidates; where they leave room on the first page, what misses only trusted answers as well."""
        release = self.narrowing.release
        trusted, page = release.trusted, release.questionnaire.results.limit
        if trusted.isdisjoint(self.path.answers) or release.index.count(self._candidates) >= page:
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
        return _few_of(self._shown)


def _few_of(bits: Bits) -> NDArray[np.int64]:
    """The first rows of a set, at most `FEW`."""
    filled = np.flatnonzero(bits)[:FEW]
    return bitset.rows_in(bits, filled)[:FEW]


def _spread(values: NDArray[Any]) -> float:
    return float(values.max()) - float(values.min())
