"""The features of candidates: what the crowd, the session and the shopper's own taste say of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.affinity import gathered, odds_of
from app.ranking.behaviour.log import LONGEST
from app.ranking.behaviour.model import Model
from app.ranking.behaviour.neighbours import MATCH_DECAY, STEP_DECAY, Neighbours, find_neighbours, rooms
from app.ranking.behaviour.places import Places
from app.ranking.behaviour.recents import Recents

PSEUDO_SHARE = 0.3
"""Evidence of share s is log(1 + s·items / this): a share is read against this much of an even one."""

UNPRICED = 0.7
"""The distance of a price that is not stated, in natural logarithms: about half or double."""

GRID = 2.0**36
"""Parts in one that votes are counted in."""

AHEAD = np.concatenate([np.zeros(LONGEST + 1), STEP_DECAY ** np.arange(LONGEST)])
"""By step + `LONGEST`: what a transition to a later item weighs, 0 to an earlier one; `BEHIND` the other way round."""

BEHIND = AHEAD[::-1].copy()
MATCHES_BACK = MATCH_DECAY ** np.arange(256)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """What is known of some candidates, kept as thinly as it is.

    Crowd: `touched`, places of those with any evidence, and `crowd` (5, touched), the first five features there.
    Session: `dealt`, places of recent items, and `session` (6, dealt), the six features from `last` on. Taste:
    `tastes` (3, values), the three features from `lift` on, by value, and `codes` (rows, attributes), each counted from
    its attribute's `first`, int64 (attributes,). Dense:
    `popularity`, `price` and `outside`, or None where they say nothing.
    """

    rows: NDArray[np.int64]
    touched: NDArray[np.int64]
    crowd: Floats
    dealt: NDArray[np.int64]
    session: Floats
    tastes: Floats
    codes: NDArray[np.unsignedinteger]
    first: NDArray[np.int64]
    popularity: Floats
    price: Floats | None
    outside: Floats | None


def design(
    model: Model,
    recents: Recents,
    rows: NDArray[np.int64],
    places: Places,
    outside: Floats | None = None,
    near: Neighbours | None = None,
) -> Design:
    """The features of the candidates in `rows` (distinct items of the model) for one with these recent items.

    Items outside `rows` are left out before anything is aggregated. `outside` are scores of another model, float64 of
    shape (rows,), in nats; by default those that the model holds; `near` are the neighbours, where they
    are known already.
    """
    if outside is None and model.outside is not None:
        outside = model.outside[rows]
    places.enter(rows)
    counts = held(model, recents)
    near = near or find_neighbours(model.covisits, recents, counts)
    touched, crowd, share = _crowd(model, near, recents, counts, rows, places)
    dealt, session = _session(recents, places)
    first, records = model.attributes.first[:-1], model.attributes.records.take(rows)
    codes = records["codes"]
    return Design(
        rows, touched, crowd, dealt, session, _tastes(model, recents, codes[touched] + first, share), codes, first,
        records["popularity"].astype(np.float64), _price(model, recents, records["price"]), outside,
    )  # fmt: skip


def held(model: Model, recents: Recents) -> NDArray[np.int64]:
    """How many sessions held each recent item: int64 of shape (recents,)."""
    counts = np.zeros(len(recents.items), np.int64)
    for part in model.covisits:
        counts += part.counts[recents.items]
    return counts


def _crowd(
    model: Model, near: Neighbours, recents: Recents, counts: NDArray[np.int64], rows: NDArray[np.int64], places: Places
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Where there is evidence, the five features of the crowd, and the share of the neighbours' votes."""
    where, vote_for = places.numbered(near.items)
    touched, inside = places.of(near.items.take(where))
    session, step = near.session, near.step
    if not inside.all():
        kept = inside.take(vote_for).nonzero()[0]
        touched, vote_for = touched[inside], (inside.cumsum() - 1).take(vote_for.take(kept))
        session, step = session.take(kept), step.take(kept)
    if not len(touched):
        return np.zeros(0, np.int64), np.zeros((5, 0)), np.zeros(0)
    size = len(touched)
    weights = recents.weights.take(near.matched)
    vote = near.similar * MATCHES_BACK.take(near.matched)
    read = np.maximum(np.minimum(counts, rooms(len(counts))), 1)
    trail = weights / read.take(near.matched)
    agree = np.where(near.matched == 0, vote * (near.similar / weights) ** 2, 0.0)
    steady, turned = trail.take(session), step + LONGEST
    sums = np.zeros((5, size))
    sums[0] = np.bincount(vote_for, vote.take(session), size)
    holding = sum((part.counts[rows[touched]] for part in model.covisits), np.zeros(size))
    sums[1] = np.bincount(vote_for, near.near.take(session), size) / np.sqrt(holding)
    sums[2] = np.bincount(vote_for, steady * AHEAD.take(turned), size)
    sums[3] = np.bincount(vote_for, steady * BEHIND.take(turned), size)
    follows = (step == 1).nonzero()[0]
    sums[4] = np.bincount(vote_for.take(follows), agree.take(session.take(follows)), size)
    for row in (0, 1, 4):
        whole = in_parts(sums[row])
        whole /= whole.sum() or 1.0
    share = in_parts(sums[0].copy())
    share *= 1.0 / GRID
    sums *= model.items / PSEUDO_SHARE
    return touched.astype(np.int64), np.log1p(sums, out=sums), share


def in_parts(amounts: Floats) -> Floats:
    """Amounts, 0 or above and less than 2^17 in all, in whole parts of 2^-36, in place: their sums are exact,
    so that they do not depend on where in memory products lie."""
    amounts *= GRID
    return np.rint(amounts, out=amounts)


def _session(recents: Recents, places: Places) -> tuple[NDArray[np.int64], Floats]:
    """For each recent item among the candidates: is it the last, the one before, an older one; how old; how often;
    returning."""
    place, inside = places.of(recents.items)
    size, here = len(recents.items), recents.here
    facts = np.zeros((6, size))
    facts[0, : min(here, 1)] = 1.0
    facts[1, 1 : min(here, 2)] = 1.0
    facts[2, 1:here] = 1.0
    facts[3, 1:here] = np.log(np.arange(1, here)) if here > 1 else 0.0
    facts[4, :here] = np.log(recents.times[:here])
    facts[5, here:] = recents.weights[here:]
    dealt = inside.nonzero()[0]
    return place.take(dealt).astype(np.int64), facts.take(dealt, axis=1)


def _tastes(model: Model, recents: Recents, near: NDArray[np.integer], share: Floats) -> Floats:
    """By value: its lift, the shopper's affinity, and how the neighbours' votes (`share`, of items with values
    `near`) lean; nothing that earlier visits say of what is fleeting."""
    first, values = model.attributes.first, model.attributes.values
    tastes = np.zeros((3, values))
    if not len(model.attributes.names):
        return tastes
    dealt = len(recents.items) > 0
    fleeting = [place for place, name in enumerate(model.attributes.names) if name in recents.fleeting]
    if dealt:
        own = model.attributes.codes[recents.items].astype(np.int64)
        if fleeting:
            own[recents.here :, fleeting] = 0
        tastes[0] = model.side_by_side.of(own, recents.weights)
        tastes[1] = gathered(own + first[:-1], recents.weights, values)
    if len(share):
        tastes[2] = gathered(near, share, values)
        for place in fleeting if recents.here < len(recents.items) else ():
            tastes[2, first[place] : first[place + 1]] = 0.0  # whom the shopper is like is told by earlier visits too
    told = slice(1 if dealt else 2, 3 if len(share) else 2)
    if told.start < told.stop:
        odds_of(tastes[told], model.usual, first)
    return tastes


def _price(model: Model, recents: Recents, found: NDArray[np.float32]) -> Floats | None:
    """Less the distance of the candidates' prices, `found`, to the middle of the recent ones, all natural logarithms;
    None without a recent price."""
    prices = model.attributes.price[recents.items[: recents.priced]]
    stated = prices == prices  # NaN is no price
    weights = recents.weights[: recents.priced][stated]
    if not len(weights):
        return None
    middle = (prices[stated] * weights).sum() / weights.sum()
    distance = found - np.float32(middle)
    np.abs(distance, out=distance)
    if len(distance) and np.isnan(distance.max()):
        np.copyto(distance, np.float32(UNPRICED), where=np.isnan(distance))
    np.negative(distance, out=distance)
    return distance.astype(np.float64)


def matrix(design: Design) -> Floats:
    """All features, dense: float64 of shape (rows, features)."""
    found = np.zeros((len(design.rows), 17))
    found[design.touched, :5] = design.crowd.T
    found[:, 5] = design.popularity
    found[design.dealt, 6:12] = design.session.T
    for first, codes in zip(design.first, design.codes.T, strict=True):
        found[:, 12:15] += design.tastes.T[first + codes]
    if design.price is not None:
        found[:, 15] = design.price
    if design.outside is not None:
        found[:, 16] = design.outside
    return found
