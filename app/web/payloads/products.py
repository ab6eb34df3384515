"""How a product of the results looks."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Fact(BaseModel):
    """A value of a product, in words."""

    attribute: str
    label: str
    text: str
    stated: bool


class Reason(BaseModel):
    """What a product says to one answer; `phrased` if the text is the author's own."""

    question: str
    state: Literal["meets", "misses", "unknown"]
    text: str
    phrased: bool
    attributes: list[str]


class Term(BaseModel):
    """An addend of a score."""

    term: str
    question: str
    attribute: str
    label: str
    amount: float
    text: str = Field(description="The amount as the language writes it")


class Product(BaseModel):
    """A product in the results."""

    id: str
    title: str
    url: str
    image: str
    price: float | None
    price_text: str
    score: float
    score_text: str
    label: str = Field(
        description="What placed it: the shop's words, that it was looked at before, or that it is out of stock"
    )
    placed: Literal["", "pin", "again", "late"] = Field(
        description="What other than its score has placed it: the shop, the shopper's last visit, or being out of stock"
    )
    unbeaten: str = Field(description="What it has the most or least of, as few of the list or none; else empty")
    facts: list[Fact]
    reasons: list[Reason]
    terms: list[Term]
