"""Text that runs the other way: what is foreign in a right-to-left sentence is kept together."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import bidirectional

from app.web.locales import locale_of

APART, JOINED = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE, which no one sees: UAX #9, 2.4."""
RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""The bidirectional classes of letters that run from right to left, and of the mark that stands for one."""


@lru_cache(64)
def direction(language: str) -> str:
    """How a language is written: `ltr` or `rtl`.

    >>> direction("ar-EG")
    'rtl'
    """
    return str(locale_of(language).text_direction)


def keep_apart(text: str, language: str) -> str:
    """The text, isolated where it is Latin and the language runs from right to left: `0.30 ct` stays in that order.

    A text with a letter of the language's own direction is one of its sentences, and stays as it is.

    >>> keep_apart("0.30 ct", "ar"), keep_apart("0.30 ct", "de")
    ('\\u20660.30 ct\\u2069', '0.30 ct')
    """
    if direction(language) == "ltr" or APART in text:
        return text
    kinds = {bidirectional(letter) for letter in text}
    return f"{APART}{text}{JOINED}" if "L" in kinds and not kinds & RIGHT_TO_LEFT else text
