"""Which products a few typed words speak of: each must begin a word of what a product states, or of its label.

Words that name nothing ("for", "für") need not."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Codes, Tags
from app.catalog.function_words import FUNCTION_WORDS
from app.catalog.model import Attribute
from app.catalog.products import Products
from app.conditions import Kind

_POSSESSIVE = re.compile(r"['’]s\b")
_RUN = re.compile(r"\w+(?:[-‐‑–'’]\w+)*")
_PART = re.compile(r"\w+")
_TATWEEL = "\u0640"
"""A stroke that lengthens an Arabic word and changes nothing of it."""

_LAST = "\U0010ffff"
"""Behind whatever else may go on a word."""

Rows = NDArray[np.int32]


def words_of(text: str) -> list[list[str]]:
    """The words of a text, folded: neither case nor accents count, nor a hyphen. Each begins anew within its hyphens.

    >>> words_of("Men's T-Shirt, weiß")
    [['men'], ['tshirt', 'shirt'], ['weiss']]
    """
    parts = (_PART.findall(run) for run in _RUN.findall(_folded(_POSSESSIVE.sub("", text))))
    return [["".join(run[place:]) for place in range(len(run))] for run in parts]


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if letter != _TATWEEL and not unicodedata.combining(letter))


@dataclass(frozen=True, eq=False)
class Mentions:
    """The words of all products, sorted, and the rows that hold each; `size` is the number of rows."""

    words: list[str]
    rows: list[Rows]
    size: int

    def of(self, query: str) -> NDArray[np.bool_]:
        """The rows that every word of a query speaks of: bool of shape (size,); a query of no words speaks of none.

        Function words are left out, unless there are no others.
        """
        words = {run[0] for run in words_of(query)}
        asked = words - FUNCTION_WORDS or words
        found = np.full(self.size, bool(asked))
        for word in asked:
            held = np.zeros(self.size, np.bool_)
            for rows in self._begun(word):
                held[rows] = True
            found &= held
        return found

    def _begun(self, start: str) -> list[Rows]:
        """The rows of each word that begins with a text."""
        first = bisect_left(self.words, start)
        return self.rows[first : bisect_left(self.words, start + _LAST, first)]


def read_mentions(products: Products, title: str, attributes: Iterable[Attribute]) -> Mentions:
    """The words of titles, of the values of categories and tags with their labels, and of the labels of yes/no
    attributes that a product has; labels in all their languages."""
    titled: defaultdict[str, list[int]] = defaultdict(list)
    column = products.column(title)
    for row in products.by_id.tolist():
        for word in _all_words(str(column.at(row) or "")):
            titled[word].append(row)
    holding: defaultdict[str, list[Rows]] = defaultdict(list)
    for word, listed in titled.items():
        holding[word].append(np.array(listed, np.int32))
    for text, rows in _values(products, attributes):
        for word in _all_words(text):
            holding[word].append(rows)
    words = sorted(holding)
    return Mentions(words, [np.concatenate(holding[word]) for word in words], products.rows)


def _all_words(text: str) -> set[str]:
    return {word for run in words_of(text) for word in run}


def _values(products: Products, attributes: Iterable[Attribute]) -> Iterator[tuple[str, Rows]]:
    for attribute in attributes:
        if attribute.kind not in (Kind.CATEGORY, Kind.TAGS, Kind.FLAG):
            continue
        column = products.column(attribute.id)
        if isinstance(column, Codes | Tags):
            for value, rows in zip(column.vocabulary, _rows_of(column), strict=True):
                yield " ".join(_said(attribute, value)), rows


def _said(attribute: Attribute, value: str) -> Iterator[str]:
    """What a value is called, in all languages; a yes is called as what it is said of."""
    if attribute.kind is not Kind.FLAG or value in attribute.value_labels:
        yield from attribute.value_label(value).texts.values()
    if attribute.kind is not Kind.FLAG:
        yield value
    elif value == "true":
        yield from attribute.label.texts.values()


def _rows_of(column: Codes | Tags) -> list[Rows]:
    """The rows of each value of a column."""
    if isinstance(column, Tags):
        return [column.rows_of(code) for code in range(len(column.vocabulary))]
    order = np.argsort(column.codes, kind="stable").astype(np.int32)
    ends = np.cumsum(np.bincount(column.codes, minlength=len(column.vocabulary) + 1))
    return np.split(order, ends)[: len(column.vocabulary)]
