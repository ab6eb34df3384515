"""Values in the words of a language: numbers with units, prices, dates, labels."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from app.catalog.model import Attribute, Catalog, Value
from app.conditions import Kind
from app.web.direction import keep_apart
from app.web.locales import locale_of
from app.web.texts import listed, translator

WRITTEN = 8192
"""Numbers that are remembered as they are written: writing one takes longer than finding the product."""


@lru_cache(WRITTEN)
def number(value: float, language: str, decimals: int | None = None, unit: str = "") -> str:
    """A number as the language writes it, with its unit; without `decimals`, as many as it has, two at most.

    >>> number(1234.5, "de", unit="g")
    '1.234,5\\xa0g'
    """
    pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
    text = format_decimal(value, format=pattern, locale=locale_of(language))
    return keep_apart(f"{text}\u00a0{unit}", language) if unit else text


def signed(value: float, language: str) -> str:
    """An amount with its sign and two decimals.

    >>> signed(0.5, "en"), signed(-1.25, "de")
    ('+0.50', '-1,25')
    """
    return format_decimal(value, format="+#,##0.00;-#,##0.00", locale=locale_of(language))


def price(value: float, catalog: Catalog, language: str) -> str:
    """A price in the catalog's currency, without cents where there are none."""
    return _money(value, catalog.currency, language) if catalog.currency else number(value, language, 2)


@lru_cache(WRITTEN)
def _money(value: float, currency: str, language: str) -> str:
    locale = locale_of(language)
    whole = value == int(value)
    pattern = locale.currency_formats["standard"].pattern
    shown = pattern.replace(".00", "") if whole else pattern
    text = str(format_currency(value, currency, format=shown, locale=locale, currency_digits=not whole))
    symbol = get_currency_symbol(currency, locale)
    return text.replace(symbol, keep_apart(symbol, language))


def day(value: float, language: str) -> str:
    """A day number as a date."""
    return str(format_date(date.fromordinal(int(value)), locale=locale_of(language)))


def fact(attribute: Attribute, value: Value | None, catalog: Catalog, language: str) -> str:
    """A product's value of an attribute, or that it is not stated."""
    if value is None:
        return translator(language)("fact.not-stated")
    if isinstance(value, tuple):
        return listed((attribute.value_label(part).pick(language) for part in value), language)
    if isinstance(value, float):
        return _quantity(attribute, value, catalog, language)
    if attribute.kind is Kind.FLAG and value not in attribute.value_labels:
        return translator(language)(f"flag.{value}")
    return keep_apart(attribute.value_label(value).pick(language), language)


def _quantity(attribute: Attribute, value: float, catalog: Catalog, language: str) -> str:
    match attribute.kind:
        case Kind.ORDERED:
            return keep_apart(attribute.value_label(attribute.order[int(value)]).pick(language), language)
        case Kind.DATE:
            return day(value, language)
    if catalog.roles.get("price") == attribute.id:
        return price(value, catalog, language)
    return number(value, language, attribute.decimals, attribute.unit.pick(language))


def web_address(value: object) -> str:
    """The address if a browser may follow it safely: http, https or a path of this site; else nothing."""
    text = value if isinstance(value, str) else ""
    return (
        text
        if text.startswith(("https://", "http://")) or (text.startswith("/") and not text.startswith(("//", "/\\")))
        else ""
    )
