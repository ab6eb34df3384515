"""What is offered beside a product, a cart, or at the start."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.web.payloads.incoming import ProductId
from app.web.payloads.products import Product

Place = Literal["product", "cart", "home", "results"]


class OfferQuery(BaseModel):
    """Where something is to be offered, and beside which products."""

    model_config = ConfigDict(populate_by_name=True)

    for_: Place = Field(alias="for")
    product: list[ProductId] = Field(
        default_factory=list,
        max_length=100,
        description="The product of the page, or what lies in the cart; by default what was put there on this visit",
    )
    limit: Annotated[int, Field(ge=1, le=24)] = 6


class Improvement(BaseModel):
    """In what a product is better than the one that it is offered instead of."""

    attribute: str
    label: str
    text: str
    wished: bool = Field(description="By an answer; else by what the shopper looked at")


class Offer(BaseModel):
    """A product that is offered for the sake of another, its `cause`, or of none (empty)."""

    product: Product
    cause: str
    because: str
    improves: list[Improvement]


class OfferGroup(BaseModel):
    """Products that are offered for one reason, the best first.

    up_sell: better than the product; cross_sell: goes with it; refill: may have run out; next: goes with what was
    bought; again: looked at before, and still fits; for_you: stands first by all that is known.
    """

    kind: Literal["up_sell", "cross_sell", "refill", "next", "again", "for_you"]
    title: str
    offers: list[Offer]


class Recommendations(BaseModel):
    """What to offer at a place; a kind of which nothing is offered is left out."""

    questionnaire: str
    version: str
    revision: str
    for_: Place = Field(alias="for")
    best_for: Literal["shopper", "order"]
    groups: list[OfferGroup]
