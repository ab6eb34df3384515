"""Texts that differ from product to product: ids, titles, addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.catalog.ragged import Offsets, offsets_of, reorder, sizes_of

WIDEST = 64
"""Bytes; texts up to this width are sorted as fixed-width keys, longer ones one by one."""


@dataclass(frozen=True, eq=False)
class Strings:
    """UTF-8 texts one after another: row i is `blob[offsets[i]:offsets[i + 1]]`; `known` marks rows that state one.

    `blob` is uint8, `known` bool of shape (rows,).
    """

    blob: NDArray[np.uint8]
    offsets: Offsets
    known: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.known)

    def __iter__(self) -> Iterator[str]:
        whole, ends = self.blob.tobytes(), self.offsets.tolist()
        return (whole[first:stop].decode() for first, stop in pairwise(ends))

    def __getitem__(self, row: int) -> str:
        """The text of a row, empty if it states none."""
        first, stop = self.offsets[row : row + 2].tolist()
        return str(self._view[first:stop], "utf-8")

    @cached_property
    def _view(self) -> memoryview:
        return self.blob.data

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The texts that are stated, each once, sorted; made anew at each call."""
        return tuple(sorted({text for text, known in zip(self, self.known, strict=True) if known}))

    def stated(self) -> NDArray[np.bool_]:
        return self.known

    def at(self, row: int) -> str | None:
        return self[row] if self.known[row] else None

    def has(self, value: str) -> bool:
        """Whether a product states this text."""
        return bool(self.equal(value).any())

    def equal(self, value: str) -> NDArray[np.bool_]:
        """The mask, of shape (rows,), of rows that state exactly this text."""
        wanted = np.frombuffer(value.encode(), np.uint8)
        rows = np.flatnonzero(self.known & (sizes_of(self.offsets) == len(wanted)))
        for place, byte in enumerate(wanted.tolist()):
            rows = rows[self.blob[self.offsets[rows].astype(np.int64) + place] == byte]
        found = np.zeros(len(self), np.bool_)
        found[rows] = True
        return found

    def take(self, order: NDArray[np.integer]) -> Strings:
        """The rows in another order, -1 for one that states nothing."""
        offsets, places = reorder(self.offsets, order)
        return Strings(self.blob[places], offsets, np.append(self.known, False)[order])

    def sorted(self) -> NDArray[np.int64]:
        """The rows in the order of their texts, by code points; equal texts as they stand."""
        sizes = sizes_of(self.offsets)
        widest = int(sizes.max(initial=0))
        if widest > WIDEST or (self.blob == 0).any():
            texts = list(self)
            return np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int64)
        return np.argsort(self._keys(np.arange(len(self)), max(widest, 1)), kind="stable")

    def find(self, by_text: NDArray[np.integer], wanted: Strings) -> NDArray[np.int64]:
        """The row of each of some texts, -1 where none has it; `by_text` are the rows to look in, by rising text.

        All are looked for at once, by bisection.
        """
        if not len(by_text):
            return np.full(len(wanted), -1, np.int64)
        width = max(1, *(int(sizes_of(one.offsets).max(initial=0)) for one in (self, wanted)))
        keys = wanted._keys(np.arange(len(wanted)), width)
        low, high = np.zeros(len(wanted), np.int64), np.full(len(wanted), len(by_text))
        while (open_ := np.flatnonzero(low < high)).size:
            middle = (low[open_] + high[open_]) // 2
            below = self._keys(by_text[middle], width) < keys[open_]
            low[open_], high[open_] = np.where(below, middle + 1, low[open_]), np.where(below, high[open_], middle)
        rows = by_text[np.minimum(low, len(by_text) - 1)].astype(np.int64)
        return np.where([self[row] == text for row, text in zip(rows, wanted, strict=True)], rows, -1)

    def _keys(self, rows: NDArray[np.integer], width: int) -> NDArray[np.bytes_]:
        """The texts of some rows as keys of one width in bytes, which compare as the texts do, NUL at the end aside."""
        offsets, places = reorder(self.offsets, rows)
        keys = np.zeros((len(rows), width), np.uint8)
        keys[np.arange(width) < sizes_of(offsets)[:, None]] = self.blob[places]
        return keys.view(f"S{width}").ravel()


def build_strings(values: Sequence[str | None]) -> Strings:
    """The column of some texts, None where not stated."""
    parts = [b"" if value is None else value.encode() for value in values]
    known = np.array([value is not None for value in values], np.bool_)
    sizes = np.array([len(part) for part in parts], np.int64)
    return Strings(np.frombuffer(b"".join(parts), np.uint8), offsets_of(sizes), known)
