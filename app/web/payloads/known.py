"""What is known of a shopper, as it is told to them."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from app.web.payloads.incoming import Consent

SIGNAL = Field(description="What names it in DELETE /session/profile/{signal}")


class ProfileLiking(BaseModel):
    """Something that the shopper seems to like, and the product that it comes from most; empty if from a search."""

    signal: str = SIGNAL
    attribute: str
    label: str
    value: str
    text: str
    because: str
    product: str
    weight: float = Field(description="The log-odds that it adds before the questionnaire's weight, above 0")


class ProfileProduct(BaseModel):
    """A product that the shopper has dealt with; `event` is the most telling one, `at` when the last one was."""

    signal: str = SIGNAL
    product: str
    title: str
    url: str
    image: str
    event: Literal["select_item", "view_item", "add_to_cart", "purchase"]
    times: int
    at: AwareDatetime
    earlier: bool = Field(description="In an earlier visit only")
    text: str


class ProfilePurchase(BaseModel):
    """A product that the shopper has bought, here or through another channel."""

    signal: str = SIGNAL
    product: str
    title: str
    at: AwareDatetime
    channel: str
    text: str


class ProfileTold(BaseModel):
    """What the shop has signed of the shopper, or what they answered on an earlier visit."""

    name: str
    by: Literal["shop", "shopper"]
    text: str


class ProfileRemoved(BaseModel):
    """Something that the shopper has taken out, and that stays out."""

    signal: str
    text: str


class ProfileDismissed(BaseModel):
    """A product that is not for this shopper; DELETE /session/dismissed/{product} takes that back."""

    product: str
    title: str


class ShopperProfile(BaseModel):
    """What is known of a shopper, in plain words. While a gift is sought, only what was done since then is in it."""

    questionnaire: str
    language: str
    consent: Consent
    joined: bool = Field(description="Whether earlier visits and orders of this shopper count")
    gift: bool
    lead: list[str] = Field(description="What is used and what is not, a sentence each")
    likings: list[ProfileLiking]
    products: list[ProfileProduct]
    orders: int = Field(description="Purchases that count")
    purchases: list[ProfilePurchase]
    told: list[ProfileTold]
    removed: list[ProfileRemoved]
    dismissed: list[ProfileDismissed]


class SignalPath(BaseModel):
    """A signal of the profile."""

    signal: str = Field(max_length=500)
