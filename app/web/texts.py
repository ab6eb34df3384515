"""The words of the pages: one JSON file per language, plural forms by the language's own rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "texts"
DEFAULT = "en"
LANGUAGES = tuple(sorted((path.stem for path in FOLDER.glob("*.json")), key=lambda tag: (tag != DEFAULT, tag)))

Form = str | dict[str, str]
"""A text, or its plural forms by CLDR category, chosen by the value `n`."""


class Translate(Protocol):
    """The text under `key` with `{name}` replaced; numbers are written as the language writes them.

    Raises KeyError for a key that the language does not have, and for a value that the text wants and is not given.
    """

    def __call__(self, key: str, /, **values: str | float) -> str: ...


def locale_of(language: str) -> Locale:
    """The locale of a language tag, its base language if the rest is unknown, else that of `DEFAULT`."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return Locale.parse(DEFAULT)


@cache
def forms(language: str) -> dict[str, Form]:
    """All texts of a language, or of `DEFAULT` if the pages do not speak it."""
    base = language.partition("-")[0]
    chosen = base if base in LANGUAGES else DEFAULT
    texts: dict[str, Form] = json.loads((FOLDER / f"{chosen}.json").read_text("utf-8"))
    return texts


def translator(language: str) -> Translate:
    """What turns keys into texts of `language`.

    >>> translator("en")("count.match", n=1234)
    '1,234 products match'
    """
    texts, locale = forms(language), locale_of(language)
    plural: Callable[[float], str] = locale.plural_form

    def translate(key: str, /, **values: str | float) -> str:
        form = texts[key]
        if isinstance(form, dict):
            form = form.get(plural(float(values["n"]))) or form["other"]
        return form.format_map(
            {
                name: value if isinstance(value, str) else format_decimal(value, locale=locale)
                for name, value in values.items()
            }
        )

    return translate
