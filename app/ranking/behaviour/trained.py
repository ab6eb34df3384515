"""A model with what ties it to a catalog's products, so that it serves later states of the catalog too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import files
from app.ranking.behaviour.affinity import usual_shares
from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.covisits import Covisits
from app.ranking.behaviour.lift import Lift
from app.ranking.behaviour.log import Log
from app.ranking.behaviour.model import Model
from app.ranking.behaviour.prior import faded, prior
from app.ranking.behaviour.train import train

Names = tuple[tuple[str, ...], ...]
"""The values of each attribute, by code from 1 on."""


@dataclass(frozen=True)
class Trained:
    """A model; `products` are the ids of its items, `values` the names of its attributes' values.

    `faded` are the events of each item as they had faded on `day` (`prior.faded`); `through` is the number of the last
    event read; `tally` says what became of the events that were read.
    """

    model: Model
    products: tuple[str, ...]
    values: Names
    faded: NDArray[np.float64]
    through: int = 0
    tally: Mapping[str, int] = field(default_factory=dict)
    day: float = 0.0


def learn(
    log: Log,
    attributes: Attributes,
    products: Sequence[str],
    values: Names,
    through: int = 0,
    tally: Mapping[str, int] | None = None,
    outside: NDArray[np.float64] | None = None,
) -> Trained:
    """The model of a log, named by what is in it: the same log on the same products is the same revision."""
    model = train(log, attributes, np.random.default_rng(0), "", outside)
    day = float(log.ends[-1]) if len(log) else 0.0
    counts = faded(log, len(products), day)
    name = sha256()
    for array in (log.items, log.offsets, log.ends, attributes.codes, attributes.price, model.weights):
        name.update(np.ascontiguousarray(array).tobytes())
    if outside is not None:
        name.update(outside.tobytes())
    name.update("\0".join((*products, str(through))).encode())
    model = replace(model, revision=name.hexdigest()[:12])
    return Trained(model, tuple(products), values, counts, through, tally or {}, day)


def save_trained(trained: Trained, folder: Path) -> None:
    """Writes it into a new folder, all of it or nothing. Raises OSError if the folder exists with something in it."""
    facts = {"through": trained.through, "tally": dict(trained.tally), "day": trained.day, "values": trained.values}
    files.save(trained.model, folder, {"products": trained.products, "facts": facts, "faded": trained.faded.tolist()})


def open_trained(folder: Path) -> Trained:
    """What was saved, the large arrays mapped. Raises Refused if it is not there, of another format, or damaged."""
    model = files.load(folder)
    facts = files.beside(folder, "facts")
    return Trained(
        model,
        tuple(files.beside(folder, "products")),
        tuple(map(tuple, facts["values"])),
        np.array(files.beside(folder, "faded"), np.float64),
        facts["through"],
        facts["tally"],
        facts["day"],
    )


def counts_onto(trained: Trained, products: Sequence[str]) -> NDArray[np.float64]:
    """`faded` over the products of a catalog as it is now, in their order."""
    known = dict(zip(trained.products, trained.faded.tolist(), strict=True))
    return np.array([known.get(product, 0.0) for product in products], np.float64)


def onto(trained: Trained, products: Sequence[str], values: Names, attributes: Attributes) -> Model:
    """The model over the products of a catalog as it is now, in their order; `attributes` describes these.

    What is no longer sold is left out; what is new inherits from what is like it. Where the products are still the
    same, the sessions stay mapped from their file.
    """
    model = trained.model
    covisits, counts, outside = model.covisits[0], counts_onto(trained, products), model.outside
    if tuple(products) != trained.products:
        row_of = {product: row for row, product in enumerate(products)}
        to = np.array([row_of.get(product, -1) for product in trained.products], np.int64)
        covisits = _moved(model.covisits[0], to, len(products))
        if model.outside is not None:
            outside = np.zeros(len(products))
            outside[to[to >= 0]] = model.outside[to >= 0]
    events = covisits.events[covisits.events >= 0]
    known = dict(zip(model.attributes.names, zip(trained.values, model.lifts, strict=True), strict=True))
    lifts = tuple(_renamed(known.get(name), here) for name, here in zip(attributes.names, values, strict=True))
    return replace(
        model,
        covisits=(covisits,),
        attributes=attributes.rated(prior(counts, attributes)),
        lifts=lifts,
        usual=usual_shares(attributes, np.bincount(events, minlength=len(products)).astype(np.float64)),
        outside=outside,
    )


def _moved(covisits: Covisits, to: NDArray[np.int64], rows: int) -> Covisits:
    """The index with item i called `to[i]`; what is called -1 is no item any more, and its events match nothing."""
    item = to[np.repeat(np.arange(len(to)), np.diff(covisits.offsets))]
    kept = np.flatnonzero(item >= 0)
    kept = kept[np.argsort(item[kept], kind="stable")]
    offsets = np.zeros(rows + 1, np.int64)
    np.cumsum(np.bincount(item[kept], minlength=rows), out=offsets[1:])
    counts = np.zeros(rows, np.int32)
    counts[to[to >= 0]] = covisits.counts[to >= 0]
    events = to.astype(np.int32)[covisits.events] if len(to) else covisits.events
    return Covisits(events, covisits.spans, covisits.postings[kept], offsets, counts)


def _renamed(learnt: tuple[tuple[str, ...], Lift] | None, names: tuple[str, ...]) -> Lift:
    """The lift of an attribute whose values have other numbers now; of values and attributes not seen before, 1."""
    place = {name: number for number, name in enumerate(learnt[0], 1)} if learnt else {}
    old = np.array([0, *(place.get(name, 0) for name in names)], np.int64)
    if learnt is None or learnt[1].ratios.shape[0] != learnt[1].ratios.shape[1]:
        ratios = np.ones((len(old), 2), np.float32) if learnt is None else learnt[1].ratios[old]
    else:
        ratios = learnt[1].ratios[old[:, None], old[None, :]]
    return Lift(np.ascontiguousarray(ratios))
