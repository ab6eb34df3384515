"""What a refused answer is told: one sentence that says what to do, and the fields that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.web import formats, numerals
from app.web.posted import Posted
from app.web.scale import BOUNDS
from app.web.texts import forms, translator

DOUBTFUL = ("not-a-number", "ambiguous-number")


@dataclass(frozen=True)
class Mend:
    """The sentence, and the names of the fields to mend; none if it is about the whole answer."""

    sentence: str
    fields: tuple[str, ...] = ()


def what_to_mend(code: str, question: Mapping[str, Any], language: str, posted: Posted | None = None) -> Mend:
    """What to say to the code of an error, with the bounds of the question that was asked and what was entered."""
    if code in DOUBTFUL and posted:
        return _unclear(posted, language)
    if code == "out-of-bounds" and question.get("range"):
        return _beyond(question["range"], posted, language)
    t = translator(language)
    fields: tuple[str, ...] = ("value",) if question.get("type") in ("number", "date") else ()
    if code.startswith("nothing-entered") and question.get("range"):
        fields = BOUNDS[question["range"]["bound"]]
    if code == "out-of-bounds":
        ends = {
            name: _shown(question[key], question.get("unit", ""), language)
            for name, key in (("low", "min"), ("high", "max"))
            if question.get(key) is not None
        }
        which = "" if not ends else ".both" if len(ends) == 2 else f".{next(iter(ends))}"
        return Mend(t(f"error.out-of-bounds{which}", **ends), fields)
    key = f"error.{code}"
    sentence = t(key if key in forms(language) else "error.invalid-answer", n=question.get("most") or 1)
    return Mend(sentence, fields)


def _unclear(posted: Posted, language: str) -> Mend:
    """A text that is no number, or two; the first of several."""
    t = translator(language)
    for name, text in posted.entered.items():
        found = numerals.readings(text, posted.language)
        if len(found) == 2:
            whole, decimal = (numerals.write(number, language) for number in found)
            return Mend(t("error.ambiguous-number", text=text, whole=whole, decimal=decimal), (name,))
        if not found:
            return Mend(t("error.not-a-number.here", text=text), (name,))
    return Mend(t("error.not-a-number"), tuple(posted.entered))


def _beyond(scale: Mapping[str, Any], posted: Posted | None, language: str) -> Mend:
    """Bounds that are crossed, or below what any product could have."""
    t = translator(language)
    numbers = posted.numbers() if posted else {}
    low = tuple(name for name, number in numbers.items() if number < 0)
    if low:
        return Mend(t("error.out-of-bounds.low", low=_shown(0.0, scale["unit"], language)), low)
    return Mend(t("error.crossed"), tuple(numbers))


def _shown(end: float | str, unit: str, language: str) -> str:
    if isinstance(end, str):
        return formats.day(float(date.fromisoformat(end).toordinal()), language)
    return formats.number(end, language, unit=unit)
