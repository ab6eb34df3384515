"""What a name can stand for: the kind decides how a literal is read and which tests make sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.conditions.dates import parse_date, parse_relative
from app.conditions.model import Scalar
from app.document.shape import LARGEST, parse_number, written


class Kind(StrEnum):
    """category, tags, text hold texts; ordered holds ranks; number and date hold floats; flag holds true or false."""

    CATEGORY = "category"
    ORDERED = "ordered"
    TAGS = "tags"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    TEXT = "text"

    @property
    def has_order(self) -> bool:
        """Whether min, max, above and below make sense."""
        return self in (Kind.NUMBER, Kind.DATE, Kind.ORDERED)


FLAGS: Mapping[str, str] = {"true": "true", "yes": "true", "false": "false", "no": "false"}


@dataclass(frozen=True)
class Name:
    """A name that a condition may use: its kind, the values of an ordered one from low to high, and,
    where values are a closed set, those allowed."""

    kind: Kind
    order: tuple[str, ...] = ()
    allowed: frozenset[str] | None = None
    ranks: dict[str, float] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.ranks.update({value: float(rank) for rank, value in enumerate(self.order)})

    def literal(self, text: str) -> Scalar | None:
        """The typed value of a literal, or None if the text does not fit the kind."""
        match self.kind:
            case Kind.NUMBER:
                number = parse_number(text)
                return None if number is None or abs(number) > LARGEST else number
            case Kind.DATE:
                day = parse_date(text)
                return parse_relative(text) if day is None else day
            case Kind.ORDERED:
                return self.ranks.get(text)
            case Kind.FLAG:
                return FLAGS.get(text.lower())
            case _:
                return text

    @property
    def wanted(self) -> str:
        """What an author writes where a value of this name is wanted."""
        match self.kind:
            case Kind.NUMBER:
                return "write digits with a point: 12.5"
            case Kind.DATE:
                return "write 2026-11-20, today, -90 days or +12 weeks"
            case Kind.FLAG:
                return "write true or false"
            case Kind.ORDERED:
                return f"write one of: {', '.join(self.order)}"
            case _:
                return "write one text"


def misfit(text: str, name: str, kind: Name) -> tuple[str, str]:
    """What is said of a literal that does not fit the name `name`, and what to write instead."""
    if kind.kind is Kind.NUMBER and parse_number(text) is not None:
        return f"`{text}` is beyond what is computed with ({written(LARGEST)})", "write a smaller number"
    return f"`{text}` does not fit `{name}`, which is of kind {kind.kind}", kind.wanted
