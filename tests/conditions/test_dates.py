"""Dates that are written, and dates that move with today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.dates import SPANS, Relative, first_day, months_until, parse_date, parse_relative, write_date


@pytest.mark.parametrize(
    ("text", "today", "then"),
    [
        ("today", "2026-11-20", "2026-11-20"),
        ("-90 days", "2026-11-20", "2026-08-22"),
        ("+1 day", "2024-02-28", "2024-02-29"),
        ("+1 day", "2025-02-28", "2025-03-01"),
        ("+12 weeks", "2026-11-20", "2027-02-12"),
        ("- 1 week", "2026-11-20", "2026-11-13"),
        ("+1 month", "2026-01-31", "2026-02-28"),
        ("+1 month", "2024-01-31", "2024-02-29"),
        ("-1 month", "2026-01-31", "2025-12-31"),
        ("+13 months", "2026-12-31", "2028-01-31"),
        ("+1 year", "2024-02-29", "2025-02-28"),
        ("-4 years", "2024-02-29", "2020-02-29"),
        ("+9999 years", "2026-11-20", "9999-12-31"),
        ("-9999 weeks", "0050-01-01", "0001-01-01"),
        ("-2026 years", "2026-11-20", "0001-01-01"),
    ],
)
def test_a_relative_date_is_counted_from_today(text: str, today: str, then: str) -> None:
    found = parse_relative(text)
    assert found
    assert write_date(found.on(date.fromisoformat(today))) == then


@pytest.mark.parametrize("text", ["", "90 days", "+90", "+1 decade", "+-1 day", "Today", "+12345 days", "+1 days ago"])
def test_other_texts_are_no_relative_date(text: str) -> None:
    assert parse_relative(text) is None


@pytest.mark.parametrize("text", ["2026-11-20", "0001-01-01", "2024-02-29", "9999-12-31"])
def test_a_date_is_read_and_written(text: str) -> None:
    day = parse_date(text)
    assert day is not None
    assert write_date(day) == text


@pytest.mark.parametrize(
    "text", ["2025-02-29", "20.11.2026", "20261120", "2026-W47-5", "2026-325", "2026-11-20T00", "٢٠٢٦-11-20", ""]
)
def test_other_texts_are_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_today_moves_by_nothing() -> None:
    assert parse_relative("today") == Relative(0, "day")


@pytest.mark.parametrize(
    ("today", "day", "months"),
    [
        ("2026-11-23", "2008-11-23", -216),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-11-20", "2026-12-05", 0.5),
        ("2026-11-20", "2026-11-20", 0),
    ],
)
def test_months_are_those_of_the_calendar(today: str, day: str, months: float) -> None:
    assert months_until(date.fromisoformat(today), date.fromisoformat(day).toordinal()) == months


@given(st.dates(date(1, 1, 2)), st.dates(date(1, 1, 2)), st.sampled_from(sorted(SPANS)))
def test_the_first_day_that_is_far_enough_is_the_first(today: date, day: date, unit: str) -> None:
    span = SPANS[unit](today, day.toordinal())
    found = first_day(today, unit, span)
    assert SPANS[unit](today, found) >= span > SPANS[unit](today, found - 1)
