"""A range as it is drawn: its bars, its fields in the language of the page, and the handles that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.web import numerals

BOUNDS: dict[str, tuple[str, ...]] = {"both": ("min", "max"), "min": ("min",), "max": ("max",)}
"""The fields of a range, by its `bound`."""
PLACE = "{}"
"""Where the number goes in what a handle says."""


@dataclass(frozen=True)
class Bar:
    """A bar of the histogram, in units of its drawing: 100 wide, 100 high, growing upwards."""

    x: float
    width: float
    height: float
    low: float
    high: float
    inside: bool


@dataclass(frozen=True)
class End:
    """A bound: the text in its field, the end of the scale as a hint, and where its handle stands.

    `at` lies within the scale. `text` is what the shopper wrote, or a number as the language writes it; empty where
    there is no bound, and the handle then stands at its end of the scale.
    """

    name: str
    text: str
    hint: str
    at: float | None


def bars(scale: Mapping[str, Any], language: str) -> list[Bar]:
    """The histogram of a range; heights go by square root, so that a few products still show beside many."""
    bins = scale["bins"]
    tallest = max((piece["count"] for piece in bins), default=0)
    if not tallest:
        return []
    width = 100 / len(bins)
    low, high = (_number(_given(scale, name), language) for name in ("min", "max"))
    return [
        Bar(
            x=round(place * width, 3),
            width=round(width * 0.86, 3),
            height=round(100 * (piece["count"] / tallest) ** 0.5, 2),
            low=piece["from"],
            high=piece["to"],
            inside=(low is None or piece["to"] > low) and (high is None or piece["from"] <= high),
        )
        for place, piece in enumerate(bins)
    ]


def ends(scale: Mapping[str, Any], language: str) -> list[End]:
    """The fields and handles of a range, the lower first."""
    found = []
    for name in BOUNDS[scale["bound"]]:
        given, end = _given(scale, name), scale[name]
        at = _number(given, language)
        if end is not None:
            at = min(max(end if at is None else at, scale["min"]), scale["max"])
        found.append(End(name, entered(given, language), entered(end, language), at))
    return found


def pattern(scale: Mapping[str, Any]) -> str:
    """A number of the range with its unit, with `PLACE` for the number: the same that `formats.number` gives."""
    return f"{PLACE}\u00a0{scale['unit']}" if scale["unit"] else PLACE


def entered(value: float | str | None, language: str) -> str:
    """What a field holds: a number in the language, or a text as the shopper left it.

    >>> entered(1500.0, "de"), entered("15oo", "de"), entered(None, "de")
    ('1.500', '15oo', '')
    """
    return value if isinstance(value, str) else "" if value is None else numerals.write(value, language)


def _given(scale: Mapping[str, Any], name: str) -> float | str | None:
    given: float | str | None = (scale["value"] or {}).get(name)
    return given


def _number(value: float | str | None, language: str) -> float | None:
    if isinstance(value, str):
        found = numerals.readings(value, language)
        return found[0] if len(found) == 1 else None
    return value
