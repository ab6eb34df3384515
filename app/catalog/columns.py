"""One array per attribute: what the index computes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.model import Attribute, Value
from app.conditions import Kind

UNSTATED = -1
"""The code of a value that is not stated."""


@dataclass(frozen=True)
class Codes:
    """Texts by code: `codes` int32 of shape (rows,), each an index into `vocabulary` or `UNSTATED`."""

    codes: NDArray[np.int32]
    vocabulary: tuple[str, ...]

    def stated(self) -> NDArray[np.bool_]:
        return np.asarray(self.codes != UNSTATED)


@dataclass(frozen=True)
class Numbers:
    """Numbers, ranks or day numbers: float64 of shape (rows,), NaN where not stated."""

    values: NDArray[np.float64]

    def stated(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.values)


@dataclass(frozen=True)
class Tags:
    """Several texts a row: row i holds `codes[offsets[i]:offsets[i + 1]]`; offsets int64 (rows + 1,), codes int32."""

    offsets: NDArray[np.int64]
    codes: NDArray[np.int32]
    vocabulary: tuple[str, ...]

    def stated(self) -> NDArray[np.bool_]:
        return np.diff(self.offsets) > 0

    def rows(self) -> NDArray[np.int64]:
        """The row of each code."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


Column = Codes | Numbers | Tags


def build_column(attribute: Attribute, values: Iterable[Value | None]) -> Column:
    """The column of an attribute from its values in row order, None where not stated."""
    match attribute.kind:
        case Kind.NUMBER | Kind.DATE | Kind.ORDERED:
            return Numbers(np.array([np.nan if value is None else value for value in values], np.float64))
        case Kind.TAGS:
            return _tags([() if value is None else tuple(value) for value in values])  # type: ignore[arg-type]
        case _:
            known = list(values)
            vocabulary = tuple(sorted({str(value) for value in known if value is not None}))
            code = {value: number for number, value in enumerate(vocabulary)}
            return Codes(
                np.array([UNSTATED if value is None else code[str(value)] for value in known], np.int32),
                vocabulary,
            )


def _tags(lists: list[tuple[str, ...]]) -> Tags:
    vocabulary = tuple(sorted({tag for tags in lists for tag in tags}))
    code = {tag: number for number, tag in enumerate(vocabulary)}
    offsets = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(tags) for tags in lists], out=offsets[1:])
    return Tags(offsets, np.array([code[tag] for tags in lists for tag in tags], np.int32), vocabulary)
