"""What a shop's token claims of a shopper beside who it is: what they told the shop, and what they bought there."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from app.services.utc import beyond, in_utc
from app.store import Order

LONGEST = 200
"""Characters of a text that is claimed."""
MOST_CLAIMS = 32
"""Claims of registration, and texts of one of them, that are kept."""
MOST_ORDERS = 100
"""Orders of one token that are kept, the newest."""
MOST_VALUE = 1e12
MOST_NUMBER = 1e15
"""As in a feed: beyond it, steps of a hundredth are no longer told apart. JSON writes numbers that no float holds."""
Claim = str | float | list[str]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def registration(claims: Any, missed: list[str]) -> dict[str, Claim]:
    """The claims of registration that are sound, the first `MOST_CLAIMS` of them; what is left out goes to `missed`."""
    if claims is None:
        return {}
    if not isinstance(claims, dict):
        missed.append("registration: no mapping of names to what is known")
        return {}
    sound: dict[str, Claim] = {}
    for name, claim in claims.items():
        if not _NAME.match(name):
            missed.append(f"registration: {_shown(name)} is no name of letters, digits, `-` and `_`")
        elif not _is_sound(claim):
            missed.append(f"registration.{name}: no text of at most {LONGEST} characters, number, or list of texts")
        elif len(sound) == MOST_CLAIMS:
            missed.append(f"registration.{name}: more than {MOST_CLAIMS}")
        else:
            sound[name] = claim
    return sound


def ordered(claims: Any, shopper: str, latest: datetime, missed: list[str]) -> tuple[Order, ...]:
    """The orders of a shopper, by keyed hash, that are claimed and sound: the `MOST_ORDERS` newest by time.

    Each is a mapping with `product`, `at` (ISO 8601, UTC where it names no zone, or seconds since 1970 as in the
    token's other times), and if they are known `value` and `channel`. What is of another form, or later than
    `latest`, is left out, and goes to `missed`.
    """
    if claims is not None and not isinstance(claims, list):
        missed.append("orders: no list")
    found: dict[tuple[str, datetime], Order] = {}
    for place, claim in enumerate(claims if isinstance(claims, list) else []):
        try:
            one = _order(claim, shopper, latest)
            found[one.product, one.at] = one
        except ValueError as error:
            missed.append(f"orders.{place}: {error}")
    if len(found) > MOST_ORDERS:
        missed.append(f"orders: {len(found) - MOST_ORDERS} more than the {MOST_ORDERS} newest")
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.product))[-MOST_ORDERS:])


def _order(claim: Any, shopper: str, latest: datetime) -> Order:
    """Raises ValueError with what is wrong with a claim."""
    if not isinstance(claim, dict):
        raise ValueError("no mapping")
    at, value, channel = _moment(claim.get("at")), claim.get("value"), claim.get("channel") or ""
    if not _is_text(claim.get("product")):
        raise ValueError(f"`product` is no text of at most {LONGEST} characters")
    if at is None or not _BEGIN <= at <= latest:
        raise ValueError("`at` is no time from 1970 until now")
    if value is not None and not _is_amount(value):
        raise ValueError("`value` is no amount from 0 on")
    if channel != "" and not _is_text(channel):
        raise ValueError(f"`channel` is no text of at most {LONGEST} characters")
    return Order(shopper, claim["product"], at, None if value is None else float(value), channel)


def _shown(name: str) -> str:
    return ascii(name[:40])


def _moment(claim: Any) -> datetime | None:
    try:
        if isinstance(claim, str):
            return beyond(claim) or in_utc(datetime.fromisoformat(claim))
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
    return isinstance(claim, int | float) and not isinstance(claim, bool) and abs(claim) <= MOST_NUMBER


def _is_amount(claim: Any) -> bool:
    return _is_number(claim) and 0 <= claim <= MOST_VALUE
