"""What a journey is: answers, as the shopper would give them, and what must be seen after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.document import Node
from app.issues import Mark

RESERVED = ("journeys", "on")
"""Keys of a file of journeys that cannot name one."""


@dataclass(frozen=True)
class Then:
    """What must be seen: the question asked next, or `results`, or `end`; how many products remain, from `least` to
    `most`; the ids of the first products; the warnings, in any language. None: it does not matter.

    `marks` tell where each is written, by key.
    """

    question: str | None = None
    remaining: tuple[float, float] | None = None
    top: tuple[str, ...] | None = None
    warnings: tuple[str, ...] | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Leg:
    """Answers that are added to those before, as written, by question; and what must be seen then."""

    answers: Mapping[str, tuple[Mark, Node]]
    then: Then
    mark: Mark


@dataclass(frozen=True)
class Journey:
    """Some legs, one after the other, for a visit of which `visit` is known, on a day (None: today)."""

    name: str
    legs: tuple[Leg, ...]
    mark: Mark
    visit: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True)
class Journeys:
    """A file of journeys."""

    questionnaire: str
    mark: Mark
    journeys: tuple[Journey, ...]
    on: date | None = None
