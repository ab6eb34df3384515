"""A range as it is drawn, without a page."""

from __future__ import annotations

from typing import Any

from app.web.scale import bars, ends, pattern

SCALE: dict[str, Any] = {
    "min": 300.0,
    "max": 18900.0,
    "bound": "both",
    "unit": "USD",
    "value": {"min": None, "max": None},
    "bins": [{"from": 300.0, "to": 9000.0, "count": 4}, {"from": 9000.0, "to": 18900.0, "count": 1}],
}


def given(low: float | str | None, high: float | str | None) -> dict[str, Any]:
    return {**SCALE, "value": {"min": low, "max": high}}


def test_a_bound_is_written_in_the_language_and_its_handle_stands_there() -> None:
    low, high = ends(given(1500.5, 17000.0), "de")
    assert (low.text, low.hint, low.at) == ("1.500,5", "300", 1500.5)
    assert (high.text, high.hint, high.at) == ("17.000", "18.900", 17000.0)
    assert pattern(SCALE) == "{}\u00a0USD"


def test_a_handle_never_stands_beyond_its_scale() -> None:
    low, high = ends(given(5.0, 219000.0), "en")
    assert (low.text, low.at, high.text, high.at) == ("5", 300.0, "219,000", 18900.0)
    assert [end.at for end in ends(given(None, None), "en")] == [300.0, 18900.0]


def test_what_was_entered_stays_and_counts_if_it_is_clear() -> None:
    low, high = ends(given("1.5oo", "9.500,00"), "de")
    assert (low.text, low.at, high.text, high.at) == ("1.5oo", 300.0, "9.500,00", 9500.0)
    assert [bar.inside for bar in bars(given(None, "8.000"), "de")] == [True, False]
    assert [bar.inside for bar in bars(given(None, "8.000"), "en")] == [True, True]


def test_a_range_of_nothing_has_fields_and_no_scale() -> None:
    empty = {**given(None, 5.0), "min": None, "max": None, "bins": []}
    assert [(end.text, end.hint, end.at) for end in ends(empty, "en")] == [("", "", None), ("5", "", 5.0)]
    assert bars(empty, "en") == []
