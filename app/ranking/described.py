"""A catalog's products as a model of behaviour knows them: ids, names of values, and codes for these."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.catalog import Index
from app.catalog.columns import Codes, Numbers
from app.ranking.behaviour import Attributes, describe
from app.ranking.behaviour.trained import Names
from app.ranking.trait import Trait
from app.ranking.traits import Traits


@dataclass(frozen=True)
class Described:
    """`products` by row; `values` and `attributes` of the catalog's single-valued traits, in their
    order."""

    products: tuple[str, ...]
    values: Names
    attributes: Attributes


def describe_catalog(index: Index, traits: Traits) -> Described:
    """What a model is trained and read on: attributes of single values. A price of 0 or less, or none, is none."""
    columns = [np.where(trait.codes == trait.values, -1, trait.codes.astype(np.int32)) for trait in traits.single]
    names = [trait.attribute for trait in traits.single]
    role = index.catalog.role("price")
    column = index.products.column(role.id) if role else None
    prices = np.zeros(index.rows)
    if isinstance(column, Numbers):
        prices = np.nan_to_num(column.table[column.codes].astype(np.float64))
    values = tuple(_names(index, trait) for trait in traits.single)
    attributes = describe(names, columns, prices)
    present = tuple(
        tuple(known[: int(stop - start) - 1])
        for known, start, stop in zip(values, attributes.first[:-1], attributes.first[1:], strict=True)
    )
    return Described(tuple(index.products.ids), present, attributes)


def _names(index: Index, trait: Trait) -> tuple[str, ...]:
    column = index.products.column(trait.attribute)
    return tuple(map(str, column.vocabulary if isinstance(column, Codes) else column.distinct.tolist()))  # type: ignore[union-attr]
