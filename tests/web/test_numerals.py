"""Numbers as people write them, against a list written by hand and against writing them oneself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.web import formats, numerals

LANGUAGES = ("en", "de", "ar", "fr", "de-CH", "sv", "hi", "fa", "es-MX")

ANYWHERE = {
    "1500": 1500,
    "1 500": 1500,
    "1\u00a0500": 1500,
    "1\u202f500": 1500,
    "1'500": 1500,
    "1’500.5": 1500.5,
    "1.500,50": 1500.5,
    "1,500.50": 1500.5,
    "1.500.000": 1_500_000,
    "1,500,000": 1_500_000,
    "1500,5": 1500.5,
    "1500.500": 1500.5,
    "1,5": 1.5,
    "1.5": 1.5,
    "0.500": 0.5,
    "0,500": 0.5,
    ".5": 0.5,
    "1.": 1,
    "-5": -5,
    "\u2212 5": -5,
    "+5": 5,
    "$1500": 1500,
    "1500 €": 1500,
    "١٥٠٠": 1500,
    "١٬٥٠٠": 1500,
    "١٬٥٠٠٫٥": 1500.5,
    "١٫٥٠٠": 1.5,
    "۱۵۰۰": 1500,
    "१५००": 1500,
    "１５００": 1500,
    "\u200f1500\u200e": 1500,
}
"""What says for itself what it is, whatever the language."""
NOWHERE = (
    "",
    " ",
    "cheap",
    "1e3",
    "inf",
    "nan",
    "0x10",
    "1.2.3",
    "1..5",
    "1,50.00",
    "12 34",
    "1,2,3",
    "-",
    "1-2",
    ",",
    "²",
    "1_000",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_clear_is_read_alike_everywhere(language: str) -> None:
    assert {text: numerals.read(text, language) for text in ANYWHERE} == ANYWHERE


@pytest.mark.parametrize("text", [*NOWHERE, "9" * (numerals.LONGEST + 1)])
def test_what_is_no_number_is_refused(text: str) -> None:
    for language in LANGUAGES:
        with pytest.raises(Refused) as refused:
            numerals.read(text, language)
        assert refused.value.code == "not-a-number"


@pytest.mark.parametrize(
    ("text", "thousands", "doubtful"),
    [("1.500", ("de", "es"), ("en", "ar", "fr", "de-CH")), ("1,500", ("en", "ar"), ("de", "es", "fr", "de-CH"))],
)
def test_one_mark_before_three_digits_goes_by_the_language(
    text: str, thousands: tuple[str, ...], doubtful: tuple[str, ...]
) -> None:
    for language in thousands:
        assert numerals.read(text, language) == 1500
    for language in doubtful:
        assert numerals.readings(text, language) == (1500, 1.5)
        with pytest.raises(Refused) as refused:
            numerals.read(text, language)
        assert refused.value.code == "ambiguous-number"


@given(
    st.one_of(
        st.integers(-(10**12), 10**12), st.integers(-(10**7), 10**7).map(lambda n: n / 1000), st.floats(-1e6, 1e6)
    ),
    st.sampled_from(LANGUAGES),
)
def test_what_is_written_is_read_back(value: float, language: str) -> None:
    rounded = round(float(value), numerals.DECIMALS)
    assert numerals.read(numerals.write(rounded, language), language) == rounded


@given(st.integers(-(10**12), 10**12).map(lambda n: n / 100), st.sampled_from(["en", "de", "fr", "es-MX"]))
def test_fields_and_texts_write_alike(value: float, language: str) -> None:
    assert numerals.write(value, language) == formats.number(value, language).replace("\u2212", "-")
