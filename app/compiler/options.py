"""The answers that stand for all that a shopper can say to a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from math import floor

import numpy as np

from app.catalog.columns import Numbers
from app.conditions.dates import Relative, first_day, write_date
from app.conditions.hold import Values, empty, hold_test
from app.conditions.model import Condition, Ref, Test, literals, tests
from app.guide import Release
from app.guide.count import view_question
from app.guide.narrow import Narrowing
from app.questionnaire import Answer, Between, Choice, Entered, Picked, Question, Seen, Skipped, Type
from app.questionnaire.answer import limits, values_said
from app.questionnaire.cells import reals
from app.questionnaire.sites import sites

SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Where the values of an attribute that an entered number is compared with are probed."""


@dataclass(frozen=True)
class Option:
    """An answer, what `when` reads of it, and how it is written in a path."""

    said: str
    answer: Answer
    values: Values

    @property
    def given(self) -> bool:
        """Whether something was said."""
        return not isinstance(self.answer, Skipped | Seen)

    @property
    def spared(self) -> bool:
        """Whether a shopper is kept from it where it would leave nothing: choices and ranges are greyed then."""
        return isinstance(self.answer, Picked | Between)

    @property
    def single(self) -> str | None:
        """The choice that was picked, if it is one alone."""
        return self.answer.choices[0] if isinstance(self.answer, Picked) and len(self.answer.choices) == 1 else None


@dataclass
class Options:
    """The options of a release on a day: each choice, for several picks all of them too, the bins of a range, a number
    or date from each cell between what tests and products compare it with, and skipping."""

    release: Release
    today: date
    _known: dict[tuple[str, tuple[str, ...]], tuple[Option, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tests: dict[str, list[Test]] = {}
        for site in sites(self.release.questionnaire):
            for test in tests(site.when):
                self._tests.setdefault(test.name, []).append(test)

    def of(self, question: Question, offered: tuple[Choice, ...]) -> tuple[Option, ...]:
        """What can be said to a question of which these choices are offered."""
        key = (question.id, tuple(choice.id for choice in offered))
        if key not in self._known:
            answers = [*self._said(question, offered), *((Skipped(),) if question.skippable else ())]
            self._known[key] = tuple(Option(write(question, one), one, values_said(question, one)) for one in answers)
        return self._known[key]

    def listed(self, question: Question) -> tuple[Choice, ...]:
        """The choices that a shopper sees, if all of them are offered."""
        known = tuple(self.release.choices[question.id].values())
        return known if question.auto is None else known[: question.auto.limit]

    def _said(self, question: Question, offered: tuple[Choice, ...]) -> list[Answer]:
        match question.type:
            case Type.SINGLE:
                return [Picked((choice.id,)) for choice in offered]
            case Type.MULTIPLE:
                return list(_picks(question, offered))
            case Type.RANGE:
                return self._ranges(question)
            case Type.INFO:
                return [Seen()]
        return [Entered(value) for value in self._entered(question)]

    def _ranges(self, question: Question) -> list[Answer]:
        """The bins, where something lies, that a shopper who has said nothing else is shown, and what the tests on the
        range tell apart."""
        view = view_question(Narrowing(self.release, self.today), {}, question).range
        ends = [(one.start, one.end) for one in view.bins if one.count] if view else []
        found = [_bounded(question, low, high) for low, high in ends or [(0.0, 0.0)]]
        wanted = self._tests.get(question.id, [])
        cells = (
            []
            if not wanted
            else [_bounded(question, end, end) for end in reals(_thresholds(wanted, self.today), None, None)]
        )
        for answer in cells:
            told = {self._told(wanted, values_said(question, one)) for one in found}
            if self._told(wanted, values_said(question, answer)) not in told:
                found.append(answer)
        return found

    def _told(self, wanted: list[Test], values: Values) -> tuple[object, ...]:
        """What tests make of values; those that refer to other answers are left aside."""
        return tuple(
            hold_test(test.name, test.check, values, self.today, empty, False) for test in wanted if not test.refs
        )

    def _entered(self, question: Question) -> list[float]:
        """One in each cell between what tests compare with, and the answers at which products change sides."""
        least, most = limits(question, self.today)
        thresholds = _thresholds(self._tests.get(question.id, []), self.today)
        if question.type is Type.DATE:
            found = {floor(end) + off for end in thresholds for off in (-1.0, 0.0, 1.0)}
        else:
            found = set(reals(thresholds, least, most)) if thresholds else set()
        found |= self._compared(question)
        within = {one for one in found if (least is None or one >= least) and (most is None or one <= most)}
        usual = float(self.today.toordinal()) if question.type is Type.DATE else 0.0
        return sorted(within) or [next((end for end in (least, most) if end is not None), usual)]

    def _compared(self, question: Question) -> set[float]:
        """Answers at which products change sides, where conditions refer to the question: some quantiles."""
        found: set[float] = set()
        for condition in conditions_of(self.release):
            for test in tests(condition):
                refs = [one for one in literals(test) if isinstance(one, Ref) and one.question == question.id]
                for ref in refs if test.name in self.release.index.catalog.attributes else ():
                    found |= {self._answer_for(ref, value) for value in self._quantiles(test.name)}
        return {float(round(end)) if question.type is Type.DATE else end for end in found}

    def _quantiles(self, attribute: str) -> list[float]:
        column = self.release.index.products.column(attribute)
        known = column.values[column.stated()] if isinstance(column, Numbers) else np.empty(0)
        return [float(value) for value in np.quantile(known, SHARES, method="nearest")] if len(known) else []

    def _answer_for(self, ref: Ref, value: float) -> float:
        """The answer that a reference turns into this value."""
        answer = (value - ref.plus) / (ref.times or 1.0)
        return first_day(self.today, ref.until, answer) if ref.until else answer


def write(question: Question, answer: Answer) -> str:
    """An answer as it stands in a path by ids.

    >>> from app.questionnaire import Between
    >>> write(None, Between(None, 300.0))
    '..300'
    """
    match answer:
        case Picked(choices, _):
            return "+".join(choices) or "none"
        case Between(None, high, _):
            return f"..{high:g}"
        case Between(low, None, _):
            return f"{low:g}.."
        case Between(low, high, _):
            return f"{low:g}..{high:g}"
        case Entered(value, _):
            return write_date(value) if question.type is Type.DATE else f"{value:g}"
        case Skipped():
            return "skip"
        case Seen():
            return "seen"


def conditions_of(release: Release) -> Iterable[Condition]:
    """Every condition on products that answers and rules can bring, wishes apart."""
    for question in release.questionnaire.questions.values():
        of_choices = (choice.filter for choice in release.choices[question.id].values())
        yield from (condition for condition in (question.filter, *of_choices) if condition is not None)
    for rule in release.questionnaire.rules:
        yield from (condition for condition in (rule.filter, rule.only) if condition is not None)


def _picks(question: Question, offered: tuple[Choice, ...]) -> Iterable[Answer]:
    """Each choice alone, and all that can stand together, if as many may be picked."""
    for choice in offered:
        yield Picked((choice.id,))
    together = tuple(choice.id for choice in offered if not choice.exclusive)
    most = question.most if isinstance(question.most, float) else len(together)
    if 1 < len(together) <= most:
        yield Picked(together)


def _bounded(question: Question, low: float, high: float) -> Answer:
    """A stretch as the question's bound lets it be said."""
    return Between(None if question.bound == "max" else low, None if question.bound == "min" else high)


def _thresholds(wanted: Collection[Test], today: date) -> set[float]:
    values = (one.on(today) if isinstance(one, Relative) else one for test in wanted for one in literals(test))
    return {value for value in values if isinstance(value, float)}


__all__ = ["Option", "Options", "conditions_of", "write"]
