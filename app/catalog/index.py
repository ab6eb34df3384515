"""Conditions against all products at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Codes, Column, Numbers, Tags
from app.catalog.model import DROP, Assume, Attribute, Product
from app.catalog.products import Products, values_of
from app.conditions import All, Any, Condition, Held, HeldAll, Interval, Known, Not, Test, Truth
from app.conditions.dates import Relative
from app.conditions.evidence import Evidence, Judge, weigh
from app.conditions.hold import hold_test, passes
from app.conditions.model import Check


@dataclass(frozen=True)
class Fit:
    """What a condition leaves: `passes` are the products that stay, `meets` those of them that state why.

    `passes` without `meets` are kept because a value is not stated. `meets` is a subset of `passes`.
    """

    passes: Bits
    meets: Bits


class Index:
    """Answers conditions over one revision of products; immutable but for what it remembers."""

    def __init__(self, products: Products) -> None:
        self.products = products
        self.catalog = products.catalog
        self.rows = len(products)
        self.everything = bitset.every(self.rows)
        self._stated: dict[str, Bits] = {}

    def fit(self, condition: Condition, today: date, negated: bool = False) -> Fit:
        """The fit of a condition that was bound to this catalog's attributes; a name it does not have never holds."""
        match condition:
            case Not(part):
                return self.fit(part, today, not negated)
            case All(parts) | Any(parts):
                fits = [self.fit(part, today, negated) for part in parts]
                return self._join(fits, conjunction=isinstance(condition, All) is not negated)
            case Test(name, check):
                return self._test(name, check, today, negated)

    def stated(self, attribute: str) -> Bits:
        """The products that state a value for an attribute."""
        if attribute not in self._stated:
            self._stated[attribute] = bitset.pack(self.products.column(attribute).stated())
        return self._stated[attribute]

    def weigh(self, condition: Condition, row: int, today: date) -> Evidence:
        """What `fit` says of one product, from its record alone, with the attributes that decided."""
        return weigh(condition, judge_product(self.products.records[row], self.catalog.attributes, today))

    def _join(self, fits: list[Fit], conjunction: bool) -> Fit:
        if not fits:
            bits = self.everything if conjunction else bitset.none(self.rows)
            return Fit(bits, bits)
        join = np.bitwise_and if conjunction else np.bitwise_or
        return Fit(join.reduce([fit.passes for fit in fits]), join.reduce([fit.meets for fit in fits]))

    def _test(self, name: str, check: Check, today: date, negated: bool) -> Fit:
        if name not in self.catalog.attributes:
            bits = bitset.none(self.rows)
            return Fit(bits, bits)
        stated = self.stated(name)
        if isinstance(check, Known):
            bits = self.everything & ~stated if negated else stated
            return Fit(bits, bits)
        holds = bitset.pack(_mask(self.products.column(name), check, today))
        meets = stated & ~holds if negated else stated & holds
        unstated = self.everything & ~stated
        policy = self.catalog.attributes[name].unknown
        if isinstance(policy, Assume):
            if passes(check, policy.values, today) is not negated:
                meets = meets | unstated
            return Fit(meets, meets)
        return Fit(meets, meets) if policy == DROP else Fit(meets | unstated, meets)


def judge_product(product: Product, attributes: dict[str, Attribute], today: date) -> Judge:
    """How a single test holds for one product, by the unknown policies of its attributes."""

    def unknown(name: str, check: Check, negated: bool) -> Truth:
        policy = attributes[name].unknown
        if isinstance(policy, Assume):
            return hold_test(name, check, policy.values, today, unknown, negated)
        return Truth.MISSES if policy == DROP else Truth.UNKNOWN

    def judge(test: Test, negated: bool) -> Truth:
        if test.name not in attributes:
            return Truth.MISSES
        return hold_test(test.name, test.check, values_of(product, test.name), today, unknown, negated)

    return judge


def _mask(column: Column, check: Held | HeldAll, today: date) -> NDArray[np.bool_]:
    """Which rows pass a check; what rows say that state nothing does not matter."""
    match column:
        case Numbers(values):
            return _numbers(values, check, today)
        case Codes(codes, vocabulary):
            if isinstance(check, HeldAll):
                return np.asarray(
                    np.logical_and.reduce([_allowed(vocabulary, (value,))[codes] for value in check.values])
                )
            return _allowed(vocabulary, check.values)[codes]
        case Tags(offsets, codes, vocabulary):
            rows = len(offsets) - 1
            if isinstance(check, HeldAll):
                hits = _allowed(vocabulary, check.values)[codes]
                return np.asarray(np.bincount(column.rows()[hits], minlength=rows) == len(set(check.values)))
            hits = _allowed(vocabulary, check.values)[codes]
            return np.asarray(np.bincount(column.rows()[hits], minlength=rows) > 0)


def _allowed(vocabulary: tuple[str, ...], values: tuple[object, ...]) -> NDArray[np.bool_]:
    """By code, whether the text is among `values`; one more place at the end, False, for what is not stated."""
    wanted = set(values)
    return np.array([text in wanted for text in vocabulary] + [False], np.bool_)


def _numbers(values: NDArray[np.float64], check: Held | HeldAll, today: date) -> NDArray[np.bool_]:
    parts = [
        _interval(values, part, today) if isinstance(part, Interval) else values == _day(part, today)
        for part in check.values
    ]
    join = np.logical_and if isinstance(check, HeldAll) else np.logical_or
    return np.asarray(join.reduce(parts), np.bool_) if parts else np.zeros(len(values), np.bool_)


def _interval(values: NDArray[np.float64], interval: Interval, today: date) -> NDArray[np.bool_]:
    mask = ~np.isnan(values)
    if interval.low is not None:
        low = _day(interval.low, today)
        mask &= values > low if interval.low_open else values >= low
    if interval.high is not None:
        high = _day(interval.high, today)
        mask &= values < high if interval.high_open else values <= high
    return mask


def _day(value: object, today: date) -> float:
    return value.on(today) if isinstance(value, Relative) else value  # type: ignore[return-value]
