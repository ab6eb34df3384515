"""What requests carry, and how answers look, as the published description of the interface says it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ID = Field(max_length=200)


class Strict(BaseModel):
    """Nothing is converted, nothing unknown is ignored."""

    model_config = ConfigDict(strict=True, extra="forbid")


class AnswerBody(Strict):
    """An answer: one of choices, min and max, value, skip, seen. `seq` rises with every write of a session."""

    choices: list[str] | None = Field(None, max_length=200)
    min: float | None = None
    max: float | None = None
    value: float | str | None = None
    skip: Literal[True] | None = None
    seen: Literal[True] | None = None
    seq: int | None = Field(None, ge=0, lt=2**53)

    def said(self) -> dict[str, Any]:
        """The answer alone."""
        return self.model_dump(exclude_unset=True, exclude={"seq"})


class Changes(Strict):
    """Several answers by question; null withdraws one."""

    model_config = ConfigDict(strict=True, extra="allow")
    __pydantic_extra__: dict[str, AnswerBody | None]

    def said(self) -> dict[str, Any]:
        """The answers by question."""
        return {id: body.said() if body else None for id, body in (self.__pydantic_extra__ or {}).items()}

    @property
    def seq(self) -> int | None:
        """The highest of the numbers that the answers carry."""
        numbers = [body.seq for body in (self.__pydantic_extra__ or {}).values() if body and body.seq is not None]
        return max(numbers, default=None)


class BeginBody(Strict):
    """How a session begins."""

    questionnaire: str = ID
    language: str | None = Field(None, max_length=35)
    prefill: dict[str, AnswerBody] | None = Field(None, max_length=200)
    consent: Literal["none", "session", "profile"] = "session"
    context: dict[str, str] | None = Field(None, max_length=20)


class StepBody(Strict):
    """Answers for a step with nothing stored."""

    answers: dict[str, AnswerBody] = Field(default_factory=dict, max_length=1000)
    version: str | None = Field(None, max_length=64)
    language: str | None = Field(None, max_length=35)


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


class Problem(BaseModel):
    """What went wrong, and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    help: str | None = None


class Choice(BaseModel):
    """A choice; `count` is the `remaining` after ticking it."""

    id: str
    label: str
    help: str
    image: str
    alt: str
    exclusive: bool
    count: int
    unknown: int
    selected: bool
    disabled: bool


class Bin(BaseModel):
    """A bar of a histogram: half-open, the last one closed."""

    from_: float = Field(alias="from")
    to: float
    count: int


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
    sensitive: bool
    match: Literal["any", "all"]
    unit: str
    answered: bool
    selected_skip: bool
    value: float | str | None
    min: float | str | None
    max: float | str | None
    step: float | None
    most: int | None
    choices: list[Choice]
    range: Range | None


class Answered(BaseModel):
    """An answer given; `value` is the body that gives it again."""

    question: str
    ask: str
    value: dict[str, Any]
    label: str
    stale: bool
    gone: bool


class Progress(BaseModel):
    """Questions answered, and how many it would be in all if nothing more were said."""

    answered: int
    expected: int


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


class Product(BaseModel):
    """A product in the results."""

    id: str
    title: str
    url: str
    image: str
    price: float | None
    price_text: str
    score: float
    facts: list[Fact]
    reasons: list[Reason]
    terms: list[Term]


class Relaxation(BaseModel):
    """A smallest change that lets something fit; `change` is the body of a PATCH."""

    change: dict[str, AnswerBody | None]
    label: str
    remaining: int


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
    remaining: int
    question: Question | None
    answers: list[Answered]
    progress: Progress
    total: int
    offset: int
    products: list[Product]
    relaxations: list[Relaxation]
    warnings: list[str]
    critiques: list[str]
    further: list[str]


class Begun(BaseModel):
    """A session's token, said once and stored nowhere, and its first step."""

    token: str
    step: Step


class ResultList(BaseModel):
    """A part of the ranked list."""

    questionnaire: str
    version: str
    revision: str
    total: int
    offset: int
    products: list[Product]
    relaxations: list[Relaxation]


class Why(BaseModel):
    """Why one product stands where it stands; `change` withdraws the answers that keep it out."""

    id: str
    title: str
    url: str
    score: float
    candidate: bool
    terms: list[Term]
    meets: list[Reason]
    misses: list[Reason]
    unknown: list[Reason]
    change: dict[str, None]


class Summary(BaseModel):
    """A questionnaire that serves."""

    id: str
    title: str
    catalog: str
    version: str
    revision: str
    languages: list[str]


class QuestionnaireList(BaseModel):
    """All questionnaires that serve."""

    questionnaires: list[Summary]


class DefinedChoice(BaseModel):
    """A choice by id and label."""

    id: str
    label: str


class DefinedQuestion(BaseModel):
    """A question as the author wrote it."""

    id: str
    type: str
    ask: str
    help: str
    skippable: bool
    choices: list[DefinedChoice]


class Definition(Summary):
    """A questionnaire with its questions."""

    questions: list[DefinedQuestion]
