"""What may be known of those who come: one value of each name for each way to fulfil the tests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, product

from app.conditions import Test
from app.conditions.dates import Relative
from app.conditions.hold import Values, empty, hold_test
from app.conditions.model import literals
from app.questionnaire.moves import OTHER
from app.questionnaire.told import Known
from app.shopper.names import SEGMENT, is_about_shoppers

MOST_TOGETHER = 4
"""Segments of which every set is tried; of more, none, each alone, and all."""


def known_ones(found: Mapping[str, Sequence[Test]], today: date) -> Iterator[Known]:
    """Every combination, beginning with one of whom nothing is known."""
    names = [name for name in found if is_about_shoppers(name)]
    ways = [
        _told_apart(found[name], today, _sets(found[name]) if name == SEGMENT else _values(found[name], today))
        for name in names
    ]
    for said in product(*ways):
        yield {name: values for name, values in zip(names, said, strict=True) if values or name == SEGMENT}


def _told_apart(tests: Sequence[Test], today: date, tried: Iterable[Values]) -> list[Values]:
    told: dict[tuple[int, ...], Values] = {}
    for values in tried:
        truths = tuple(hold_test(test.name, test.check, values, today, empty, False) for test in tests)
        told.setdefault(truths, values)
    return list(told.values())


def _sets(tests: Sequence[Test]) -> Iterator[Values]:
    ids = sorted({value for test in tests for value in literals(test) if isinstance(value, str)})
    sizes = range(len(ids) + 1) if len(ids) <= MOST_TOGETHER else (0, 1, len(ids))
    return chain.from_iterable(combinations(ids, size) for size in sizes)


def _values(tests: Sequence[Test], today: date) -> Iterator[Values]:
    yield ()
    for value in sorted({value for test in tests for value in literals(test)}, key=str):
        if isinstance(value, str):
            yield (value,)
        elif isinstance(value, Relative | float):
            day = value.on(today) if isinstance(value, Relative) else value
            yield from ((day + off,) for off in (0.0, -1.0, 1.0))
    yield (OTHER,) if any(isinstance(value, str) for test in tests for value in literals(test)) else (0.0,)
