"""What a shopper has taken out of what is known of them: products, liked values, or everything until a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.shopper.events import Event
from app.shopper.purchases import Bought

EVERYTHING = "*"
PRODUCT, LIKING = "product", "liking"


@dataclass(frozen=True)
class Removed:
    """What no longer counts. A product's events and orders count no more, however new; of an attribute, products with
    a removed value say nothing, or what their other tags say; nothing counts that happened until `until`, inclusive.
    """

    products: frozenset[str] = frozenset()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    until: datetime | None = None

    def events(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """What is left of some events, in their order."""
        if not self.products and self.until is None:
            return tuple(events)
        kept = (event for event in events if self.until is None or event.at > self.until)
        return tuple(replace(one, products=tuple(p for p in one.products if p not in self.products)) for one in kept)

    def orders(self, orders: Sequence[Bought]) -> tuple[Bought, ...]:
        """What is left of some orders, in their order."""
        return tuple(
            order
            for order in orders
            if order.product not in self.products and (self.until is None or order.at > self.until)
        )


def of_product(product: str) -> str:
    """The signal of a product that was dealt with."""
    return f"{PRODUCT}:{product}"


def of_liking(attribute: str, value: str) -> str:
    """The signal of a value that seems to be liked; attribute ids hold no colon."""
    return f"{LIKING}:{attribute}:{value}"


def is_signal(text: str) -> bool:
    """Whether a text names something that can be removed.

    >>> is_signal("product:p1"), is_signal("liking:colour:red"), is_signal("colour")
    (True, True, False)
    """
    kind, _, rest = text.partition(":")
    attribute, colon, value = rest.partition(":")
    return bool((kind == PRODUCT and rest) or (kind == LIKING and attribute and colon and value))


def read_removed(signals: Iterable[tuple[str, datetime]]) -> Removed:
    """What signals, each with when it was removed, take out; what is no signal says nothing."""
    products, until = set[str](), None
    values: dict[str, frozenset[str]] = {}
    for text, at in signals:
        kind, _, rest = text.partition(":")
        if text == EVERYTHING:
            until = at if until is None else max(until, at)
        elif is_signal(text) and kind == PRODUCT:
            products.add(rest)
        elif is_signal(text):
            attribute, _, value = rest.partition(":")
            values[attribute] = values.get(attribute, frozenset()) | {value}
    return Removed(frozenset(products), values, until)
