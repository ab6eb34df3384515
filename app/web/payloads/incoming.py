"""What requests carry."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.web.payloads.happened import MOST_EVENTS, Listed
from app.web.payloads.strict import ID, Strict

ProductId = Annotated[str, Field(max_length=200)]
LONGEST_TOKEN = 64 * 1024
"""Characters: a hundred orders and all of the registration are fewer."""
SHOPPER = Field(
    None,
    max_length=LONGEST_TOKEN,
    description="A JWT signed with the shop's key that says who the shopper is, with `registration` and `orders`;"
    " anything else is not believed, counted, and named in the answer",
)
Consent = Literal["none", "session", "profile"]
ContextText = Annotated[str, Field(max_length=500)]


class Said(Strict):
    """An answer: one of choices, min and max, value, skip, seen."""

    choices: list[str] | None = Field(None, max_length=200)
    min: float | None = None
    max: float | None = None
    value: float | str | None = None
    skip: Literal[True] | None = None
    seen: Literal[True] | None = None
    importance: float | None = None

    def said(self) -> dict[str, Any]:
        """The answer alone."""
        return self.model_dump(exclude_unset=True, exclude={"seq"})


class AnswerBody(Said):
    """An answer as it is written; `seq` rises with every write of a session."""

    seq: int | None = Field(None, ge=0, lt=2**53)


class Changes(Strict):
    """Several answers by question; null withdraws one."""

    model_config = ConfigDict(strict=True, extra="allow")
    __pydantic_extra__: dict[str, Said | None]

    def said(self) -> dict[str, Any]:
        """The answers by question."""
        return {id: body.said() if body else None for id, body in (self.__pydantic_extra__ or {}).items()}


class BeginBody(Strict):
    """How a session begins."""

    questionnaire: str = ID
    language: str | None = Field(None, max_length=35)
    prefill: dict[str, Said] | None = Field(None, max_length=200)
    consent: Consent = "session"
    context: dict[ContextText, ContextText] | None = Field(None, max_length=20)
    shopper: str | None = SHOPPER


class Beginning(Strict):
    """How a widget's session begins, as its host page says it."""

    prefill: dict[str, Said] = Field(default_factory=dict, max_length=200)
    consent: Consent = "session"
    context: dict[ContextText, ContextText] = Field(default_factory=dict, max_length=20)


class RankBody(Strict):
    """A list of the shop's own: product ids in its order, and what was searched for."""

    products: list[ProductId] = Field(min_length=1, max_length=500)
    query: str | None = Field(None, max_length=500)


class ConsentBody(Strict):
    """What the shopper agrees to from now on: nothing, this session, or a profile across visits."""

    consent: Consent
    shopper: str | None = SHOPPER


class StepBody(Strict):
    """Answers, and what the shopper did, for a step with nothing stored; while a gift is sought, no event counts."""

    answers: dict[str, Said] = Field(default_factory=dict, max_length=1000)
    events: list[Listed] = Field(default_factory=list, max_length=MOST_EVENTS)
    version: str | None = Field(None, max_length=64)
    language: str | None = Field(None, max_length=35)
    context: dict[ContextText, ContextText] | None = Field(None, max_length=20)


class QuestionPath(BaseModel):
    """A question by its id."""

    question: str = ID


class ProductPath(BaseModel):
    """A product by its id."""

    product: str = ID


class QuestionnairePath(BaseModel):
    """A questionnaire by its id."""

    questionnaire: str = ID


class LanguageQuery(BaseModel):
    """In which language."""

    language: str | None = Field(None, max_length=35)


class SeqQuery(BaseModel):
    """The number of a write."""

    seq: int | None = Field(None, ge=0, lt=2**53)


class PageQuery(BaseModel):
    """Which part of a list."""

    limit: int | None = Field(None, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000_000)
