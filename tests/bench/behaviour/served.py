"""What a shopper sees: the list of `see_results` for a questionnaire on the same products, with all that a score holds there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.guide import Release, see_results
from app.ranking.behaviour import train
from app.ranking.crowd import Crowd
from app.ranking.described import describe_catalog
from app.shopper import Event, Name
from tests.bench.behaviour.logs import Trial
from tests.bench.behaviour.quality import SEED, TOP
from tests.builders import release, toys

SAMPLE = 1_000
"""Prefixes of the test part, drawn once: a list is more than scores."""

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
MAPPING = """
catalog: toys
feed: bench.csv
roles: {{id: id, title: id, price: cost, category: category}}
attributes: {{id: {{kind: text}}, cost: {{kind: number}}, {}}}
"""


def shop(trial: Trial) -> Release:
    """A release that asks for each attribute of the trial, with the model of its log; item i has the id `i`."""
    known = trial.attributes
    catalog = toys(MAPPING.format(", ".join(f"{name}: {{kind: category}}" for name in known.names)))
    choices = {"auto": {"limit": int(np.diff(known.first).max())}}
    asked = {
        _question(name): {"ask": name, "type": "single", "attribute": name, "choices": choices} for name in known.names
    }
    records = [
        {"id": str(item), "cost": float(np.exp(known.price[item])), **_values(trial, item)}
        for item in range(len(known.price))
    ]
    found = release(asked, records, catalog)
    rows = np.array([found.index.products.row_of[record["id"]] for record in records], np.int32)
    described = describe_catalog(found.index, found.traits).attributes
    log = replace(trial.log, items=rows[trial.log.items])
    return found.with_crowd(Crowd(train(log, described, np.random.default_rng(SEED), "bench"), "bench"))


def served(trial: Trial, shop: Release, answered: str) -> NDArray[np.int64]:
    """How many products stand before the one that came next, `TOP` where it is not among as many, for `SAMPLE` prefixes; what
    is answered are names of attributes, joined by " + "."""
    asked = answered.split(" + ") if answered in trial.answers and answered != "no answer" else []
    drawn = np.random.default_rng(1).permutation(len(trial.tests))[:SAMPLE]
    found = np.full(len(drawn), TOP, np.int64)
    for number, (prefix, target) in enumerate(trial.tests[place] for place in drawn.tolist()):
        bodies = {_question(name): {"choices": [_values(trial, target)[name]]} for name in asked}
        listed = see_results(shop, bodies, _views(prefix), NOW, TOP).products
        place = next((place for place, shown in enumerate(listed) if shown.id == str(target)), TOP)
        found[number] = place
    return found


def _question(attribute: str) -> str:
    return f"which-{attribute}"


def _views(prefix: tuple[int, ...]) -> list[Event]:
    times = (NOW - timedelta(seconds=30 * (len(prefix) - place)) for place in range(len(prefix)))
    return [Event(str(at), Name.VIEW_ITEM, at, (str(item),)) for at, item in zip(times, prefix, strict=True)]


def _values(trial: Trial, item: int) -> dict[str, Any]:
    return {
        name: f"v{code}"
        for name, code in zip(trial.attributes.names, trial.attributes.codes[item].tolist(), strict=True)
    }
