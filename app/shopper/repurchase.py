"""When what was bought may be shown again: never of durables, after a while of what runs out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log

from app.shopper.purchases import Bought

DEFAULT = "default"
"""The key of the policy for the categories that have none of their own."""

POLICY_COUNTS = 5.0
"""Gaps; the shop's own figure weighs against the crowd's gaps as if it had been seen so often."""

CROWD_COUNTS = 2.0
"""Gaps; the crowd's interval weighs against a person's own gaps as if they had kept it so often."""

LONGEST = timedelta(days=10_000)


@dataclass(frozen=True)
class Rhythm:
    """How often something is bought again: `gaps`, how many pauses were seen, 0 and more, and the mean of the natural
    logarithm of their lengths in days."""

    gaps: int = 0
    mean_log: float = 0.0


@dataclass(frozen=True)
class Kept:
    """A product that the shopper has last bought `at`; not to be shown `until` then, never again if None.

    `interval` is how long it lasts.
    """

    product: str
    at: datetime
    until: datetime | None
    interval: timedelta | None

    def holds(self, now: datetime) -> bool:
        """Whether it is still not to be shown."""
        return self.until is None or now < self.until


def rhythm_of(gaps: Iterable[timedelta]) -> Rhythm:
    """The rhythm of pauses between purchases of the same thing, each counted as a day at least."""
    logs = [log(max(gap / timedelta(days=1), 1.0)) for gap in gaps]
    return Rhythm(len(logs), sum(logs) / len(logs)) if logs else Rhythm()


def gaps_of(bought: Sequence[Bought]) -> list[timedelta]:
    """The pauses between purchases of the same product, given by time."""
    last: dict[str, datetime] = {}
    found = []
    for one in bought:
        if one.product in last:
            found.append(one.at - last[one.product])
        last[one.product] = one.at
    return found


def interval(days: int, crowd: Rhythm, own: Rhythm) -> timedelta:
    """How long something lasts this person: a mean of logarithms of days, the shop's figure drawn to the crowd's, and
    that to the person's own.

    >>> interval(21, Rhythm(), Rhythm()).days
    21
    >>> interval(21, Rhythm(), Rhythm(4, log(7))).days  # who buys every week
    10
    """
    usual = (POLICY_COUNTS * log(days) + crowd.gaps * crowd.mean_log) / (POLICY_COUNTS + crowd.gaps)
    person = (CROWD_COUNTS * usual + own.gaps * own.mean_log) / (CROWD_COUNTS + own.gaps)
    return min(timedelta(days=round(exp(person), 6)), LONGEST)


def keep_back(
    bought: Sequence[Bought],
    category_of: Mapping[str, str],
    policies: Mapping[str, int | None],
    crowd: Mapping[str, Rhythm],
) -> tuple[Kept, ...]:
    """What each product bought means for itself, by the policy of its category; by time of the last purchase.

    `bought` is by time; `category_of` holds the products that the catalog has; `policies` by category are days, None
    for durable; `crowd` by category. Categories without a policy, where there is no `DEFAULT`, are left out.
    """
    last: dict[str, Bought] = {}
    by_category: dict[str, list[Bought]] = {}
    for one in bought:
        if one.product in category_of:
            last.pop(one.product, None)
            last[one.product] = one
            by_category.setdefault(category_of[one.product], []).append(one)
    found = []
    for product, one in last.items():
        category = category_of[product]
        if category in policies or DEFAULT in policies:
            days = policies[category] if category in policies else policies[DEFAULT]
            lasts = None
            if days is not None:
                own = rhythm_of(gaps_of(by_category[category]))
                lasts = interval(days, crowd.get(category, Rhythm()), own)
            found.append(Kept(product, one.at, None if lasts is None else one.at + lasts, lasts))
    return tuple(found)
