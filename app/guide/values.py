"""The values that a taste is read from, each as a text that names it outside of a revision."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.catalog.columns import Codes, Numbers, Tags
from app.catalog.model import Value
from app.conditions import Kind
from app.guide.release import Release


def value_at(release: Release, attribute: str, code: int) -> Value:
    """What a code of a trait stands for, as a product states it, if need be among others."""
    column = release.index.products.column(attribute)
    assert isinstance(column, Codes | Numbers | Tags), attribute
    return float(column.distinct[code]) if isinstance(column, Numbers) else column.vocabulary[code]


def name_at(release: Release, attribute: str, code: int) -> str:
    """The text that names a code: the value itself, of an ordered attribute the word of its rank."""
    value = value_at(release, attribute, code)
    known = release.index.catalog.attributes[attribute]
    if isinstance(value, float) and known.kind is Kind.ORDERED:
        return known.order[int(value)]
    return str(value)


def codes_of(release: Release, values: Mapping[str, Collection[str]]) -> dict[str, frozenset[int]]:
    """The codes that texts name, by attribute; what the catalog does not have is left out."""
    found = {}
    for trait in release.traits.known:
        names = values.get(trait.attribute, ())
        if names:
            codes = (code for code in range(trait.values) if name_at(release, trait.attribute, code) in names)
            found[trait.attribute] = frozenset(codes)
    return found
