"""A model from a log: the arrays from all of it, the weights from how well older days foretell recent ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.affinity import usual_shares
from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.covisits import build_covisits
from app.ranking.behaviour.design import design, matrix
from app.ranking.behaviour.lift import learn_lifts
from app.ranking.behaviour.log import Log
from app.ranking.behaviour.logit import Chosen, fit
from app.ranking.behaviour.model import DEFAULT_WEIGHTS, Model
from app.ranking.behaviour.neighbours import find_neighbours
from app.ranking.behaviour.places import Places
from app.ranking.behaviour.prior import popularity
from app.ranking.behaviour.recents import Recents, viewed

HELD_OUT = 0.05
"""The share of sessions, the newest, that the weights are fitted on."""

CHOICES = 3_000
"""Choices that the weights are fitted on, drawn from the held-out sessions: plenty for a dozen weights."""

EVEN = 200
"""Candidates drawn evenly to stand for all that nothing is known of."""

ALL = 500
"""A catalog of up to this many items is not sampled."""


def train(
    log: Log,
    attributes: Attributes,
    rng: np.random.Generator,
    revision: str,
    outside: NDArray[np.float64] | None = None,
) -> Model:
    """The model of a log over the items that `attributes` describes. An empty log gives the defaults.

    `outside` (items,) are another model's scores, in nats: one more feature, weighed by the same fit.
    """
    cut = int(len(log) * (1 - HELD_OUT))
    older = replace(build(log.part(0, cut), attributes, revision), outside=outside)
    newest = log.part(cut, len(log))
    targets = chosen_in(older, newest)
    weights = fit(choices(older, newest, targets, rng), older.weights)
    return replace(build(log, attributes, revision), weights=weights, outside=outside, foretold=len(targets))


def build(log: Log, attributes: Attributes, revision: str) -> Model:
    """The arrays of a log, with the default weights."""
    items = len(attributes)
    now = float(log.ends[-1]) if len(log) else 0.0
    events = np.bincount(log.items, minlength=items).astype(np.float64)
    return Model(
        revision,
        (build_covisits(log, items),),
        attributes.rated(popularity(log, attributes, now)),
        learn_lifts(log, attributes),
        usual_shares(attributes, events),
        np.array(DEFAULT_WEIGHTS),
    )


def chosen_in(model: Model, log: Log) -> NDArray[np.int64]:
    """Where in a log shoppers chose something next that the model has seen."""
    ahead = np.ones(len(log.items), np.bool_)
    ahead[log.offsets[:-1]] = False
    return np.flatnonzero(ahead & (model.covisits[0].counts[log.items] > 0))


def choices(model: Model, log: Log, targets: NDArray[np.int64], rng: np.random.Generator) -> list[Chosen]:
    """What shoppers of a log chose next, after each of their steps, at these places of it or a sample of them."""
    places = Places(model.items)
    if len(targets) > CHOICES:
        targets = np.sort(rng.choice(targets, CHOICES, replace=False))
    starts = log.offsets[np.searchsorted(log.offsets, targets, side="right") - 1]
    return [
        _choice(model, viewed(log.items[start:target].tolist()), int(log.items[target]), places, rng)
        for start, target in zip(starts.tolist(), targets.tolist(), strict=True)
    ]


def _choice(model: Model, recents: Recents, target: int, places: Places, rng: np.random.Generator) -> Chosen:
    rows, offset = _candidates(model, recents, target, rng)
    features = matrix(design(model, recents, rows, places))
    return Chosen(features, int(np.searchsorted(rows, target)), offset)


def _candidates(
    model: Model, recents: Recents, target: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Items to choose from, and the log of how many each stands for: all that are near, and a few drawn for the
    rest."""
    if model.items <= ALL:
        return np.arange(model.items), np.zeros(model.items)
    counts = model.covisits[0].counts[recents.items].astype(np.int64)
    near = np.union1d(find_neighbours(model.covisits, recents, counts).items, recents.items)
    drawn = np.setdiff1d(np.append(rng.integers(0, model.items, EVEN), target), near)
    rows = np.concatenate([near, drawn])
    offset = np.zeros(len(rows))
    if len(drawn):
        offset[len(near) :] = np.log(max(model.items - len(near), len(drawn)) / len(drawn))
    order = np.argsort(rows)
    return rows[order], offset[order]
