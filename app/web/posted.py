"""What the widget's form says: a deed, and the answer in the named inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from app.errors import Refused
from app.web import numerals
from app.web.payloads import Beginning

BEGINNING = "beginning"
"""The field in which the host says how a session shall begin; it is JSON."""
LONGEST_BEGINNING = 20_000
LONGEST = 500
"""Characters of a single field; ids and values are far shorter."""
LONGEST_TAG = 35
"""Characters of a language tag."""
GREATEST_SEQUENCE = 2**53


@dataclass(frozen=True)
class Posted:
    """A form that was sent: `deed` and its `argument` come from the button, the rest from the fields.

    `language` is that of the page on which numbers were entered.
    """

    token: str
    question: str
    type: str
    deed: str
    argument: str
    seq: int | None
    choices: tuple[str, ...]
    bounds: dict[str, str]
    value: str
    importance: str
    language: str
    compare: tuple[str, ...] = ()
    shared: str = ""
    filled_in: bool = False
    """Whether the question's own form was sent, whatever the button: its inputs then say what is picked now."""
    beginning: Beginning | None = None

    @property
    def says_nothing(self) -> bool:
        """No input holds anything."""
        return not (self.choices or any(self.bounds.values()) or self.value)

    @property
    def entered(self) -> dict[str, str]:
        """The fields that hold numbers as a person wrote them, those that hold something."""
        texts = self.bounds if self.type == "range" else {"value": self.value} if self.type == "number" else {}
        return {name: text for name, text in texts.items() if text}

    def numbers(self) -> dict[str, float]:
        """What they say; raises Refused with code `not-a-number` or `ambiguous-number`."""
        return {name: numerals.read(text, self.language) for name, text in self.entered.items()}

    def said(self) -> dict[str, str]:
        """The numbers as a host page is told them: with a point and without grouping."""
        return {name: numerals.bare(number) for name, number in self.numbers().items()}

    def body(self) -> dict[str, Any]:
        """The answer as the services take it; raises Refused if a number cannot be read."""
        importance = {"importance": numerals.read(self.importance, "en")} if self.importance else {}
        return {**self._said(), **importance}

    def _said(self) -> dict[str, Any]:
        match self.type:
            case "single" | "multiple":
                return {"choices": list(self.choices)}
            case "range":
                return self.numbers()
            case "number":
                return {"value": numerals.read(self.value, self.language)}
            case "date":
                return {"value": self.value}
            case "info":
                return {"seen": True}
        raise Refused("unreadable", "the form names no type of question")


def read_posted(form: MultiDict[str, str], language: str) -> Posted:
    """The fields of the form; raises Refused with code `unreadable` if they cannot be what the page sends.

    `language` is that of the request, for a form that does not name its own.
    """
    if any(len(text) > LONGEST for key, values in form.lists() if key != BEGINNING for text in values):
        raise Refused("unreadable", f"a field is longer than {LONGEST} characters")
    deed, _, argument = form.get("do", "").partition(":")
    return Posted(
        token=form.get("token", ""),
        question=form.get("question", ""),
        type=form.get("type", ""),
        deed=deed,
        argument=argument,
        seq=_sequence(form.get("seq", "")),
        choices=tuple(form.getlist("choices")),
        bounds={key: form.get(key, "").strip() for key in ("min", "max")},
        value=form.get("value", "").strip(),
        importance=form.get("importance", "").strip(),
        language=form.get("language", "")[:LONGEST_TAG] or language,
        compare=tuple(dict.fromkeys(form.getlist("compare"))),
        shared=form.get("shared", ""),
        filled_in="filled-in" in form,
        beginning=_beginning(form.get(BEGINNING, "")),
    )


def whole(text: str) -> int:
    """A whole number from 0 on; raises Refused with code `unreadable`."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Refused("unreadable", "a whole number is wanted")


def _beginning(text: str) -> Beginning | None:
    if not text:
        return None
    try:
        if len(text) > LONGEST_BEGINNING:
            raise ValueError("too long")
        return Beginning.model_validate_json(text)
    except ValueError:
        raise Refused("unreadable", "the beginning is not as the interface describes it") from None


def _sequence(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) <= GREATEST_SEQUENCE:
        return int(text)
    raise Refused("unreadable", "seq is a whole number")
