"""What is known of a shopper, as far as a questionnaire reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import numpy as np

from app.catalog.columns import Codes, Numbers
from app.conditions.hold import Values
from app.guide.release import Release
from app.questionnaire.told import UNKNOWN, Known
from app.shopper import Event, Visit, accept, fold, split_visits
from app.shopper.known import known_of
from app.shopper.names import PROFILE, VISITS

LEANING = 0.5
"""The share of what a shopper has looked at, by weight, from which on they lean to a value."""
FEWEST = 2
"""Products; one alone shows no leaning."""


def known_names(release: Release, visit: Visit, events: Sequence[Event], now: datetime) -> Known:
    """The names about shoppers that conditions may read, with what is known; nothing where nothing reads them."""
    read = release.questionnaire.of_shoppers
    if not read:
        return UNKNOWN
    found = known_of(visit.past, now)
    attributes = [name.removeprefix(PROFILE) for name in sorted(read) if name.startswith(PROFILE) and name != VISITS]
    if attributes and (events or visit.past.events):
        fleeting = (release.fleeting | visit.past.fleeting).intersection(attributes)
        held = [id for id in attributes if id not in fleeting]
        found |= _leanings(release, held, (*events, *visit.past.events), now, visit.removed.values)
        here, _ = split_visits(accept(events, now), now)
        found |= _leanings(release, sorted(fleeting), here, now, visit.removed.values)
    return found


def _leanings(
    release: Release,
    attributes: Sequence[str],
    events: Sequence[Event],
    now: datetime,
    removed: Mapping[str, Collection[str]],
) -> dict[str, Values]:
    """The value of each attribute that the products looked at, bought or put in the cart share for the most part; none
    that the shopper has taken out."""
    if not attributes:
        return {}
    here, earlier = split_visits(accept(events, now), now)
    row_of = release.index.products.row_of
    recents = [(row_of[one.product], one.weight) for one in fold(here, now, earlier) if one.product in row_of]
    if len(recents) < FEWEST:
        return {}
    rows, weights = np.array([row for row, _ in recents]), np.array([weight for _, weight in recents])
    found: dict[str, Values] = {}
    for id in attributes:
        column = release.index.products.columns.get(id)
        if not isinstance(column, Codes) and not (isinstance(column, Numbers) and _is_ordered(release, id)):
            continue
        order = release.index.catalog.attributes[id].name.order
        texts = column.vocabulary if isinstance(column, Codes) else [order[int(rank)] for rank in column.distinct]
        shares: dict[str, float] = defaultdict(float)
        for code, weight in zip(column.codes[rows].tolist(), weights.tolist(), strict=True):
            if code < len(texts):
                shares[texts[code]] += weight
        for text in removed.get(id, ()):
            shares.pop(text, None)
        leading = max(shares, key=lambda text: shares[text], default="")
        if leading and shares[leading] > LEANING * float(weights.sum()):
            found[f"{PROFILE}{id}"] = (leading,)
    return found


def _is_ordered(release: Release, attribute: str) -> bool:
    return bool(release.index.catalog.attributes[attribute].name.order)
