"""A catalog's attributes as words for editors: of what kind they are, and which values they have."""

from __future__ import annotations

import numpy as np

from app.catalog.columns import Codes, Column, Numbers, Tags
from app.catalog.index import Index
from app.catalog.model import Assume, Attribute
from app.conditions import Kind
from app.conditions.dates import write_date
from app.conditions.grammar import Word

MOST_VALUES = 500
"""Of an attribute with more values than these, the most frequent are examples, and any text is taken."""
EXAMPLES = 50


def words_of(index: Index) -> dict[str, Word]:
    """The attributes that conditions on these products may use, with what the products state of them."""
    return {
        id: _word(attribute, index.products.column(id), index) for id, attribute in index.catalog.attributes.items()
    }


def _word(attribute: Attribute, column: Column, index: Index) -> Word:
    label = attribute.label.pick("en")
    match column:
        case Numbers(_, distinct) if attribute.kind is not Kind.ORDERED:
            if not len(distinct):
                return Word(attribute.kind, f"{label}: a {attribute.kind}, stated by no product")
            low, high = (_write(attribute, float(end)) for end in (distinct[0], distinct[-1]))
            unit = attribute.unit.pick("en")
            about = f"{label}: a {attribute.kind}, {low} to {high}{f' {unit}' if unit else ''}"
            return Word(attribute.kind, about, (low, high) if low != high else (low,))
        case Numbers():
            return Word(attribute.kind, f"{label}: from low to high {', '.join(attribute.order)}", attribute.order)
        case Codes() | Tags() if attribute.kind in (Kind.CATEGORY, Kind.TAGS):
            return _texts(attribute, label, column)
    return Word(attribute.kind, f"{label}: a {attribute.kind}")


def _texts(attribute: Attribute, label: str, column: Codes | Tags) -> Word:
    assumed = attribute.unknown.values if isinstance(attribute.unknown, Assume) else ()
    values = tuple(dict.fromkeys([*column.vocabulary, *map(str, assumed)]))
    about = (
        f"{label}: one of {len(values)} values"
        if attribute.kind is Kind.CATEGORY
        else f"{label}: some of {len(values)} values"
    )
    if len(values) <= MOST_VALUES:
        return Word(attribute.kind, about, values)
    sizes = np.bincount(column.codes, minlength=len(column.vocabulary))[: len(column.vocabulary)]
    often = np.argsort(-sizes, kind="stable")[:EXAMPLES]
    return Word(attribute.kind, about, tuple(column.vocabulary[code] for code in often), open=True)


def _write(attribute: Attribute, value: float) -> str:
    return write_date(value) if attribute.kind is Kind.DATE else f"{value:.12g}"
