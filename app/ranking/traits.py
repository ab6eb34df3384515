"""What a catalog's products are like: the attributes that a shopper's taste can be read from, and what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.catalog.columns import Coded, Codes, Numbers
from app.conditions import Kind
from app.ranking.blocks import BLOCK, blocks

KINDS = (Kind.CATEGORY, Kind.ORDERED, Kind.FLAG)
"""The kinds of attributes that a taste is read from: few values, one a product."""

MOST_VALUES = 2_000
"""An attribute of more values names products rather than describes them."""

NAMING = ("id", "title", "group", "url", "image", "stock", "price", "currency", "popularity")
"""The roles that say nothing of taste."""


@dataclass(frozen=True, eq=False)
class Trait:
    """An attribute: `codes` (rows,), the last of the codes for what is not stated; `there` bool (values + 1, blocks):
    whether a block holds a code."""

    attribute: str
    codes: Coded
    there: NDArray[np.bool_]

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.there) - 1

    @cached_property
    def everywhere(self) -> NDArray[np.float64]:
        """The share of each value among all products."""
        return self.shares(self.codes)

    def shares(self, codes: Coded) -> NDArray[np.float64]:
        """The share of each value among the products with these codes that state one: float64 of shape (values,)."""
        counts = np.bincount(codes, minlength=self.values + 1)[:-1]
        return np.asarray(counts / max(int(counts.sum()), 1))


@dataclass(frozen=True, eq=False)
class Traits:
    """All traits of a catalog. `category` is the one by which products are of one sort, `audience` the one that says
    whom they are for, each None if the catalog has none; `order` are all rows, sort by sort, those of sort s from
    `first[s]` to `first[s + 1]`."""

    known: tuple[Trait, ...]
    category: Trait | None
    order: NDArray[np.int64]
    first: NDArray[np.int64]
    audience: Trait | None = None

    def usual(self, trait: Trait, rows: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The share of each value that was to be expected of some rows: float64 of shape (values,).

        It is that among all products of their sorts, each sort by its weight: who looks at jeans does not hold to
        denim. Of the sort itself, and without sorts, it is that among all products.
        """
        if self.category is None or trait is self.category:
            return trait.everywhere
        shares = np.zeros(trait.values)
        for sort, weight in zip(self.category.codes[rows].tolist(), weights.tolist(), strict=True):
            alike = self.order[self.first[sort] : self.first[sort + 1]]
            shares += weight * trait.shares(trait.codes[alike])
        return np.asarray(shares / max(float(shares.sum()), 1e-300))


def read_traits(index: Index) -> Traits:
    """The traits of a catalog, in the order of its mapping."""
    roles = {index.catalog.roles.get(role) for role in NAMING}
    known = []
    for id, attribute in index.catalog.attributes.items():
        if attribute.kind not in KINDS or id in roles or id not in index.products.columns:
            continue
        column = index.products.column(id)
        if isinstance(column, Codes | Numbers):
            values = len(column.vocabulary if isinstance(column, Codes) else column.distinct)
            if 1 < values <= MOST_VALUES:
                known.append(_trait(id, column.codes, values))
    return _sorted(known, index.catalog.roles)


def _trait(attribute: str, codes: Coded, values: int) -> Trait:
    there = np.zeros((values + 1, blocks(len(codes))), np.bool_)
    there[codes, np.arange(len(codes)) // BLOCK] = True
    return Trait(attribute, codes, there)


def _sorted(known: Sequence[Trait], roles: Mapping[str, str]) -> Traits:
    by_attribute = {trait.attribute: trait for trait in known}
    category, audience = (by_attribute.get(roles.get(role, "")) for role in ("category", "audience"))
    if category is None:
        return Traits(tuple(known), None, np.zeros(0, np.int64), np.zeros(1, np.int64), audience)
    first = np.zeros(category.values + 2, np.int64)
    np.cumsum(np.bincount(category.codes, minlength=category.values + 1), out=first[1:])
    return Traits(tuple(known), category, np.argsort(category.codes, kind="stable"), first, audience)
