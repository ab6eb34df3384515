"""What is bought after what: habits that many shoppers share, found in their orders."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles

from app.shopper.purchases import SAME_ORDER

Value = tuple[str, str]
"""An attribute with one of its values."""

WINDOW = timedelta(days=60)
"""What is bought later than this has another cause."""
SUPPORT = 10
"""Shoppers who must have done so: fewer are chance, or can be told who they are."""
LIFT = 2.0
"""How many times more often it must follow than it is bought in such a window by anybody."""
CERTAIN = 2.58
"""Standard errors: the share that follows must be above chance even at the lower end of its 99 % interval."""
SHARPER = 1.25
"""How much better a habit of a narrower kind of product must be than that of the wider kind, to be told apart."""
MOST = 50
"""Habits of one catalog that are kept."""
SHORTEST = 7
"""Days that an offer lasts at least."""


@dataclass(frozen=True)
class Purchase:
    """What was bought: its sort (the value of the attribute that tells sorts), and what else is stated of it."""

    at: datetime
    sort: Value
    traits: frozenset[Value]


@dataclass(frozen=True)
class Habit:
    """Who has bought a product of all `after` buys one of `then`, `wait` to `wait` + `lasts` days later.

    `support`: the shoppers who did; `share` of those who bought the first, 0..1; `lift`: that share by the one of all.
    """

    after: tuple[Value, ...]
    then: Value
    support: int
    share: float
    lift: float
    wait: int
    lasts: int


def find_habits(shoppers: Mapping[str, Sequence[Purchase]], until: datetime) -> tuple[Habit, ...]:
    """The habits of shoppers with their purchases up to `until`, the strongest lift first, equal ones by their words.

    An association rule over time: each shopper counts once for a habit, by the first purchase that has a whole window
    before `until`, so that neither those who buy much nor who has just come in weigh more. `lift` is the share that
    follow over the share of all shoppers who buy the second within a window of their own first purchase.
    """
    starts: dict[tuple[Value, ...], dict[str, datetime]] = defaultdict(dict)
    anyone: dict[str, datetime] = {}
    for shopper, bought in sorted(shoppers.items()):
        for one in sorted(bought, key=lambda one: one.at):
            if one.at + WINDOW <= until:
                anyone.setdefault(shopper, one.at)
                for kind in _kinds(one):
                    starts[kind].setdefault(shopper, one.at)
    base = {then: len(lags) / len(anyone) for then, lags in _followed(shoppers, anyone).items()}
    found: dict[tuple[tuple[Value, ...], Value], Habit] = {}
    for kind in sorted(starts, key=lambda kind: (len(kind), kind)):
        if len(starts[kind]) < SUPPORT:
            continue
        for then, lags in sorted(_followed(shoppers, starts[kind]).items()):
            habit = None if then == kind[0] else _habit(kind, then, lags, len(starts[kind]), base[then])
            wider = found.get((kind[:1], then))
            if habit and (len(kind) == 1 or wider is None or habit.lift >= SHARPER * wider.lift):
                found[kind, then] = habit
    return tuple(sorted(found.values(), key=lambda one: (-one.lift, one.after, one.then))[:MOST])


def _kinds(one: Purchase) -> Iterable[tuple[Value, ...]]:
    """The kinds of product that a purchase is of: its sort, and its sort with one more trait."""
    yield (one.sort,)
    yield from ((one.sort, trait) for trait in one.traits)


def _followed(shoppers: Mapping[str, Sequence[Purchase]], starts: Mapping[str, datetime]) -> dict[Value, list[float]]:
    """By what was bought next, after how many days, once for each shopper."""
    found: dict[Value, list[float]] = defaultdict(list)
    for shopper, start in starts.items():
        first: dict[Value, datetime] = {}
        for one in shoppers[shopper]:
            if start + SAME_ORDER < one.at <= start + WINDOW:
                first[one.sort] = min(one.at, first.get(one.sort, one.at))
        for sort, at in first.items():
            found[sort].append((at - start) / timedelta(days=1))
    return found


def _habit(kind: tuple[Value, ...], then: Value, lags: list[float], all_: int, base: float) -> Habit | None:
    share = len(lags) / all_
    if len(lags) < SUPPORT or share < LIFT * base or _least(share, all_) <= base:
        return None
    low, _, high = quantiles(lags, n=4)
    wait = max(math.floor(low), 1)
    return Habit(kind, then, len(lags), share, share / base, wait, max(math.ceil(high) - wait, SHORTEST))


def _least(share: float, n: int) -> float:
    """The lower end of Wilson's interval of a share among n."""
    z = CERTAIN * CERTAIN / n
    middle = share + z / 2
    return (middle - CERTAIN * math.sqrt(share * (1 - share) / n + z / (4 * n))) / (1 + z)
