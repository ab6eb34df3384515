"""How a step looks, and what else answers a call."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field

from app.web.payloads.incoming import Said
from app.web.payloads.products import Product, Reason, Term


class Problem(BaseModel):
    """What went wrong, and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    help: str | None = None


class Relaxation(BaseModel):
    """A smallest change that lets something fit, loosening answers before giving them up."""

    change: dict[str, Said | None] = Field(description="The body of a PATCH that does it")
    label: str = Field(description="What it changes, in words")
    remaining: int = Field(description="The `remaining` after that PATCH")


class Choice(BaseModel):
    """A choice; `count` is the `remaining` after ticking it: what states it, and what does not."""

    id: str
    label: str
    help: str
    image: str
    alt: str
    exclusive: bool
    count: int
    unknown: int = Field(description="How many of `count` do not state what the choice asks for: they may fit")
    selected: bool
    disabled: bool
    likely: bool = Field(description="It fits what the shopper looked at; it is marked, and never picked for them")
    needs: Relaxation | None = Field(
        description="Where nothing fits with it: the cheapest change that ticks it and leaves something"
    )


class Bin(BaseModel):
    """A bar of a histogram: half-open, the last one closed."""

    from_: float = Field(alias="from")
    to: float
    count: int


class Confirm(BaseModel):
    """An answer that the shopper has all but given by what they looked at: the body that gives it, and the question."""

    answer: Said
    label: str


class RangeEnds(BaseModel):
    """The ends that were given."""

    min: float | None
    max: float | None


class Range(BaseModel):
    """What can be given to a range question."""

    min: float | None
    max: float | None
    step: float
    unit: str
    bound: Literal["min", "max", "both"]
    value: RangeEnds
    unknown: int
    bins: list[Bin]


class Question(BaseModel):
    """A question as it stands for this shopper now."""

    id: str
    type: Literal["single", "multiple", "range", "number", "date", "info"]
    ask: str
    heading: str
    help: str
    image: str
    alt: str
    skippable: bool
    skip: str = Field(description="What leaving it open is called")
    sensitive: bool
    match: Literal["any", "all"]
    unit: str
    answered: bool
    selected_skip: bool
    value: float | str | None
    importance: float | None = Field(description="How much it matters, if the shopper is asked for that")
    min: float | str | None
    max: float | str | None
    step: float | None
    most: int | None
    choices: list[Choice]
    range: Range | None
    confirm: Confirm | None = Field(description="What only has to be confirmed, by what the shopper looked at")


class Answered(BaseModel):
    """An answer given; `value` is the body that gives it again."""

    question: str
    ask: str
    value: dict[str, Any]
    label: str
    stale: bool
    gone: bool


class Progress(BaseModel):
    """Questions answered, and how many it may be in all."""

    answered: int
    expected: int


class Further(BaseModel):
    """An open question that could still change something."""

    question: str
    ask: str
    gain: float = Field(description="What it is expected to bring, in bits, times the author's weight, less fatigue")


class Critique(BaseModel):
    """What could be said to a product shown; `change` is the body of a PATCH, under reserved ids `~attribute`."""

    label: str
    change: dict[str, Said | None]
    remaining: int
    product: str


class WhatIf(BaseModel):
    """What one answer lifted, or changed by a choice or a bound, would leave, and whether the product be in it."""

    question: str
    change: dict[str, Said | None]
    label: str
    remaining: int
    shown: bool


class GiftOffered(BaseModel):
    """Is this a gift? What raises the question, and the body of a PATCH that says yes."""

    text: str
    because: str
    question: str
    choice: str
    attribute: str
    change: dict[str, Said | None]
    label: str
    remaining: int


Lead = Annotated[str, Field(description="By what the list is in order, in one sentence; empty where there is none")]
Conflict = Annotated[
    list[str],
    Field(
        description="Where nothing fits: questions whose answers no product meets together, none of which could be "
        "left out; without `relaxations` they are all marked `must`"
    ),
]
Empty = Annotated[bool, Field(description="Nothing can be shown, whatever is answered")]
Furthers = Annotated[list[Further], Field(description="With the results: what can be asked to be surer, best first")]


class Step(BaseModel):
    """What the shopper sees next."""

    questionnaire: str
    title: str
    version: str
    revision: str
    language: str
    languages: list[str]
    kind: Literal["question", "results"]
    ended: bool
    moved: bool
    gift: bool
    gift_offered: GiftOffered | None = Field(
        description="With consent to a profile: the gift choice to offer, where this visit departs from it"
    )
    remaining: int
    unknown: int = Field(
        description="How many of `remaining` do not state all that was asked for: they may fit, and are kept for that"
    )
    question: Question | None
    answers: list[Answered]
    progress: Progress
    total: int
    offset: int
    lead: Lead
    products: list[Product]
    relaxations: list[Relaxation]
    conflict: Conflict
    empty: Empty
    warnings: list[str]
    critiques: list[Critique]
    sinking: str = Field(description="How the list goes on after the candidates, in one sentence")
    further: Furthers


class ResultList(BaseModel):
    """A part of the ranked list."""

    questionnaire: str
    version: str
    revision: str
    total: int
    offset: int
    lead: Lead
    products: list[Product]
    relaxations: list[Relaxation]
    conflict: Conflict
    empty: Empty
    critiques: list[Critique]
    sinking: str
    further: Furthers


class Ranked(BaseModel):
    """The shop's own list for this shopper: `order` are all its ids, those that the catalog lacks at the end."""

    questionnaire: str
    version: str
    revision: str
    order: list[str]
    products: list[Product]
    unknown: list[str]


class Bought(BaseModel):
    """A purchase of a product, and what the shop's repurchase policy makes of it."""

    at: AwareDatetime
    again: AwareDatetime | None = Field(description="When it may be shown again; null: never")
    kept_back: bool = Field(description="Whether it is not shown now because of that")
    text: str


class Why(BaseModel):
    """Why one product stands where it stands; `change` is the least that shows it, as the body of a PATCH.

    `remaining` is what that leaves. Without such a change `obstacle` says what stands in the way: a dismissal, a
    purchase, the shop, an answer that must hold, a rule, or the route of another answer.
    """

    id: str
    title: str
    url: str
    score: float
    candidate: bool
    dismissed: bool = Field(description="The shopper has said that it is not for them")
    bought: Bought | None = Field(description="The newest purchase of it, or of a variant that counts as the same")
    terms: list[Term]
    meets: list[Reason]
    misses: list[Reason]
    unknown: list[Reason]
    failed: list[str]
    change: dict[str, Said | None]
    label: str
    remaining: int
    obstacle: Literal["", "dismissed", "bought", "shop", "must", "rule", "route"]
    what_if: list[WhatIf]
    critiques: list[Critique] = Field(description="What could be said to this product, as to the first of the results")
