"""Times from outside, brought to UTC: one that the calendar cannot hold is taken as its first or last moment."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import Any

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
_EXPANDED = re.compile(r"([+-])([0-9]{6})(-[0-9].{4,40})\Z")
"""Years of six digits with a sign: browsers write those before 0 and after 9999 so (ECMAScript, 21.4.1.32)."""


def in_utc(at: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is one of UTC already.

    >>> in_utc(datetime.fromisoformat("0001-01-01T00:00:00+14:00")) == FIRST
    True
    """
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return FIRST if at.year == FIRST.year else LAST


def beyond(value: Any) -> datetime | None:
    """The first or the last moment, for what says a time that lies before or after all years; else None.

    A text in ISO 8601 with a year outside 1 to 9999, or a number of (milli)seconds since 1970 that leads there.

    >>> beyond("+010000-01-01T00:00:00.000Z") == LAST, beyond("0000-01-01T00:00:00Z") == FIRST, beyond("now")
    (True, True, None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _end(value) if abs(value) > LAST.timestamp() and _is_finite(value) else None
    if not isinstance(value, str):
        return None
    expanded = _EXPANDED.match(f"-00{value}" if value.startswith("0000-") else value)
    if expanded is None:
        return None
    sign, year, rest = expanded.groups()
    if sign == "+" and int(year) < 10_000:
        return None
    try:
        datetime.fromisoformat("2000" + rest)  # a leap year: that day of any year
    except ValueError:
        return None
    return LAST if sign == "+" else FIRST


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)


def _end(value: float) -> datetime:
    return LAST if value > 0 else FIRST
