"""What may be wrong with an event that comes in, and what its sender can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.shopper.events import OLDEST

MOST_PRODUCTS = 100
"""Products of one event."""


class Flaw(StrEnum):
    """Why an event, or part of it, is left out of its batch."""

    NOT_AN_EVENT = "not-an-event"
    BAD_ID = "bad-id"
    BAD_NAME = "bad-name"
    BAD_TIME = "bad-time"
    BAD_TEXT = "bad-text"
    BAD_PRODUCTS = "bad-products"
    TOO_MANY_PRODUCTS = "too-many-products"
    PRODUCTS_LEFT_OUT = "products-left-out"
    """The event is taken, without those of its products that cannot be read."""
    UNKNOWN_FIELD = "unknown-field"
    TOO_OLD = "too-old"

    @property
    def help(self) -> str:
        """What to do."""
        return _HELP[self]


_HELP = {
    Flaw.NOT_AN_EVENT: "send an object with `id` and `name`",
    Flaw.BAD_ID: "send as `id` a text of 1 to 200 characters without NUL, a new one for each event",
    Flaw.BAD_NAME: "send as `name` a name of GA4, such as view_item",
    Flaw.BAD_TIME: "send as `at` a time with its zone, such as 2026-11-20T12:00:00Z, or leave it out for now",
    Flaw.BAD_TEXT: "send as `term` a text of at most 500 characters, as `order` and `list` of at most 200",
    Flaw.BAD_PRODUCTS: "send as `products` a list of {id, quantity?, price?}: the id a text of at most 200 characters,"
    " the numbers from 0 on",
    Flaw.TOO_MANY_PRODUCTS: f"send at most {MOST_PRODUCTS} products with an event, and the rest with another",
    Flaw.PRODUCTS_LEFT_OUT: "the event counts for its other products; send products as {id, quantity?, price?}, the"
    " numbers from 0 on",
    Flaw.UNKNOWN_FIELD: "an event has id, name, at, products, term, order and list: leave the rest out",
    Flaw.TOO_OLD: f"send `at` as the time at which it happened: what is {OLDEST.days} days old says nothing",
}


@dataclass(frozen=True)
class LeftOut:
    """An entry of a batch that is left out, wholly or in part: its place from 0 on, and why."""

    place: int
    flaw: Flaw
    detail: str
