"""Who may come, and when: the days and the words of the context that some `when` tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product

from app.conditions import Test
from app.conditions.dates import Relative
from app.conditions.hold import empty, hold_test
from app.conditions.model import Ref, literals, tests
from app.questionnaire.cells import FIRST_DAY, LAST_DAY, ROOM
from app.questionnaire.known_ones import known_ones
from app.questionnaire.model import Questionnaire
from app.questionnaire.moves import OTHER, Moves, Tests, representatives
from app.questionnaire.question import Type
from app.questionnaire.sites import Site, sites
from app.questionnaire.told import Known
from app.shopper.names import CONTEXT, TODAY

MOST_VISITS = 200
"""Combinations of days and contexts that are tried."""
MOST_DAYS = 24

AROUND = range(-3, 4)
"""Days within which a date that is months away is searched: months differ by three days."""


@dataclass(frozen=True)
class Visit:
    """A day, what the shop's page says of the shopper, and what is known of them."""

    today: date
    context: Mapping[str, str]
    known: Known = field(default_factory=dict)


@dataclass(frozen=True)
class Possible:
    """Everything that can be said to a questionnaire, in representatives.

    `visits` begin with one on the given day of which nothing is known; `moves` are the answers, by day. `exact`: they
    show every truth that each `when` can have; otherwise what they do not show may still be.
    """

    visits: tuple[Visit, ...]
    moves: Mapping[date, Moves]
    exact: bool


def possible(questionnaire: Questionnaire, today: date) -> Possible:
    """The visits from a day on, and the answers that can be given."""
    found = tests_by_name(sites(questionnaire))
    dates, sure = _days(questionnaire, found, today)
    words = {name: _words(found[name], today) for name in CONTEXT if name != TODAY and name in found}
    contexts = (
        {name: word for name, word in zip(words, said, strict=True) if word} for said in product(*words.values())
    )
    known = {day: tuple(islice(known_ones(found, day), MOST_VISITS + 1)) for day in dates}
    visits = (Visit(day, context, one) for context in contexts for day in dates for one in known[day])
    every = tuple(islice(visits, MOST_VISITS + 1))
    moves: dict[date, Moves] = {}
    for day in dates:
        moves[day], exact = representatives(questionnaire, found, day)
        sure = sure and exact
    return Possible(every[:MOST_VISITS], moves, sure and len(every) <= MOST_VISITS)


def tests_by_name(found: Iterable[Site]) -> Tests:
    """Every test of some conditions, by the name that it is on."""
    by_name: dict[str, list[Test]] = defaultdict(list)
    for site in found:
        for test in tests(site.when):
            by_name[test.name].append(test)
    return by_name


def _words(found: list[Test], today: date) -> list[str]:
    """One word for each way to fulfil the tests, beginning with none."""
    literal = {value for test in found for value in literals(test) if isinstance(value, str)}
    told: dict[tuple[int, ...], str] = {}
    for word in ("", *sorted(literal), OTHER):
        said = (word,) if word else ()
        told.setdefault(tuple(hold_test(test.name, test.check, said, today, empty, False) for test in found), word)
    return list(told.values())


def _days(questionnaire: Questionnaire, found: Tests, today: date) -> tuple[list[date], bool]:
    """The given day, and each later one from which on something reads differently."""
    fixed, moving, sure = set[float](), set[Relative](), True
    dates = [id for id, question in questionnaire.questions.items() if question.type is Type.DATE]
    for name in (TODAY, *dates):
        for test in found.get(name, ()):
            for value in literals(test):
                if isinstance(value, Relative):
                    moving.add(value)
                elif isinstance(value, float):
                    fixed.add(value)
                sure = sure and not (isinstance(value, Ref) and name == TODAY)
    for id in dates:
        for end in (questionnaire.questions[id].least, questionnaire.questions[id].most):
            if isinstance(end, Relative):
                moving.add(end)
            elif end is not None:
                fixed.add(end)
    turns = set[float](fixed if TODAY in found else ())
    for relative in moving:
        turns |= {turn for day in fixed for turn in _meets(relative, day)}
    later = sorted({turn + off for turn in turns for off in ROOM} - {float(today.toordinal())})
    later = [day for day in later if today.toordinal() < day <= LAST_DAY]
    return [today, *(date.fromordinal(int(day)) for day in later[:MOST_DAYS])], sure and len(later) <= MOST_DAYS


def _meets(relative: Relative, day: float) -> Iterable[float]:
    """The days on which a relative date is this very day."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return
    near = Relative(-relative.amount, relative.unit).on(date.fromordinal(int(day)))
    for off in AROUND:
        if FIRST_DAY <= near + off <= LAST_DAY and relative.on(date.fromordinal(int(near + off))) == day:
            yield near + off
