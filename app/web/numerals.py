"""Numbers as people write them in a language, read without guessing, and written so that they are read back."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from app.errors import Refused
from app.web.locales import locale_of

LONGEST = 60
"""Characters of a number, with all that groups it."""
DECIMALS = 10
"""Digits behind the decimal mark that are written at most."""

_SHAPES = str.maketrans({"،": ",", "’": "'", "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
"""The Arabic comma, and apostrophes and minus signs as keyboards and word processors write them."""
_GROUPED = r"[1-9]\d{0,2}(?P<group>[.,٬' ])\d{3}(?:(?P=group)\d{3})*"
_THOUSANDS = re.compile(_GROUPED)
_DECIMAL = re.compile(rf"(?P<whole>\d*|{_GROUPED})(?P<mark>[.,٫])(?P<part>\d*)")


@lru_cache(256)
def marks(language: str) -> tuple[str, str]:
    """The decimal mark and the mark between thousands.

    >>> marks("de")
    (',', '.')
    """
    locale = locale_of(language)
    return get_decimal_symbol(locale), get_group_symbol(locale)


def write(value: float, language: str) -> str:
    """A number as the language writes it, with western digits and all its decimals; `read` gives it back.

    Three decimals behind one to three digits get a zero more, since they could be taken for thousands.

    >>> write(1500.5, "de"), write(1500.0, "en"), write(1.234, "en")
    ('1.500,5', '1,500', '1.2340')
    """
    decimal, group = marks(language)
    whole, _, part = bare(abs(value)).partition(".")
    if len(part) == 3 and len(whole) <= 3 and whole != "0":
        part += "0"
    sign = "-" if value < 0 and (part or whole != "0") else ""
    return f"{sign}{int(whole):,}".replace(",", group) + (decimal + part if part else "")


def bare(value: float) -> str:
    """A number for machines: a point, no grouping, no exponent.

    >>> bare(1423802.31), bare(900.0)
    ('1423802.31', '900')
    """
    return f"{Decimal(repr(float(value))):.{DECIMALS}f}".rstrip("0").rstrip(".")


def read(text: str, language: str) -> float:
    """The one number that a text says.

    Raises Refused with code `not-a-number`, or `ambiguous-number` if it could be two.
    """
    found = readings(text, language)
    if not found:
        raise Refused("not-a-number", f"`{text[:80]}` is not a number", "send digits, such as 250")
    if len(found) > 1:
        raise Refused("ambiguous-number", f"`{text[:80]}` can be read as two numbers", "leave thousands unmarked")
    return found[0]


def readings(text: str, language: str) -> tuple[float, ...]:
    """What numbers a text may mean: none if it is no number, one, or two, the one with thousands first.

    Digits of any script count, and a sign of currency at an end does not. Thousands come by three behind one to three
    digits, with one mark all through; the decimal mark stands once. Only one mark before exactly three digits can be
    either: where the language marks thousands so, it does; else the number is doubtful, as people keep the habits of
    their first language.

    >>> readings("1.500,50", "en"), readings("1.500", "de"), readings("1.500", "en"), readings("1.5", "de")
    ((1500.5,), (1500.0,), (1500.0, 1.5), (1.5,))
    """
    sign, plain = _plain(text)
    if len(plain) > LONGEST or not re.search(r"\d", plain):
        return ()
    if re.fullmatch(r"\d+", plain):
        return (float(sign + plain),)
    found = []
    thousands, decimal = _THOUSANDS.fullmatch(plain), _DECIMAL.fullmatch(plain)
    if thousands:
        found.append(float(sign + _digits(plain)))
    if decimal and decimal["mark"] != decimal["group"] and not (thousands and decimal["mark"] == marks(language)[1]):
        found.append(float(f"{sign}{_digits(decimal['whole']) or '0'}.{decimal['part'] or '0'}"))
    return tuple(found)


def _plain(text: str) -> tuple[str, str]:
    """The sign, and the rest with western digits, blanks of one kind, and no marks of direction or currency."""
    kept = "".join(
        " " if char.isspace() else str(unicodedata.decimal(char, char))
        for char in text.translate(_SHAPES)
        if unicodedata.category(char) != "Cf"
    )
    while kept and (kept[0] == " " or unicodedata.category(kept[0]) == "Sc"):
        kept = kept[1:]
    while kept and (kept[-1] == " " or unicodedata.category(kept[-1]) == "Sc"):
        kept = kept[:-1]
    return (kept[0], kept[1:].lstrip()) if kept[:1] in ("+", "-") else ("", kept)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
