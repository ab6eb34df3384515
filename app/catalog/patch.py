"""A few products changed: new columns from the old ones, without reading the catalog anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Coded, Codes, Column, Numbers, Tags, build_column, smallest
from app.catalog.model import TOGETHER, Product
from app.catalog.products import Products
from app.catalog.ragged import offsets_of, sizes_of
from app.catalog.strings import Strings

Rows = NDArray[np.int64]
Places = NDArray[np.int64]


def patch(products: Products, changes: Mapping[str, Product], revision: str) -> tuple[Products, frozenset[str]] | None:
    """The products with some records changed, and the attributes that are not as they were.

    None if that takes more than new values in the same rows: a product that there was not, or another group for a
    variant that counts with others. Rows keep their places, though popularity may have moved.
    """
    rows = products.rows_of(list(changes))
    if (rows < 0).any():
        return None
    order = np.argsort(rows)
    records = list(changes.values())
    records, rows = [records[place] for place in order], rows[order]
    columns, changed = dict(products.columns), set[str]()
    for id, column in products.columns.items():
        if id == products.catalog.roles["id"]:
            continue
        attribute = products.catalog.attributes[id]
        if all(record.get(id) == column.at(row) for record, row in zip(records, rows.tolist(), strict=True)):
            continue
        changed.add(id)
        columns[id] = put(column, rows, build_column(attribute, [record.get(id) for record in records]))
    if products.catalog.variants == TOGETHER and products.catalog.roles["group"] in changed:
        return None
    templates = {one.id for one in products.catalog.attributes.values() if one.made}
    return replace(products, columns=columns, revision=revision, _made={}), frozenset(changed | templates)


def put(column: Column, rows: Rows, values: Column) -> Column:
    """A column with new values in some rows, rising: those of another column of its kind, one for each row."""
    match column, values:
        case Codes(codes, vocabulary), Codes():
            used = _used(codes, len(vocabulary), codes[rows])
            words, old, new = _merged_words(vocabulary, used, values.vocabulary)
            merged = _renamed(codes, old)
            merged[rows] = new.astype(merged.dtype)[values.codes]
            return Codes(merged, words)
        case Numbers(codes, distinct), Numbers():
            used = _used(codes, len(distinct), codes[rows])
            numbers, old, new = _merged_numbers(distinct, used, values.distinct)
            merged = _renamed(codes, old)
            merged[rows] = new.astype(merged.dtype)[values.codes]
            return Numbers(merged, numbers)
        case Tags(), Tags():
            return _put_tags(column, rows, values)
        case Strings(), Strings():
            return _put_strings(column, rows, values)
    raise TypeError(f"{type(values).__name__} cannot stand in {type(column).__name__}")


def _used(codes: Coded, size: int, gone: Coded) -> NDArray[np.bool_]:
    """Which codes of a column some row still has once those of some rows are gone: bool of shape (size,)."""
    left, lost = (np.bincount(part, minlength=size + 1)[:size] for part in (codes, gone))
    return np.asarray(left > lost)


def _merged_numbers(
    distinct: NDArray[np.float64], used: NDArray[np.bool_], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], Places, Places]:
    """The numbers in use and the new ones, rising, with where the old codes and the new ones are now."""
    kept = distinct[used]
    place = np.searchsorted(kept, values)
    missing = ~np.isin(values, kept, assume_unique=True)
    numbers = np.insert(kept, place[missing], values[missing])
    old = np.searchsorted(numbers, distinct)
    return numbers, np.append(old, len(numbers)), np.append(np.searchsorted(numbers, values), len(numbers))


def _merged_words(
    vocabulary: Sequence[str], used: NDArray[np.bool_], values: Sequence[str]
) -> tuple[tuple[str, ...], Places, Places]:
    kept = [word for word, known in zip(vocabulary, used.tolist(), strict=True) if known]
    words = tuple(sorted({*kept, *values}))
    place = {word: code for code, word in enumerate(words)}
    old, new = (np.array([*(place.get(word, 0) for word in one), len(words)]) for one in (vocabulary, values))
    return words, old, new


def _renamed(codes: Coded, places: Places) -> Coded:
    """The codes by their new places; the last place is that of what is not stated."""
    kind = smallest(int(places[-1]))
    if kind == codes.dtype and np.array_equal(places, np.arange(len(places))):
        return codes.copy()
    return places.astype(kind)[codes]


def _put_tags(column: Tags, rows: Rows, values: Tags) -> Tags:
    gone = np.concatenate([column.codes[:0], *(_row(column, row) for row in rows.tolist())])
    used = _used(column.codes, len(column.vocabulary), gone)
    words, old, new = _merged_words(column.vocabulary, used, values.vocabulary)
    codes = _renamed(column.codes, old)
    offsets, codes = _spliced(column.offsets, codes, rows, values.offsets, new.astype(codes.dtype)[values.codes])
    return Tags(offsets, codes, words)


def _row(column: Tags, row: int) -> Coded:
    return column.codes[int(column.offsets[row]) : int(column.offsets[row + 1])]


def _put_strings(column: Strings, rows: Rows, values: Strings) -> Strings:
    offsets, blob = _spliced(column.offsets, column.blob, rows, values.offsets, values.blob)
    known = column.known.copy()
    known[rows] = values.known
    return Strings(blob, offsets, known)


def _spliced(
    offsets: NDArray[np.unsignedinteger],
    parts: NDArray[np.unsignedinteger],
    rows: Rows,
    new_offsets: NDArray[np.unsignedinteger],
    new_parts: NDArray[np.unsignedinteger],
) -> tuple[NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]:
    """Rows of varying length with some of them replaced."""
    sizes = sizes_of(offsets)
    pieces, at = list[NDArray[np.unsignedinteger]](), 0
    for place, row in enumerate(rows.tolist()):
        pieces.append(parts[at : int(offsets[row])])
        pieces.append(new_parts[int(new_offsets[place]) : int(new_offsets[place + 1])])
        at = int(offsets[row + 1])
    pieces.append(parts[at:])
    sizes[rows] = sizes_of(new_offsets)
    return offsets_of(sizes), np.concatenate(pieces)
