"""What a catalog's products are like: the attributes that a shopper's taste can be read from, and what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.catalog.columns import Codes, Numbers, Tags
from app.catalog.strings import Strings
from app.conditions import Kind
from app.ranking.trait import Floats, Rows, Single, Trait, several, single

KINDS = (Kind.CATEGORY, Kind.ORDERED, Kind.FLAG, Kind.TAGS)
"""The kinds of attributes that a taste is read from: few values, whether one a product or several."""

MOST_VALUES = 2_000
"""An attribute of more values names products rather than describes them."""

NAMING = ("id", "title", "group", "url", "image", "stock", "price", "currency", "popularity")
"""The roles that say nothing of taste."""

MOST_SHARES = 1_000_000
"""What is usual of an attribute in a sort is kept while those kept, each with as many values, are fewer numbers."""


@dataclass(frozen=True, eq=False)
class Traits:
    """All traits of a catalog. `category` is the one by which products are of one sort, `audience` the one that says
    whom they are for, each None if the catalog has none; `order` are all rows, sort by sort, those of sort s from
    `first[s]` to `first[s + 1]`."""

    known: tuple[Trait, ...]
    category: Single | None
    order: NDArray[np.int64]
    first: NDArray[np.int64]
    audience: Trait | None = None
    _shares: dict[tuple[str, int], Floats] = field(default_factory=dict, repr=False)

    @property
    def single(self) -> tuple[Single, ...]:
        """Those of which a product states one value at most."""
        return tuple(trait for trait in self.known if isinstance(trait, Single))

    def usual(self, trait: Trait, rows: Rows, weights: Floats) -> Floats:
        """The share of products with each value that was to be expected of some rows that state one: float64 of shape
        (values,).

        It is that among all products of their sorts, each sort by its weight: who looks at jeans does not hold to
        denim. Of the sort itself, and without sorts, it is that among all products.
        """
        if self.category is None or trait is self.category:
            return trait.everywhere
        shares = np.zeros(trait.values)
        for sort, weight in zip(self.category.codes[rows].tolist(), weights.tolist(), strict=True):
            shares += weight * self._within(trait, sort)
        return np.asarray(shares / max(float(weights.sum()), 1e-300))

    def _within(self, trait: Trait, sort: int) -> Floats:
        """The shares among the products of one sort."""
        key = (trait.attribute, sort)
        found = self._shares.get(key)
        if found is None:
            found = trait.shares(self.order[self.first[sort] : self.first[sort + 1]])
            if len(self._shares) * trait.values < MOST_SHARES:
                self._shares[key] = found
        return found


def read_traits(index: Index) -> Traits:
    """The traits of a catalog, in the order of its mapping."""
    roles = {index.catalog.roles.get(role) for role in NAMING}
    known: list[Trait] = []
    for id, attribute in index.catalog.attributes.items():
        if attribute.kind not in KINDS or id in roles or id not in index.products.columns:
            continue
        column = index.products.column(id)
        if not isinstance(column, Strings) and 1 < _values(column) <= MOST_VALUES:
            known.append(several(id, column) if isinstance(column, Tags) else single(id, column.codes, _values(column)))
    return _sorted(known, index.catalog.roles)


def _values(column: Codes | Numbers | Tags) -> int:
    return len(column.distinct if isinstance(column, Numbers) else column.vocabulary)


def _sorted(known: Sequence[Trait], roles: Mapping[str, str]) -> Traits:
    by_attribute = {trait.attribute: trait for trait in known}
    category, audience = (by_attribute.get(roles.get(role, "")) for role in ("category", "audience"))
    assert category is None or isinstance(category, Single), category.attribute
    if category is None:
        return Traits(tuple(known), None, np.zeros(0, np.int64), np.zeros(1, np.int64), audience)
    first = np.zeros(category.values + 2, np.int64)
    np.cumsum(np.bincount(category.codes, minlength=category.values + 1), out=first[1:])
    return Traits(tuple(known), category, np.argsort(category.codes, kind="stable"), first, audience)
