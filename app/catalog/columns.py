"""One array per attribute, each value a code into a dictionary of what is stated: what the index computes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.catalog.model import Attribute, Value
from app.catalog.ragged import Offsets, offsets_of, reorder, sizes_of
from app.catalog.strings import Strings, build_strings
from app.conditions import Kind

Coded = NDArray[np.unsignedinteger]
"""Shape (rows,), the smallest unsigned type that holds 0 to the dictionary's size, which means: not stated."""

Order = NDArray[np.integer]
"""Shape (new rows,): the row that each comes from; -1: a row that states nothing."""


def smallest(size: int) -> np.dtype[np.unsignedinteger]:
    """The smallest unsigned type that holds the numbers 0 to `size`."""
    return np.min_scalar_type(size)


@dataclass(frozen=True, eq=False)
class Codes:
    """Texts by code: each an index into `vocabulary`, or its length where nothing is stated."""

    codes: Coded
    vocabulary: tuple[str, ...]

    @cached_property
    def code_of(self) -> dict[str, int]:
        """The code of each text of the vocabulary."""
        return {text: code for code, text in enumerate(self.vocabulary)}

    def stated(self) -> NDArray[np.bool_]:
        return np.asarray(self.codes != len(self.vocabulary))

    def at(self, row: int) -> str | None:
        code = int(self.codes[row])
        return self.vocabulary[code] if code < len(self.vocabulary) else None

    def has(self, value: str) -> bool:
        """Whether a product states this text."""
        return value in self.code_of

    def take(self, order: Order) -> Codes:
        return Codes(_take(self.codes, len(self.vocabulary), order), self.vocabulary)


@dataclass(frozen=True, eq=False)
class Numbers:
    """Numbers, ranks or day numbers by code: each an index into `distinct`, float64 of shape (values,), rising."""

    codes: Coded
    distinct: NDArray[np.float64]

    @cached_property
    def table(self) -> NDArray[np.float64]:
        """What each code stands for: `distinct`, and NaN for what is not stated."""
        return np.append(self.distinct, np.nan)

    @property
    def values(self) -> NDArray[np.float64]:
        """The numbers themselves: float64 of shape (rows,), NaN where not stated; made anew at each call."""
        return self.table[self.codes]

    def stated(self) -> NDArray[np.bool_]:
        return np.asarray(self.codes != len(self.distinct))

    def at(self, row: int) -> float | None:
        code = int(self.codes[row])
        return float(self.distinct[code]) if code < len(self.distinct) else None

    def take(self, order: Order) -> Numbers:
        return Numbers(_take(self.codes, len(self.distinct), order), self.distinct)


@dataclass(frozen=True, eq=False)
class Tags:
    """Several texts a row: row i holds `codes[offsets[i]:offsets[i + 1]]`, indices into `vocabulary`; rows that state
    nothing hold none."""

    offsets: Offsets
    codes: Coded
    vocabulary: tuple[str, ...]

    @cached_property
    def code_of(self) -> dict[str, int]:
        """The code of each text of the vocabulary."""
        return {text: code for code, text in enumerate(self.vocabulary)}

    def stated(self) -> NDArray[np.bool_]:
        return np.asarray(self.offsets[1:] != self.offsets[:-1])

    def at(self, row: int) -> tuple[str, ...] | None:
        first, stop = int(self.offsets[row]), int(self.offsets[row + 1])
        return tuple(self.vocabulary[code] for code in self.codes[first:stop].tolist()) or None

    def has(self, value: str) -> bool:
        """Whether a product states this text among others."""
        return value in self.code_of

    @cached_property
    def by_value(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The inverse: the rows of code c are `rows[first[c]:first[c + 1]]`, rising."""
        sizes = sizes_of(self.offsets)
        rows = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        first = np.zeros(len(self.vocabulary) + 1, np.int64)
        np.cumsum(np.bincount(self.codes, minlength=len(self.vocabulary)), out=first[1:])
        return first, rows[np.argsort(self.codes, kind="stable")]

    def rows_of(self, code: int) -> NDArray[np.int32]:
        """The rows that hold a code, rising."""
        first, rows = self.by_value
        return rows[first[code] : first[code + 1]]

    def take(self, order: Order) -> Tags:
        offsets, places = reorder(self.offsets, order)
        return Tags(offsets, self.codes[places], self.vocabulary)


Column = Codes | Numbers | Tags | Strings


def code_numbers(values: NDArray[np.float64]) -> Numbers:
    """The column of some numbers, float64 of shape (rows,), NaN where not stated."""
    found, codes = np.unique(values, return_inverse=True)
    distinct = found[:-1] if len(found) and np.isnan(found[-1]) else found
    return Numbers(codes.astype(smallest(len(distinct))), distinct)


def code_texts(values: Sequence[str | None]) -> Codes:
    """The column of some texts, None where not stated."""
    vocabulary = tuple(sorted({value for value in values if value is not None}))
    code: dict[str | None, int] = {value: number for number, value in enumerate(vocabulary)}
    code[None] = len(vocabulary)
    return Codes(np.array([code[value] for value in values], smallest(len(vocabulary))), vocabulary)


def code_tags(lists: Sequence[tuple[str, ...] | None]) -> Tags:
    """The column of some lists of texts, None or empty where not stated."""
    stated = [tags or () for tags in lists]
    vocabulary = tuple(sorted({tag for tags in stated for tag in tags}))
    code = {tag: number for number, tag in enumerate(vocabulary)}
    offsets = offsets_of(np.array([len(tags) for tags in stated], np.int64))
    codes = np.array([code[tag] for tags in stated for tag in tags], smallest(len(vocabulary)))
    return Tags(offsets, codes, vocabulary)


def build_column(attribute: Attribute, values: Iterable[Value | None]) -> Column:
    """The column of an attribute from its values in row order, None where not stated."""
    match attribute.kind:
        case Kind.NUMBER | Kind.DATE | Kind.ORDERED:
            return code_numbers(np.array([np.nan if value is None else value for value in values], np.float64))
        case Kind.TAGS:
            return code_tags(list(values))  # type: ignore[arg-type]
        case Kind.TEXT:
            return build_strings([None if value is None else str(value) for value in values])
        case _:
            return code_texts([None if value is None else str(value) for value in values])


def _take(codes: Coded, unstated: int, order: Order) -> Coded:
    taken = codes[order]
    taken[order < 0] = unstated
    return taken
