"""The shop's own list, a search page or a category, in the order of this shopper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import add

import numpy as np

from app.catalog import bitset
from app.catalog.columns import Codes, Tags
from app.guide.release import Release
from app.guide.searched import SOUGHT
from app.guide.show import leading, listed
from app.guide.state import Bodies, replay
from app.guide.step import LATE, Shown
from app.ranking import Term
from app.ranking.votes import AFFINITY, LIKENESS
from app.shopper import STRANGER, Event, Visit


@dataclass(frozen=True)
class Reordered:
    """Known products in their order, and the ids that the catalog does not have, in the shop's."""

    products: tuple[Shown, ...]
    unknown: tuple[str, ...]


def reorder(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    products: Sequence[str],
    query: str = "",
    visit: Visit = STRANGER,
) -> Reordered:
    """The products of a list, each once: first those that meet every answer, then the others, each by score.

    Of the former, what the shop has pinned leads, then what the shopper looked at on the last visit. Of both, what is
    out of stock comes last, unless the questionnaire shows it as all others; also what it hides, for the list is the
    shop's own.
    In place of what sells, the shop's own order counts, with the same weight. A leaning that the query speaks of is
    left out: who searches for women's shirts says more than what was looked at. So is what this very search tells:
    all that it found is alike in that. Never raises for products.
    """
    state = replay(release, bodies, now, events, visit)
    once = tuple(dict.fromkeys(products))
    row_of = release.index.products.row_of
    rows = {product: row_of[product] for product in once if product in row_of}
    spoken = frozenset(_spoken(release, query)) if query else frozenset[str]()
    asked = _words(query)
    shown = [
        _placed(one, release.weights.popularity * (1 - place / len(rows)), spoken, asked)
        for place, one in enumerate(listed(state, np.array([*rows.values()], np.int64)) if rows else ())
    ]
    fitting = state.narrowing.fitting(state.path)
    fits = {product: bitset.contains(fitting, row) for product, row in rows.items()}
    lead = {product: place for place, product in enumerate(leading(state, np.array([*rows.values()], np.int64)))}
    shown.sort(key=lambda one: (not fits[one.id], one.placed == LATE, lead.get(one.id, len(lead)), -one.score))
    return Reordered(tuple(shown), tuple(product for product in once if product not in rows))


def _placed(shown: Shown, amount: float, spoken: frozenset[str], asked: frozenset[str]) -> Shown:
    """A product with the term of its place in the list instead of what sells, and its score summed anew."""
    kept = (
        term
        for term in shown.terms
        if term.kind != "popularity"
        and not (term.kind in (AFFINITY, LIKENESS, SOUGHT) and term.name in spoken)
        and not (term.kind == SOUGHT and _words(term.cause) == asked)
    )
    terms = (*kept, *((Term("order", "", "", amount),) if amount else ()))
    return replace(shown, terms=terms, score=reduce(add, (term.amount for term in terms), 0.0))


def _spoken(release: Release, query: str) -> Iterator[str]:
    """The attributes of which a query names a value, by its id or by a label."""
    said = _words(query)
    for trait in release.traits.known:
        column = release.index.products.column(trait.attribute)
        if isinstance(column, Codes | Tags):
            attribute = release.index.catalog.attributes[trait.attribute]
            names = (
                name for value in column.vocabulary for name in (value, *attribute.value_label(value).texts.values())
            )
            if any(words and words <= said for words in map(_words, names)):
                yield trait.attribute


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
