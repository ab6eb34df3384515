"""Conditions against all products at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.evaluate import rows_passing
from app.catalog.model import DROP, Assume, Attribute, Product
from app.catalog.products import Products, rank_of, values_of
from app.conditions import All, Any, Condition, Known, Not, Test, Truth
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
        self.rows = products.rows
        self.groups = products.groups
        self.everything = bitset.pack(products.rank < len(products))
        self._stated: dict[str, Bits] = {}
        self._unstated: dict[str, Bits | None] = {}

    def patched(self, products: Products, changed: Collection[str]) -> Index:
        """The index of the same rows with some attributes changed; what it remembers of the others is kept."""
        index = Index(products)
        index._stated = {id: bits for id, bits in self._stated.items() if id not in changed}
        index._unstated = {id: bits for id, bits in self._unstated.items() if id not in changed}
        return index

    def of_rows(self, rows: NDArray[np.int64]) -> Index:
        """An index of some rows alone, in this order, without variants."""
        columns = {id: column.take(rows) for id, column in self.products.columns.items()}
        by_id = np.argsort(self.products.rank[rows]).astype(np.int32)
        return Index(Products(self.catalog, columns, by_id, rank_of(by_id, len(rows)), self.products.revision))

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

    def count(self, bits: Bits) -> int:
        """How many products are in a set, variants that stand together once."""
        return bitset.count(bits) if self.groups is None else self.groups.count(bits)

    def rows_by_id(self, bits: Bits) -> NDArray[np.int64]:
        """The rows of the products in a set, in the order of their ids."""
        rows = bitset.rows_in(bits)
        return rows[np.argsort(self.products.rank[rows])]

    def stated(self, attribute: str) -> Bits:
        """The products that state a value for an attribute."""
        if attribute not in self._stated:
            self._stated[attribute] = bitset.pack(self.products.column(attribute).stated())
        return self._stated[attribute]

    def unstated(self, attribute: str) -> Bits | None:
        """The products that state no value for an attribute; None if there is none."""
        if attribute not in self._unstated:
            bits = self.everything & ~self.stated(attribute)
            self._unstated[attribute] = bits if bits.any() else None
        return self._unstated[attribute]

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
        stated, unstated = self.stated(name), self.unstated(name)
        if isinstance(check, Known):
            bits = self.everything & ~stated if negated else stated
            return Fit(bits, bits)
        meets = bitset.pack(rows_passing(self.products.column(name), check, today))
        meets = stated & ~meets if negated else stated & meets
        if unstated is None:
            return Fit(meets, meets)
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
