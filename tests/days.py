"""What references and dates that move stand for, on a day: counted step by step."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app import conditions as c
from app.conditions.dates import Relative

Values = Sequence[Any]
Said = Mapping[str, Values]
"""What was said, by question; what is known of the visit too."""


def meant(ref: c.Ref, said: Said, today: date) -> float | None:
    """The number that `{answer: …}` stands for, or None if nothing was said."""
    if not said.get(ref.question):
        return None
    (entered,) = said[ref.question]
    if ref.until:
        days, months = entered - today.toordinal(), _months(today, entered)
        entered = {"days": days, "weeks": days / 7, "months": months, "years": months / 12}[ref.until]
    return float(entered * ref.times + ref.plus)


def _months(today: date, day: float) -> float:
    """The months of the calendar from today to a day; a part of one by its days."""
    whole = 0
    while on_day(Relative(whole + 1, "month"), today) <= day:
        whole += 1
    while on_day(Relative(whole, "month"), today) > day:
        whole -= 1
    begin, following = (on_day(Relative(count, "month"), today) for count in (whole, whole + 1))
    return whole + float(day - begin) / float(following - begin)


def on_day(value: Any, today: date) -> Any:
    """A date that moves, on a day."""
    if not isinstance(value, Relative):
        return value
    if value.unit in ("day", "week"):
        return float((today + timedelta(value.amount * {"day": 1, "week": 7}[value.unit])).toordinal())
    year, month = today.year, today.month
    for _ in range(abs(value.amount) * {"month": 1, "year": 12}[value.unit]):
        month += 1 if value.amount > 0 else -1
        year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
    return float(date(year, month, min(today.day, calendar.monthrange(year, month)[1])).toordinal())
