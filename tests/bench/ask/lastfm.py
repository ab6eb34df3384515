"""Multi-round conversational recommendation on LastFM and LastFM*, by the protocol of SCPR, without any training.

Lei et al., Interactive path reasoning on graph for conversational recommendation (KDD 2020). A user wants one item and
names one of its attributes at first. Each turn the clerk asks about an attribute, which the item has or not, or
recommends ten items; after 15 turns it has failed. LastFM has 33 coarse attributes, LastFM* its 8,438 original ones;
both are asked as yes-or-no questions. As in the published programs (SCPR, and UNICORN after it): the attribute that is
named at first uses up one of the 15 turns, so that 14 are left; success in the n-th of these counts n turns, failure 15.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.guide.gain import information
from app.guide.select import FATIGUE
from tests.bench.ask.asked import next_question, yes_or_no
from tests.bench.ask.bars import Bar

DATA = Path(__file__).parents[4] / "shared" / "data" / "crs"
TURNS = 14
FAILED = 15
LIST = 10
SESSIONS = 4000
"""As many as the published programs take of the test pairs."""
SEED = 1
SETS = {"LastFM*": ("lastfm_star", 0.97, 6.2), "LastFM": ("lastfm", 0.86, 9.8)}
"""Folder, SR@15 at least, turns at most."""
COMPARED, QUESTIONS = 5, 8
"""Users, and questions of each, for which formula and product are compared."""
EQUAL = 1e-8
"""Bits; gains are rounded to nine decimals."""

Items = NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """`has` of shape (items, attributes), and the pairs of user and wanted item to test with."""

    has: NDArray[np.bool_]
    pairs: list[tuple[int, int]]


def world(folder: str, split: str = "test") -> World | None:
    """The data of a folder; None if it is not here."""
    if not (DATA / folder).is_dir():
        return None
    items = _read(folder, "item_dict")
    attributes = [sorted(set(items[str(item)]["feature_index"])) for item in range(len(items))]
    has = np.zeros((len(items), 1 + max(max(one) for one in attributes)), np.bool_)
    for item, held in enumerate(attributes):
        has[item, held] = True
    pairs = [(int(user), item) for user, wanted in _read(folder, f"review_dict_{split}").items() for item in wanted]
    return World(has, pairs)


Ask = Callable[[Items, dict[int, bool]], tuple[int, float]]
"""The attribute to ask about where some items are left after some answers, and the bits that it brings."""


def turns_of(world: World, item: int, rng: np.random.Generator, ask: Ask) -> int:
    """After how many turns a user who wants an item is shown it; FAILED if never.

    No item is likelier than another; those in the list are drawn by lot.
    """
    has = world.has
    named = int(rng.choice(np.flatnonzero(has[item])))
    left: Items = np.flatnonzero(has[:, named])
    said = {named: True}
    left = left[rng.permutation(len(left))]
    for turn in range(1, TURNS + 1):
        attribute, gain = ask(left, said)
        if turn == TURNS or gain <= _worth_of_list(len(left)):
            if item in left[:LIST]:
                return turn
            left = left[LIST:]
            continue
        said[attribute] = bool(has[item, attribute])
        left = left[has[left, attribute] == said[attribute]]
    return FAILED


def by_product(has: NDArray[np.bool_]) -> Ask:
    """The product's own choice (`Agenda.gains`) among a question for each attribute."""
    release = yes_or_no(has, LIST)
    return lambda left, said: next_question(release, said)


def by_formula(has: NDArray[np.bool_]) -> Ask:
    """The product's formula, for more questions than one would ask the product thousands of times."""
    return lambda left, said: _question(has, left)


ASK: dict[str, Callable[[NDArray[np.bool_]], Ask]] = {"LastFM*": by_formula, "LastFM": by_product}


def compare(world: World, rng: np.random.Generator) -> str:
    """How often the formula and the product bring the same bits, on the ways of some users."""
    formula, product = by_formula(world.has), by_product(world.has)
    same = compared = 0
    for place in rng.permutation(len(world.pairs))[:COMPARED]:
        item = world.pairs[place][1]
        said = {int(rng.choice(np.flatnonzero(world.has[item]))): True}
        for _ in range(QUESTIONS):
            left = np.flatnonzero(np.all([world.has[:, one] == yes for one, yes in said.items()], axis=0))
            attribute, bits = formula(left, said)
            if bits <= 0:
                break
            tired = FATIGUE * float(np.log2(3))
            same += abs(product(left, said)[1] - (bits - tired)) < EQUAL
            compared += 1
            said[attribute] = bool(world.has[item, attribute])
    return f"the formula brings the bits of the product's own choice in {same} of {compared} questions"


def _question(has: NDArray[np.bool_], left: Items) -> tuple[int, float]:
    """The attribute that brings the most bits, and these."""
    yes = has[left].sum(axis=0)
    split = np.flatnonzero((yes > 0) & (yes < len(left)))
    if not len(split):
        return 0, 0.0
    counts = np.stack([yes[split], len(left) - yes[split]], axis=1)
    gains = information(counts, len(left), LIST)
    best = int(gains.argmax())
    return int(split[best]), float(gains[best])


def _worth_of_list(left: int) -> float:
    """How many turns recommending saves: it ends all, or takes the list away from what is left.

    A question saves as many turns as it brings bits, for `_to_come` falls by them.
    """
    hit = min(1.0, LIST / left)
    return _to_come(left) - (1 - hit) * _to_come(left - LIST)


def _to_come(left: int) -> float:
    """The turns still needed: a question for each bit beyond a list, and the list."""
    return 1.0 + float(np.log2(max(left, LIST) / LIST))


def measure() -> list[Bar]:
    """Prints success and turns of both sets; the bars."""
    bars = []
    for name, (folder, least, most) in SETS.items():
        found = world(folder)
        if found is None:
            print(f"{name}: skipped, ../shared/data/crs is not here\n")
            continue
        rng = np.random.default_rng(SEED)
        drawn = rng.permutation(len(found.pairs))[:SESSIONS]
        ask = ASK[name](found.has)
        turns = np.array([turns_of(found, found.pairs[place][1], rng, ask) for place in drawn])
        success = float((turns < FAILED).mean())
        print(f"{name}: {len(drawn):,} users, SR@15 {success:.3f}, {turns.mean():.2f} turns", flush=True)
        print(f"{name}: {compare(found, rng)}", flush=True)
        bars += [Bar(f"{name}: SR@15", success, least, least=True), Bar(f"{name}: turns", float(turns.mean()), most)]
    print()
    return bars


def _read(folder: str, name: str) -> dict[str, Any]:
    with gzip.open(DATA / folder / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found
