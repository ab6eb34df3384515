"""What is held on a shopper, as it is told to them."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from app.web.payloads.happened import EventProducts
from app.web.payloads.incoming import Consent, Said


class HeldAnswer(BaseModel):
    """One entry of the log of answers; without `answer` it is a withdrawal."""

    question: str
    answer: Said | None
    seq: int | None
    at: AwareDatetime
    version: str
    revision: str


class HeldEvent(BaseModel):
    """Something that the shopper did."""

    id: str
    name: str
    at: AwareDatetime
    products: EventProducts | None = None
    term: str | None = None
    order: str | None = None
    list: str | None = None


class HeldDismissal(BaseModel):
    """A product that is not for this shopper."""

    product: str
    at: AwareDatetime


class HeldRemoval(BaseModel):
    """Something that no longer counts of what is known of this shopper; `*`: all until then."""

    signal: str
    at: AwareDatetime


class HeldShare(BaseModel):
    """What the shopper shared by a link; the link itself is not kept."""

    version: str
    answers: dict[str, Said]
    until: AwareDatetime


class Shared(BaseModel):
    """A link that shows these results to whoever has it, until its time is over."""

    url: str
    until: AwareDatetime


class Export(BaseModel):
    """Everything that is held on one session."""

    format: int = Field(description="Rises if the shape changes otherwise than by growing")
    questionnaire: str
    version: str
    language: str
    consent: Consent
    context: dict[str, Any]
    shopper: str | None = Field(description="The keyed hash of the id that the shop gave")
    registered: dict[str, Any] = Field(description="What the shop has signed of the shopper, by name")
    begun_at: AwareDatetime
    answers: list[HeldAnswer]
    events: list[HeldEvent]
    dismissed: list[HeldDismissal]
    removed: list[HeldRemoval]
    shared: list[HeldShare]
