"""The products of one revision: a column per attribute, and plain records made from them when asked for."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import overload

import numpy as np
import orjson
from numpy.typing import NDArray

from app.catalog.arrange import by_popularity, side_by_side
from app.catalog.columns import Codes, Column, Numbers, build_column
from app.catalog.groups import Groups, groups_of
from app.catalog.made import fill
from app.catalog.model import TOGETHER, Catalog, Product
from app.catalog.strings import Strings, build_strings
from app.conditions.hold import Values

REMEMBERED = 4096
"""Records kept once they were made: what is popular is shown again and again."""


@dataclass(frozen=True, eq=False)
class Products:
    """Rows by falling popularity, variants that count once side by side; immutable.

    `columns` are those of the attributes that the feed states; `by_id` are the rows in the order of their ids, int32;
    a row that is not in it is empty and in no set. `rank` is the place of each row in it, which breaks ties (of an
    empty row, how many products there are). `starts` are the first rows of groups, None where every product counts by
    itself.
    """

    catalog: Catalog
    columns: Mapping[str, Column]
    by_id: NDArray[np.int32]
    rank: NDArray[np.int32]
    revision: str
    starts: NDArray[np.int64] | None = None
    _made: dict[str, Column] = field(default_factory=dict, repr=False)

    @staticmethod
    def of_records(catalog: Catalog, products: Sequence[Product], revision: str = "") -> Products:
        """The products of plain records; the revision is a name for their content, if none is given."""
        id = catalog.roles["id"]
        records = sorted(products, key=lambda product: str(product[id]))
        columns = {
            attribute.id: build_column(attribute, [record.get(attribute.id) for record in records])
            for attribute in catalog.attributes.values()
            if not attribute.made or attribute.id == id
        }
        return _arranged(catalog, columns, np.arange(len(records)), revision or revision_of(records))

    @staticmethod
    def of_columns(catalog: Catalog, columns: Mapping[str, Column], revision: str) -> Products:
        """The products of columns whose rows stand in any order."""
        ids = columns[catalog.roles["id"]]
        assert isinstance(ids, Strings)
        return _arranged(catalog, columns, ids.sorted(), revision)

    def __len__(self) -> int:
        return len(self.by_id)

    @property
    def ids(self) -> Strings:
        """The id of each row, empty for an empty row."""
        found = self.columns[self.catalog.roles["id"]]
        assert isinstance(found, Strings)
        return found

    @property
    def rows(self) -> int:
        """How many rows there are, empty ones included."""
        return len(self.ids)

    @cached_property
    def groups(self) -> Groups | None:
        """The variants that count once; None where every product counts by itself."""
        return None if self.starts is None else groups_of(self.starts, self.rows)

    def rows_of(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """The rows of some product ids, -1 for one that there is not: int64 of shape (ids,)."""
        return self.ids.find(self.by_id, build_strings(ids))

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each product id, by rising id."""
        return _RowOf(self.ids, self.by_id)

    @cached_property
    def records(self) -> Sequence[Product]:
        """The product of each row as a plain record: its stated values by attribute. Not to be changed."""
        return _Records(self)

    def column(self, attribute: str) -> Column:
        """The attribute's column; of texts that the mapping makes, built when it is first asked for."""
        if attribute in self.columns:
            return self.columns[attribute]
        if attribute not in self._made:
            made = [str(record[attribute]) if record else None for record in self.records]
            self._made[attribute] = build_strings(made)
        return self._made[attribute]


def _arranged(catalog: Catalog, columns: Mapping[str, Column], by_id: NDArray[np.int64], revision: str) -> Products:
    """The products with their rows put in order."""
    role = catalog.role("popularity")
    popular = columns[role.id] if role else None
    order = by_popularity(popular.values if isinstance(popular, Numbers) else None, by_id)
    starts = None
    if catalog.variants == TOGETHER:
        order, starts = side_by_side(order, _group_codes(catalog, columns))
    place = np.empty(len(by_id), np.int32)
    filled = np.flatnonzero(order >= 0)
    place[order[filled]] = filled
    taken = {id: column.take(order) for id, column in columns.items()}
    return Products(catalog, taken, place[by_id], rank_of(place[by_id], len(order)), revision, starts)


def rank_of(by_id: NDArray[np.int32], rows: int) -> NDArray[np.int32]:
    """The place of each of some rows in the order of ids: int32 of shape (rows,)."""
    rank = np.full(rows, len(by_id), np.int32)
    rank[by_id] = np.arange(len(by_id), dtype=np.int32)
    return rank


def _group_codes(catalog: Catalog, columns: Mapping[str, Column]) -> NDArray[np.int64]:
    """A number for each row's group; a row that states no group is one by itself."""
    column = columns[catalog.roles["group"]]
    rows = len(column.stated())
    if isinstance(column, Codes):
        codes = column.codes.astype(np.int64)
    else:
        assert isinstance(column, Strings)
        code: dict[str, int] = {}
        codes = np.array([code.setdefault(text, len(code)) for text in column], np.int64)
    return np.where(column.stated(), codes, rows + np.arange(rows))


class _Records(Sequence[Product]):
    """Records made from columns; the ones made last are kept."""

    def __init__(self, products: Products) -> None:
        self._products = products
        self._columns = list(products.columns.items())
        self._templates = [one for one in products.catalog.attributes.values() if one.made]
        self._record = lru_cache(REMEMBERED)(self._build)

    def __len__(self) -> int:
        return self._products.rows

    @overload
    def __getitem__(self, row: int) -> Product: ...

    @overload
    def __getitem__(self, row: slice) -> list[Product]: ...

    def __getitem__(self, row: int | slice) -> Product | list[Product]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        return self._record(int(row))

    def __iter__(self) -> Iterator[Product]:
        return (self._build(row) for row in range(len(self)))

    def _build(self, row: int) -> Product:
        stated = ((id, column.at(row)) for id, column in self._columns)
        product: Product = {id: value for id, value in stated if value is not None}
        return fill(self._templates, product) if product else product


class _RowOf(Mapping[str, int]):
    """The row of each id, found by bisection."""

    def __init__(self, ids: Strings, by_id: NDArray[np.int32]) -> None:
        self._ids = ids
        self._by_id = by_id

    def __getitem__(self, id: str) -> int:
        place = bisect_left(self._by_id, id, key=lambda row: self._ids[row])
        if place < len(self._by_id) and self._ids[self._by_id[place]] == id:
            return int(self._by_id[place])
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        return (self._ids[row] for row in self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


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
