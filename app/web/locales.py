"""What CLDR knows of a language tag."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

DEFAULT = "en"


@lru_cache(64)
def locale_of(language: str) -> Locale:
    """The locale of a language tag, its base language if the rest is unknown, else that of `DEFAULT`."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return Locale.parse(DEFAULT)
