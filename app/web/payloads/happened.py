"""Events as they come in: each is read for itself, so that one that cannot be read costs no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, cast

from pydantic import AwareDatetime, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from app.errors import Refused
from app.services.fates import Sent
from app.services.flaws import MOST_PRODUCTS, Flaw
from app.services.utc import beyond, in_utc
from app.shopper import Name
from app.store import StoredEvent
from app.web.payloads.strict import ID, Strict

MOST_EVENTS = 100
"""Events of one batch."""
TOLD = 5
"""Faults of one event that are named."""
LONGEST_PLACE = 80
"""Characters of the place of a fault: a client may name its fields as it likes."""

Plain = Annotated[str, Field(pattern="^[^\\x00]*$")]


def read_time(value: Any, read: ValidatorFunctionWrapHandler) -> datetime:
    """The time in UTC; one that lies beyond all years is the first or the last moment."""
    try:
        return in_utc(read(value))
    except ValidationError:
        found = beyond(value)
        if found is None:
            raise
        return found


class EventProduct(Strict):
    """A product that an event is about."""

    id: str = ID
    quantity: float | None = Field(None, ge=0, le=1e9)
    price: float | None = Field(None, ge=0, le=1e12)


EventProducts = list[EventProduct]


class Event(Strict):
    """Something that a shopper did, named as in GA4; its `id` is the client's, and the same again changes nothing."""

    id: Plain = Field(min_length=1, max_length=200)
    name: Literal["view_item_list", "select_item", "view_item", "add_to_cart", "remove_from_cart", "purchase", "search"]
    at: Annotated[AwareDatetime, WrapValidator(read_time)] | None = Field(None, strict=False)
    products: EventProducts = Field(default_factory=list, max_length=MOST_PRODUCTS)
    term: str | None = Field(None, max_length=500)
    order: str | None = Field(None, max_length=200)
    list: str | None = Field(None, max_length=200)

    def stored(self, now: datetime) -> StoredEvent:
        """The event as it is recorded."""
        return StoredEvent(self.id, self.name, self.when(now), self.payload())

    def payload(self) -> dict[str, Any]:
        """What it says beside its id, name and time."""
        return self.model_dump(exclude_none=True, exclude={"id", "name", "at"})

    def when(self, now: datetime) -> datetime:
        """The client's time, but nothing lies ahead."""
        return min(self.at or now, now)


@dataclass(frozen=True)
class Read:
    """What an entry of a batch turned out to be; like `Sent`, before there is a time."""

    event: Event | None = None
    flaw: Flaw | None = None
    detail: str = ""

    def sent(self, now: datetime) -> Sent:
        """The entry as it is recorded."""
        return Sent(self.event.stored(now) if self.event else None, self.flaw, self.detail)


def read_event(value: Any, read: ValidatorFunctionWrapHandler) -> Read:
    """An entry of a batch, whatever it is; products that cannot be read are left out of an event that has others."""
    if isinstance(value, dict) and isinstance(name := value.get("name"), str) and name not in NAMES:
        return Read()
    try:
        return Read(read(value))
    except ValidationError as error:
        flaws = error.errors(include_url=False, include_context=False, include_input=False)
    broken = {each["loc"][1] for each in flaws if each["loc"][0:1] == ("products",) and len(each["loc"]) > 1}
    if broken and all(each["loc"][0:1] == ("products",) for each in flaws):
        rest = [product for place, product in enumerate(value["products"]) if place not in broken]
        if rest:
            return Read(read({**value, "products": rest}), Flaw.PRODUCTS_LEFT_OUT, _told(flaws))
    return Read(None, _flaw(flaws[0]), _told(flaws))


NAMES = frozenset(Name)
Listed = Annotated[Event, WrapValidator(read_event)]
"""In the interface's description an event; what comes of it is a `Read`."""


class EventsBody(Strict):
    """A batch of events; one that cannot be read is left out, and no other with it."""

    events: list[Listed] = Field(min_length=1, max_length=MOST_EVENTS)

    def sent(self, now: datetime) -> list[Sent]:
        """The entries in their order."""
        return [entry.sent(now) for entry in _as_read(self.events)]


def stored(listed: Iterable[Event], now: datetime) -> list[StoredEvent]:
    """The events of a list in which each must be readable, less those whose name is not used. Raises Refused."""
    entries = [entry.sent(now) for entry in _as_read(listed)]
    for place, entry in enumerate(entries):
        if entry.flaw:
            raise Refused("invalid-request", f"events.{place} cannot be read: {entry.detail}", entry.flaw.help)
    return [entry.event for entry in entries if entry.event]


def _as_read(listed: Iterable[Event]) -> Iterable[Read]:
    return cast("Iterable[Read]", listed)


def _flaw(error: Any) -> Flaw:
    if not error["loc"]:
        return Flaw.NOT_AN_EVENT
    if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
        return Flaw.UNKNOWN_FIELD
    match error["loc"][0]:
        case "id":
            return Flaw.BAD_ID
        case "name":
            return Flaw.BAD_NAME
        case "at":
            return Flaw.BAD_TIME
        case "products":
            return Flaw.TOO_MANY_PRODUCTS if error["type"] == "too_long" else Flaw.BAD_PRODUCTS
    return Flaw.BAD_TEXT


def _told(flaws: list[Any]) -> str:
    """Where the faults are, and what; values are not repeated."""
    told = [f"{'.'.join(map(str, each['loc']))[:LONGEST_PLACE] or 'event'}: {each['msg']}" for each in flaws[:TOLD]]
    return "; ".join(told) + (f"; and {len(flaws) - TOLD} more" if len(flaws) > TOLD else "")
