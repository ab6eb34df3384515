"""What a refused answer is told: one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.web import formats
from app.web.texts import forms, translator


def what_to_mend(code: str, question: Mapping[str, Any], language: str) -> str:
    """The sentence for the code of an error, with the bounds of the question that was asked."""
    t = translator(language)
    if code == "out-of-bounds" and question.get("range"):
        return t("error.crossed")
    if code == "out-of-bounds":
        ends = {
            name: _shown(question[key], question.get("unit", ""), language)
            for name, key in (("low", "min"), ("high", "max"))
            if question.get(key) is not None
        }
        which = "" if not ends else ".both" if len(ends) == 2 else f".{next(iter(ends))}"
        return t(f"error.out-of-bounds{which}", **ends)
    key = f"error.{code}"
    return t(key if key in forms(language) else "error.invalid-answer", n=question.get("most") or 1)


def _shown(end: float | str, unit: str, language: str) -> str:
    if isinstance(end, str):
        return formats.day(float(date.fromisoformat(end).toordinal()), language)
    return formats.number(end, language, unit=unit)
