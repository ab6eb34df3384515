"""What can be answered, in finitely many answers that stand for all.

Two answers that every `when` treats alike need not be tried both. So that each combination of truths which the tests
on an answer can have is had by some representative:

- `single`: each choice, and skip;
- `multiple`: each choice alone, all, none, and the smallest picks for each combination of the tests, skip;
- `range`, `number`, `date`: values on, between and beyond the thresholds that tests name, within the question's limits;
- `info`: seen, and skip.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from app.conditions import Held, HeldAll, Test
from app.conditions.dates import Relative
from app.conditions.model import literals
from app.questionnaire.answer import Answer, Between, Entered, Picked, Seen, Skipped, limits
from app.questionnaire.cells import days, reals
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question, Type
from app.questionnaire.refs import linked

OTHER = "~other"
"""An automatic choice, or a word of the context, that no test names."""

MOST_ENDS = 24
"""Ends of a range that are paired with each other."""
MOST_PICKS = 1100
"""Combinations of the tests on a `multiple` question that are told apart: ten choices, each tested by itself."""
SOME_PICKS = 64
"""How many of them are tried if there are more."""

Moves = Mapping[str, tuple[Answer, ...]]
"""By question, the answers that stand for all that it takes."""

Tests = Mapping[str, list[Test]]
"""By name, the tests that some `when` makes of it."""


def representatives(questionnaire: Questionnaire, tests: Tests, today: date) -> tuple[Moves, bool]:
    """The moves on a day, and whether they stand for all answers exactly."""
    thresholds = {id: _thresholds(tests.get(id, ()), today) for id in questionnaire.questions}
    links, exact = linked(questionnaire, tests)
    values: dict[str, list[float]] = {}
    for link in links:  # what is compared with another answer is cut where that is cut
        near = link.back(thresholds[link.tested] | _ends(questionnaire.questions[link.tested], today), today)
        thresholds[link.referred] = thresholds[link.referred] | near
    for link in links:
        values[link.referred] = _values(questionnaire.questions[link.referred], thresholds[link.referred], today)
        thresholds[link.tested] = thresholds[link.tested] | link.forth(values[link.referred], today)
    found: dict[str, tuple[Answer, ...]] = {}
    for id, question in questionnaire.questions.items():
        answers, sure = _answers(question, tests.get(id, ()), thresholds[id], today)
        found[id] = (*answers, Skipped()) if question.skippable else tuple(answers)
        exact = exact and sure
    return found, exact


def _answers(
    question: Question, tests: Iterable[Test], thresholds: set[float], today: date
) -> tuple[list[Answer], bool]:
    match question.type:
        case Type.SINGLE:
            return [Picked((id,)) for id in _ids(question, tests)], True
        case Type.MULTIPLE:
            return _subsets(question, list(tests))
        case Type.RANGE:
            return _spans(question, _values(question, thresholds, today))
        case Type.INFO:
            return [Seen()], True
        case _:
            return [Entered(value) for value in _values(question, thresholds, today)], True


def _values(question: Question, thresholds: set[float], today: date) -> list[float]:
    if question.type is Type.RANGE:
        return reals(thresholds, None, None)
    least, most = limits(question, today)
    if question.type is Type.DATE:
        return days(thresholds, least, most, float(today.toordinal()))
    return reals(thresholds, least, most)


def _ends(question: Question, today: date) -> set[float]:
    return set() if question.type is Type.RANGE else {end for end in limits(question, today) if end is not None}


def _thresholds(tests: Iterable[Test], today: date) -> set[float]:
    found = {value.on(today) if isinstance(value, Relative) else value for test in tests for value in literals(test)}
    return {value for value in found if isinstance(value, float)}


def _spans(question: Question, values: list[float]) -> tuple[list[Answer], bool]:
    if question.bound == "max":
        return [Between(None, value) for value in values], True
    low: list[Answer] = [Between(value, None) for value in values]
    if question.bound == "min":
        return low, True
    cut = values[:MOST_ENDS]
    pairs = (Between(one, other) for place, one in enumerate(cut) for other in cut[place + 1 :])
    return [*low, *pairs], len(values) <= MOST_ENDS


def _ids(question: Question, tests: Iterable[Test]) -> list[str]:
    """The choices by id; of automatic ones those that tests name, and one that none names."""
    if not question.auto:
        return [choice.id for choice in question.choices]
    return [*dict.fromkeys(id for test in tests for id in _named(test)), OTHER]


def _named(test: Test) -> list[str]:
    return [value for value in literals(test) if isinstance(value, str)]


def _subsets(question: Question, tests: list[Test]) -> tuple[list[Answer], bool]:
    """Picks of a `multiple` question: the singles, all, none, and the fewest for each combination of the tests."""
    ids = _ids(question, tests)
    order = {id: place for place, id in enumerate(ids)}
    alone = {choice.id for choice in question.choices if choice.exclusive}
    most = int(question.most) if isinstance(question.most, float) else len(ids)
    shared = [id for id in ids if id not in alone]
    marks = {id: _traits(question, id, tests) for id in shared}
    least: dict[frozenset[object], tuple[str, ...]] = {frozenset(): ()}
    newest = dict(least)
    for _ in range(most):
        longer: dict[frozenset[object], tuple[str, ...]] = {}
        for traits, picks in newest.items():
            for id in shared:
                more = traits | marks[id]
                if more not in least and more not in longer:
                    longer[more] = (*picks, id)
        least.update(longer)
        newest = longer
        if not newest or len(least) > MOST_PICKS:
            break
    exact = len(least) <= MOST_PICKS
    fewest = least.values() if exact else islice(least.values(), SOME_PICKS)
    every = [(), *((id,) for id in ids), *fewest, *([tuple(shared)] if len(shared) <= most else [])]
    each = dict.fromkeys(tuple(sorted(one, key=order.__getitem__)) for one in every)
    return [Picked(one) for one in each], exact


def _traits(question: Question, id: str, tests: list[Test]) -> frozenset[object]:
    """What picking a choice can change: the tests that it meets or helps to meet, and whether it may be hidden."""
    found: set[object] = {"any"}
    for place, test in enumerate(tests):
        if isinstance(test.check, Held) and id in test.check.values:
            found.add(place)
        if isinstance(test.check, HeldAll) and id in test.check.values:
            found.add((place, id))
    choice = question.choice(id)
    return frozenset(found | {id}) if choice is not None and choice.when is not None else frozenset(found)
