"""The words of the pages: one JSON file per language, plural forms by the language's own rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from babel.numbers import format_decimal

from app.web.direction import keep_apart
from app.web.locales import DEFAULT, locale_of

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = tuple(sorted((path.stem for path in FOLDER.glob("*.json")), key=lambda tag: (tag != DEFAULT, tag)))

Form = str | dict[str, str]
"""A text, or its plural forms by CLDR category, chosen by the value `n`."""


class Translate(Protocol):
    """The text under `key` with `{name}` replaced; numbers are written as the language writes
    them, and what is foreign to a right-to-left language is kept apart.

    Raises KeyError for a key that the language does not have, and for a value that the text wants and is not given.
    """

    def __call__(self, key: str, /, **values: str | float) -> str: ...


@cache
def forms(language: str) -> dict[str, Form]:
    """All texts of a language, or of `DEFAULT` if the pages do not speak it."""
    base = language.partition("-")[0]
    chosen = base if base in LANGUAGES else DEFAULT
    texts: dict[str, Form] = json.loads((FOLDER / f"{chosen}.json").read_text("utf-8"))
    return texts


@lru_cache(64)
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
                name: keep_apart(value, language) if isinstance(value, str) else format_decimal(value, locale=locale)
                for name, value in values.items()
            }
        )

    return translate


def listed(parts: Iterable[str], language: str) -> str:
    """Texts one after another, as the language sets them apart.

    >>> listed(["VGA", "DVI"], "en")
    'VGA, DVI'
    """
    return translator(language)("list.comma").join(keep_apart(part, language) for part in parts)
