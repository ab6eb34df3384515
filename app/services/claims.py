"""What a shop's token claims of a shopper beside who it is: what they told the shop, and what they bought there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from app.store import Order

LONGEST = 200
"""Characters of a text that is claimed."""
MOST_CLAIMS = 32
"""Claims of registration, and texts of one of them, that are kept."""
MOST_ORDERS = 100
"""Orders of one token that are kept, the newest."""
MOST_VALUE = 1e12
MOST_NUMBER = 1e300
"""JSON writes whole numbers of any length, which no float holds."""
Claim = str | float | list[str]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def registration(claims: Any) -> dict[str, Claim]:
    """The claims of registration that are sound, the first `MOST_CLAIMS` of them."""
    if not isinstance(claims, dict):
        return {}
    sound = {name: claim for name, claim in claims.items() if _NAME.match(name) and _is_sound(claim)}
    return dict(list(sound.items())[:MOST_CLAIMS])


def ordered(claims: Any, shopper: str, latest: datetime) -> tuple[Order, ...]:
    """The orders of a shopper, by keyed hash, that are claimed and sound: the `MOST_ORDERS` newest by time.

    Each is a mapping with `product`, `at` (ISO 8601, UTC where it names no zone, or seconds since 1970 as in the
    token's other times), and if they are known `value` and `channel`. What is of another form, or later than
    `latest`, is left out.
    """
    claimed = claims if isinstance(claims, list) else []
    found = {(one.product, one.at): one for one in _orders(claimed, shopper) if _BEGIN <= one.at <= latest}
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.product))[-MOST_ORDERS:])


def _orders(claims: list[Any], shopper: str) -> Iterator[Order]:
    for claim in claims:
        if isinstance(claim, dict) and _is_text(claim.get("product")):
            at, value, channel = _moment(claim.get("at")), claim.get("value"), claim.get("channel") or ""
            if at and (value is None or _is_amount(value)) and (channel == "" or _is_text(channel)):
                yield Order(shopper, claim["product"], at, None if value is None else float(value), channel)


def _moment(claim: Any) -> datetime | None:
    try:
        if isinstance(claim, str):
            at = datetime.fromisoformat(claim)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        return _BEGIN + timedelta(seconds=claim) if _is_number(claim) else None
    except (ValueError, OverflowError):
        return None


def _is_sound(claim: Any) -> bool:
    if isinstance(claim, list):
        return len(claim) <= MOST_CLAIMS and all(_is_text(one) for one in claim)
    return isinstance(claim, bool) or _is_text(claim) or _is_number(claim)


def _is_text(claim: Any) -> bool:
    """Whether it can be kept: not too long, and nothing in it that databases or UTF-8 do not take."""
    return isinstance(claim, str) and 0 < len(claim) <= LONGEST and not re.search("[\0\ud800-\udfff]", claim)


def _is_number(claim: Any) -> bool:
    if not isinstance(claim, int | float) or isinstance(claim, bool):
        return False
    return math.isfinite(claim) if isinstance(claim, float) else abs(claim) <= MOST_NUMBER


def _is_amount(claim: Any) -> bool:
    return _is_number(claim) and 0 <= claim <= MOST_VALUE
