"""The products of one revision: plain records, and a column per attribute."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

import orjson

from app.catalog.columns import Column, build_column
from app.catalog.model import Catalog, Product
from app.conditions.hold import Values


class Products:
    """Rows in the order of product ids, so that the row number breaks ties; immutable."""

    def __init__(self, catalog: Catalog, products: Sequence[Product], revision: str = "") -> None:
        id = catalog.roles["id"]
        self.catalog = catalog
        self.records = sorted(products, key=lambda product: str(product[id]))
        self.ids = [str(product[id]) for product in self.records]
        self.revision = revision or revision_of(self.records)
        self._columns: dict[str, Column] = {}

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each product id."""
        return {id: row for row, id in enumerate(self.ids)}

    def column(self, attribute: str) -> Column:
        """The attribute's column, built when it is first asked for."""
        if attribute not in self._columns:
            values = [record.get(attribute) for record in self.records]
            self._columns[attribute] = build_column(self.catalog.attributes[attribute], values)
        return self._columns[attribute]


def values_of(product: Product, attribute: str) -> Values:
    """The values that a product states for an attribute: none, one, or several."""
    value = product.get(attribute)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def revision_of(records: Sequence[Product]) -> str:
    """A name for exactly these products: 12 hexadecimal digits of the SHA-256 of their canonical JSON."""
    digest = hashlib.sha256()
    for record in records:
        digest.update(orjson.dumps(record, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))
    return digest.hexdigest()[:12]
