"""From answers to candidates: what each answer demands and wishes, and who still fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from app.catalog import Fit, bitset
from app.catalog.bitset import Bits
from app.conditions import All, Any, Condition, Held, Interval, Test
from app.guide.release import Release
from app.questionnaire import Answer, Answers, Between, Choice, Path, Picked, Question, Skipped, walk
from app.ranking import Asked

NOTHING = Any(())
"""What no product fulfils: the demand of an answer whose choice is gone."""


@dataclass(frozen=True)
class Demand:
    """What one answer makes of the catalog: the conditions of its picks, all of it together, and its wishes."""

    question: Question
    picks: tuple[tuple[str, Condition], ...] = ()
    condition: Condition | None = None
    fit: Fit | None = None
    wishes: tuple[Asked, ...] = ()
    gift: bool = False


@dataclass
class Narrowing:
    """Answers held against a release on a day; every demand is worked out once."""

    release: Release
    today: date
    _demands: dict[tuple[str, Answer], Demand] = field(default_factory=dict)
    _eligible: Bits | None = None
    _candidates: dict[tuple[tuple[str, Answer], ...], Bits] = field(default_factory=dict)

    def path(self, answers: Answers) -> Path:
        """The path that the answers lead along."""
        return walk(self.release.questionnaire, answers, self.today)

    def demands(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the answers on a path, in path order."""
        return tuple(self.demand(question, answer) for question, answer in path.asked)

    def eligible(self) -> Bits:
        """The catalog less what may not be shown at all."""
        if self._eligible is None:
            self._eligible = self.release.index.everything
            late = self.release.late(self.today)
            if late is not None and self.release.questionnaire.results.out_of_stock == "hide":
                self._eligible = self._eligible & ~late
        return self._eligible

    def candidates(self, path: Path) -> Bits:
        """The eligible products that meet every answer on the path."""
        return self._meeting(
            tuple((question.id, answer) for question, answer in path.asked if self.demand(question, answer).fit)
        )

    def _meeting(self, key: tuple[tuple[str, Answer], ...]) -> Bits:
        """Shared beginnings of answers are worked out once: choices of one question differ at the end only."""
        if not key:
            return self.eligible()
        if key not in self._candidates:
            fit = self._demands[key[-1]].fit
            assert fit is not None
            self._candidates[key] = self._meeting(key[:-1]) & fit.passes
        return self._candidates[key]

    def count(self, path: Path, last: str) -> tuple[Bits, int]:
        """The candidates of a path, and how many; the answer to `last` is applied last, so that the rest is shared."""
        asked = sorted(
            ((question.id, answer) for question, answer in path.asked if self.demand(question, answer).fit),
            key=lambda pair: pair[0] == last,
        )
        if not asked or asked[-1][0] != last:
            bits = self._meeting(tuple(asked))
        else:
            fit = self._demands[asked[-1]].fit
            assert fit is not None
            bits = self._meeting(tuple(asked[:-1])) & fit.passes
        return bits, bitset.count(bits)

    def demand(self, question: Question, answer: Answer) -> Demand:
        """What an answer makes of the catalog."""
        key = (question.id, answer)
        if key not in self._demands:
            self._demands[key] = self._demand(question, answer)
        return self._demands[key]

    def _demand(self, question: Question, answer: Answer) -> Demand:
        if isinstance(answer, Skipped):
            return Demand(question)
        picks = self._picks(question, answer)
        parts: list[tuple[Condition, Fit]] = []
        together = self._joined(question, picks)
        if together:
            parts.append(together)
        if question.filter is not None:
            parts.append((question.filter, self.release.fit(question.id, question.filter, self.today)))
        if isinstance(answer, Between) and question.attribute:
            bounds = Test(question.attribute, Held((Interval(answer.min, answer.max),)))
            parts.append((bounds, self.release.index.fit(bounds, self.today)))
        condition = _all([condition for condition, _ in parts])
        return Demand(
            question,
            picks=tuple((id, condition) for id, condition, _ in picks if condition is not None),
            condition=condition,
            fit=_meet([fit for _, fit in parts]),
            wishes=self._wishes(question, answer),
            gift=any(choice.gift for choice in self._chosen(question, answer)),
        )

    def _chosen(self, question: Question, answer: Answer) -> list[Choice]:
        known = self.release.choices[question.id]
        return [known[id] for id in answer.choices if id in known] if isinstance(answer, Picked) else []

    def _picks(self, question: Question, answer: Answer) -> list[tuple[str, Condition | None, Fit | None]]:
        """Each pick with what it demands; a pick that no longer exists demands what nothing has."""
        found: list[tuple[str, Condition | None, Fit | None]] = []
        for id in answer.choices if isinstance(answer, Picked) else ():
            choice = self.release.choices[question.id].get(id)
            condition = choice.filter if choice else NOTHING
            if condition is None or condition == All(()):
                found.append((id, None, None))
            else:
                found.append((id, condition, self.release.fit((question.id, id), condition, self.today)))
        return found

    def _joined(
        self, question: Question, picks: list[tuple[str, Condition | None, Fit | None]]
    ) -> tuple[Condition, Fit] | None:
        """What the picks demand together: under `any` a pick without a filter frees the question."""
        conditions = [condition for _, condition, _ in picks if condition is not None]
        fits = [fit for _, _, fit in picks if fit is not None]
        if not fits or (question.match == "any" and len(fits) < len(picks)):
            return None
        if len(fits) == 1:
            return conditions[0], fits[0]
        if question.match == "all":
            met = _meet(fits)
            assert met is not None
            return All(tuple(conditions)), met
        return Any(tuple(conditions)), Fit(
            np.bitwise_or.reduce([fit.passes for fit in fits]),
            np.bitwise_or.reduce([fit.meets for fit in fits]),
        )

    def _wishes(self, question: Question, answer: Answer) -> tuple[Asked, ...]:
        of_choices = [
            Asked(question.id, choice.id, wish, question.importance)
            for choice in self._chosen(question, answer)
            for wish in choice.prefer
        ]
        return (*of_choices, *(Asked(question.id, "", wish) for wish in question.prefer))


def _all(conditions: list[Condition]) -> Condition | None:
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else All(tuple(conditions))


def _meet(fits: list[Fit]) -> Fit | None:
    if len(fits) < 2:
        return fits[0] if fits else None
    return Fit(
        np.bitwise_and.reduce([fit.passes for fit in fits]),
        np.bitwise_and.reduce([fit.meets for fit in fits]),
    )
