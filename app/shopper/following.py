"""What is bought after what: habits that many shoppers share, found in their orders."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Protocol, TypeVar

from app.shopper.purchases import SAME_ORDER

Value = tuple[str, str]
"""An attribute with one of its values."""

DAY = timedelta(days=1)
WINDOW = timedelta(days=60)
"""What is bought later than this has another cause."""
SUPPORT = 10
"""Shoppers who must have done so: fewer are chance, or can be told who they are."""
LIFT = 2.0
"""How many times more often it must follow than by chance."""
FALSE = 0.05
"""The share of the habits found that may be chance, at most, in the mean."""
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


@dataclass(frozen=True)
class Window:
    """What a shopper bought in the time after a purchase: how much, and after how many days the first of each sort."""

    size: int
    first: Mapping[Value, float]


Kind = tuple[Value, ...]
"""A kind of product: its sort, or its sort with one more trait."""

T = TypeVar("T")


class Watch(Protocol):
    """Lets through, one by one, `what` is gone through, so that it can be shown how far that is."""

    def __call__(self, what: str, things: Sequence[T]) -> Iterable[T]: ...


def unwatched(what: str, things: Sequence[T]) -> Iterable[T]:
    """Shows nothing."""
    return things


def find_habits(
    shoppers: Mapping[str, Sequence[Purchase]], until: datetime, watch: Watch = unwatched
) -> tuple[Habit, ...]:
    """The habits of shoppers with their purchases up to `until`, the strongest lift first, equal ones by their words.

    An association rule over time: each shopper counts once for a habit, by the first purchase that has a whole window
    before `until`, so that neither those who buy much nor who has just come in weigh more. `lift` is how many follow
    over how many would by chance: whoever buys m times in the window buys the second with 1 - (1 - q)^m, q being the
    mean of its shares of shoppers' purchases, so that those who buy much, and so whatever one looks at, are no habit.
    Of all pairs that could be one, those are kept whose probability by chance (Poisson) is low enough that in the mean
    at most `FALSE` of what is kept is chance: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", 1995.
    """
    windows: dict[Kind, list[Window]] = defaultdict(list)
    shares, known = defaultdict[Value, float](float), 0
    for _, bought in watch("shoppers", sorted(shoppers.items())):
        ordered = sorted(bought, key=lambda one: one.at)
        _open_windows(ordered, until, windows)
        if ordered and ordered[0].at + WINDOW <= until:
            known += 1
            for one in ordered:
                shares[one.sort] += 1.0 / len(ordered)
    usual = {sort: total / known for sort, total in shares.items()}
    tried = [kind for kind in sorted(windows, key=lambda kind: (len(kind), kind)) if len(windows[kind]) >= SUPPORT]
    candidates = [
        candidate for kind in watch("what follows", tried) for candidate in _candidates(kind, windows[kind], usual)
    ]
    found: dict[tuple[tuple[Value, ...], Value], Habit] = {}
    for habit in _beyond_chance(candidates, len(tried) * max(len(usual) - 1, 1)):
        wider = found.get((habit.after[:1], habit.then))
        if len(habit.after) == 1 or wider is None or habit.share >= SHARPER * wider.share:
            found[habit.after, habit.then] = habit
    return tuple(sorted(found.values(), key=lambda one: (-one.lift, one.after, one.then))[:MOST])


def _kinds(one: Purchase) -> Iterable[Kind]:
    """The kinds of product that a purchase is of: its sort, and its sort with one more trait."""
    yield (one.sort,)
    yield from ((one.sort, trait) for trait in one.traits)


def _open_windows(ordered: Sequence[Purchase], until: datetime, windows: Mapping[Kind, list[Window]]) -> None:
    """Puts to each kind that a shopper, with their purchases by time, has bought what followed the first of it."""
    begun = set[Kind]()
    for place, one in enumerate(ordered):
        if one.at + WINDOW > until:
            break
        new = [kind for kind in _kinds(one) if kind not in begun]
        if new:
            window = _window(ordered, place)
            begun.update(new)
            for kind in new:
                windows[kind].append(window)


def _window(ordered: Sequence[Purchase], place: int) -> Window:
    start, size, first = ordered[place].at, 0, dict[Value, float]()
    same, end = start + SAME_ORDER, start + WINDOW
    for at in range(place + 1, len(ordered)):
        one = ordered[at]
        if one.at > end:
            break
        if one.at > same:
            size += 1
            first.setdefault(one.sort, (one.at - start) / DAY)
    return Window(size, first)


def _candidates(kind: Kind, windows: Sequence[Window], shares: Mapping[Value, float]) -> Iterator[tuple[float, Habit]]:
    """What follows a kind often enough to be a habit, each with the probability that chance makes it so."""
    sizes = Counter(window.size for window in windows)
    for then in sorted({sort for window in windows for sort in window.first} - {kind[0]}):
        lags = [window.first[then] for window in windows if then in window.first]
        chance = sum(many * (1.0 - (1.0 - shares[then]) ** size) for size, many in sizes.items())
        if len(lags) < SUPPORT or len(lags) < LIFT * chance:
            continue
        low, _, high = quantiles(lags, n=4)
        wait = max(math.floor(low), 1)
        lasts = max(math.ceil(high) - wait, SHORTEST)
        share = len(lags) / len(windows)
        yield at_least(len(lags), chance), Habit(kind, then, len(lags), share, len(lags) / chance, wait, lasts)


def _beyond_chance(candidates: Sequence[tuple[float, Habit]], tried: int) -> list[Habit]:
    """The habits that `tried` comparisons leave by Benjamini and Hochberg, in their order."""
    ranked = sorted(probability for probability, _ in candidates)
    passed = [one for rank, one in enumerate(ranked, 1) if one <= FALSE * rank / tried]
    return [habit for probability, habit in candidates if passed and probability <= passed[-1]]


def at_least(many: int, mean: float) -> float:
    """The probability of `many` (1 or more) or more where a Poisson distribution has this mean, above 0 and below
    `many`."""
    term = math.exp(many * math.log(mean) - mean - math.lgamma(many + 1))
    total, place = 0.0, many
    while term > total * 1e-12:
        total += term
        place += 1
        term *= mean / place
    return total
