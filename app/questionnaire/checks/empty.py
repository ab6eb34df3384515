"""No test is empty by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.conditions import Condition, Held, Interval, Ref
from app.conditions.dates import Relative, parse_date, parse_relative
from app.conditions.model import Literal, tests
from app.conditions.wish import Passing
from app.document import Text
from app.document.shape import parse_number
from app.issues import Collector
from app.questionnaire.choice import Choice
from app.questionnaire.explore import Exploration
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.rule import Rule
from app.questionnaire.sites import sites

DAYS = (date(2023, 1, 31), date(2024, 3, 1))
"""Days on which relative dates are compared: months differ in length."""


def no_empty_test(exploration: Exploration, issues: Collector) -> None:
    questionnaire = exploration.questionnaire
    for condition in conditions(questionnaire):
        for test in tests(condition):
            if test.mark is None or not isinstance(test.check, Held):
                continue
            for value in test.check.values:
                if isinstance(value, Interval) and is_empty(value):
                    message = f"the test on `{test.name}` passes nothing: its lower end is not below its upper end"
                    help = (
                        "write min and max, which include the ends" if value.low == value.high else "swap the two ends"
                    )
                    issues.add("empty-test", test.mark, message, help)
            if not test.check.values:
                message = f"the test on `{test.name}` passes nothing: its list is empty"
                issues.add("empty-test", test.mark, message, "name a value, or take the test away")


def conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    """Every condition of a questionnaire, on answers and on products."""
    yield from (site.when for site in sites(questionnaire))
    questions = questionnaire.questions.values()
    holders: list[Question | Choice | Rule] = [*questions, *(one for asked in questions for one in asked.choices)]
    for holder in (*holders, *questionnaire.rules):
        if holder.filter is not None:
            yield holder.filter
        yield from (wish.aim.condition for wish in holder.prefer if isinstance(wish.aim, Passing))
    yield from (wish.aim.condition for wish in questionnaire.results.otherwise if isinstance(wish.aim, Passing))
    yield from (rule.only for rule in questionnaire.rules if rule.only is not None)
    yield from (deed.condition for deed in questionnaire.merchandise)


def is_empty(interval: Interval) -> bool:
    """Whether no value lies between the ends; ends that cannot be compared without a catalog leave room."""
    ends = _compared(interval.low, interval.high)
    if not ends:
        return False
    is_open = interval.low_open or interval.high_open
    return all(low > high or (low == high and is_open) for low, high in ends)


def _compared(low: Literal | None, high: Literal | None) -> list[tuple[float, float]]:
    """The ends as numbers that compare as they do, one pair for each case; none if they do not compare."""
    match _read(low), _read(high):
        case float(low_end), float(high_end):
            return [(low_end, high_end)]
        case Relative() as low_end, Relative() as high_end:
            return [(low_end.on(day), high_end.on(day)) for day in DAYS]
        case Ref() as low_end, Ref() as high_end if _same(low_end, high_end):
            return [(low_end.plus, high_end.plus)]
    return []


def _same(one: Ref, other: Ref) -> bool:
    return (one.question, one.times, one.until) == (other.question, other.times, other.until)


def _read(end: Literal | None) -> float | Relative | Ref | None:
    """An end, typed as far as that can be done without its name: numbers, dates and relative dates."""
    if not isinstance(end, Text):
        return None if isinstance(end, str) else end
    number = parse_number(end.value)
    day = parse_date(end.value) if number is None else number
    return parse_relative(end.value) if day is None else day
