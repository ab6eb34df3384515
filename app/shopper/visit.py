"""Who comes, from where, and what is known of them: what a step depends on beside answers, events and time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.shopper.events import Event
from app.shopper.gifts import NO_GIFTS, Gifts
from app.shopper.purchases import Bought
from app.shopper.removed import Removed

Times = Mapping[str, datetime]
"""When something was said or done, by id."""


@dataclass(frozen=True)
class Past:
    """What is known of a shopper from before this session, by time; nothing without their consent to a profile.

    `known` says that the shop has signed who it is; `registered` are the claims that it signed, by name, `said` what
    was answered on earlier visits, by question (days as day numbers), `visits` how many of these there were.
    `fleeting` are the attributes that a sensitive question of these visits was about.
    """

    events: tuple[Event, ...] = ()
    orders: tuple[Bought, ...] = ()
    known: bool = False
    registered: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    said: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    visits: int = 0
    fleeting: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Visit:
    """A shopper's visit.

    `context` is what the shop's page says of it (locale, campaign, …), `said` when each answer was given, `dismissed`
    are the ids of the products that the shopper does not want to see, `averse` those of them that may be learnt from,
    with when they were dismissed, `removed` what they have taken out of what is known of them, `gifts` when something
    was sought for somebody else.
    """

    context: Mapping[str, str] = field(default_factory=dict)
    said: Times = field(default_factory=dict)
    dismissed: Collection[str] = ()
    past: Past = Past()
    removed: Removed = field(default_factory=Removed)
    averse: Times = field(default_factory=dict)
    gifts: Gifts = NO_GIFTS


STRANGER = Visit()
