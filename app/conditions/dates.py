"""Dates as numbers: days since 0001-01-01, and days counted from today."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
RELATIVE = r"([+-])\s*([0-9]{1,4})\s+(day|week|month|year)s?"
_DATE = re.compile(rf"{DATE}\Z")
_RELATIVE = re.compile(rf"{RELATIVE}\Z")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Relative:
    """A date that moves with today: `-90 days`, `+12 weeks`, `today`."""

    amount: int
    unit: str

    def on(self, today: date) -> float:
        """The day number that is meant on the day `today`, kept within years 1 to 9999."""
        try:
            if self.unit in _DAYS:
                return float((today + timedelta(days=self.amount * _DAYS[self.unit])).toordinal())
            months = today.year * 12 + today.month - 1 + self.amount * _MONTHS[self.unit]
            year, month = divmod(months, 12)
            day = min(today.day, calendar.monthrange(year, month + 1)[1])
            return float(date(year, month + 1, day).toordinal())
        except (OverflowError, ValueError):
            return float((date.max if self.amount > 0 else date.min).toordinal())


def months_until(today: date, day: float) -> float:
    """The months of the calendar from today to a day, negative before today; a part of one by its days.

    >>> months_until(date(2026, 11, 20), parse_date("2027-01-20"))
    2.0
    """
    end = date.fromordinal(int(day))
    whole = (end.year - today.year) * 12 + end.month - today.month
    if Relative(whole, "month").on(today) > day:
        whole -= 1
    begin, next_ = (Relative(months, "month").on(today) for months in (whole, whole + 1))
    return whole + (day - begin) / ((next_ - begin) or 1)  # the last month of year 9999 has no next


SPANS: Mapping[str, Callable[[date, float], float]] = {
    "days": lambda today, day: day - today.toordinal(),
    "weeks": lambda today, day: (day - today.toordinal()) / 7,
    "months": months_until,
    "years": lambda today, day: months_until(today, day) / 12,
}
"""How long it is from today to a day, by the unit that it is counted in."""


def first_day(today: date, unit: str, count: float) -> float:
    """The first day that is at least `count` of a unit from today, within years 1 to 9999."""
    days = range(date.min.toordinal(), date.max.toordinal())
    return float(days.start + bisect_left(days, count, key=lambda day: SPANS[unit](today, day)))


def parse_date(text: str) -> float | None:
    """The day number of `2026-11-20`, or None if the text is no such date.

    >>> parse_date("0001-01-02")
    2.0
    """
    if not _DATE.match(text):
        return None  # fromisoformat would take the weeks and ordinal days of ISO 8601 too
    try:
        return float(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def parse_relative(text: str) -> Relative | None:
    """`today`, `-90 days`, `+12 weeks`, `+1 month`, `-2 years`, or None."""
    if text == "today":
        return Relative(0, "day")
    found = _RELATIVE.match(text)
    if not found:
        return None
    sign, amount, unit = found.groups()
    return Relative(int(sign + amount), unit)


def write_date(day: float) -> str:
    """The ISO form of a day number."""
    return date.fromordinal(int(day)).isoformat()
