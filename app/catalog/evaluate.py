"""Which rows of a column pass a check: worked out on the dictionary of its values, then looked up for each row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Codes, Column, Numbers, Tags
from app.catalog.strings import Strings
from app.conditions import Held, HeldAll, Interval
from app.conditions.dates import Relative

BLOCK = 2**15
"""Rows worked on at a time, so that what comes between stays in the first caches."""

Mask = NDArray[np.bool_]
"""Shape (rows,)."""


def rows_passing(column: Column, check: Held | HeldAll, today: date) -> Mask:
    """Which rows pass a check; what rows say that state nothing does not matter."""
    match column:
        case Numbers():
            return _numbers(column, check, today)
        case Codes():
            wanted = set(check.values)
            if isinstance(check, HeldAll) and len(wanted) > 1:
                return np.zeros(len(column.codes), np.bool_)
            return _coded(column, [column.code_of[value] for value in _texts(wanted) if value in column.code_of])
        case Tags():
            return _tags(column, check)
        case Strings():
            masks = [column.equal(value) for value in _texts(check.values)]
            return _join(masks, check, len(column))


def _coded(column: Codes, codes: list[int]) -> Mask:
    if len(codes) == 1:
        return np.asarray(column.codes == codes[0])
    allowed = np.zeros(len(column.vocabulary) + 1, np.bool_)
    allowed[codes] = True
    return allowed[column.codes]


def _tags(column: Tags, check: Held | HeldAll) -> Mask:
    rows = len(column.offsets) - 1
    masks = []
    for value in dict.fromkeys(_texts(check.values)):
        mask = np.zeros(rows, np.bool_)
        if value in column.code_of:
            mask[column.rows_of(column.code_of[value])] = True
        masks.append(mask)
    return _join(masks, check, rows)


def _join(masks: list[Mask], check: Held | HeldAll, rows: int) -> Mask:
    if not masks:
        return np.zeros(rows, np.bool_)
    join = np.logical_and if isinstance(check, HeldAll) else np.logical_or
    return np.asarray(join.reduce(masks), np.bool_)


def _numbers(column: Numbers, check: Held | HeldAll, today: date) -> Mask:
    spans = [_span(column.distinct, value, today) for value in check.values]
    if isinstance(check, HeldAll):
        low, high = max((low for low, _ in spans), default=0), min((high for _, high in spans), default=0)
        return _within(column, low, high)
    if len(spans) == 1:
        return _within(column, *spans[0])
    allowed = np.zeros(len(column.distinct) + 1, np.bool_)
    for low, high in spans:
        allowed[low:high] = True
    return allowed[column.codes]


def _within(column: Numbers, low: int, high: int) -> Mask:
    """The rows whose code is from `low` to before `high`: below `low` the difference wraps beyond any width."""
    if high <= low:
        return np.zeros(len(column.codes), np.bool_)
    kind, codes = column.codes.dtype.type, column.codes
    if low == 0:
        return np.asarray(codes < kind(high))
    mask, above = np.empty(len(codes), np.bool_), np.empty(min(BLOCK, len(codes)), codes.dtype)
    for first in range(0, len(codes), BLOCK):
        part = codes[first : first + BLOCK]
        np.subtract(part, kind(low), out=above[: len(part)])
        np.less(above[: len(part)], kind(high - low), out=mask[first : first + BLOCK])
    return mask


def _span(distinct: NDArray[np.float64], value: object, today: date) -> tuple[int, int]:
    """The codes of the numbers that a value or an interval means, as a half-open span."""
    if not isinstance(value, Interval):
        number = _on(value, today)
        return int(np.searchsorted(distinct, number, "left")), int(np.searchsorted(distinct, number, "right"))
    low, high = 0, len(distinct)
    if value.low is not None:
        low = int(np.searchsorted(distinct, _on(value.low, today), "right" if value.low_open else "left"))
    if value.high is not None:
        high = int(np.searchsorted(distinct, _on(value.high, today), "left" if value.high_open else "right"))
    return low, high


def _on(value: object, today: date) -> float:
    return value.on(today) if isinstance(value, Relative) else value  # type: ignore[return-value]


def _texts(values: Iterable[object]) -> list[str]:
    return [value for value in values if isinstance(value, str)]
