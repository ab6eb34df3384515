"""Who a shopper is, as the shop has signed it; what is not signed is only a hint."""

from __future__ import annotations

import hashlib
import hmac
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import jwt

if TYPE_CHECKING:
    from app.services.context import Context

ALGORITHM = "HS256"
"""The only one: what the token's header names besides is a forgery."""
SHORTEST_KEY = 32
"""Bytes of the shop's key: those of the hash (RFC 7518, 3.2)."""
LONGEST_ID = 200
MOST_CLAIMS = 32
"""Claims of registration, and texts of one of them, that are kept."""
Claim = str | float | list[str]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")
SKEW = timedelta(seconds=60)
"""How far the shop's clock may be from ours."""
LONGEST_LIFE = timedelta(days=1)
"""A token that is good for longer than this, from now, is not believed: it would be a password in a page."""


class Verdict(StrEnum):
    """What a token was worth."""

    SIGNED = "signed"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True)
class Shopper:
    """Who a shopper is, by the keyed hash of their id, and what the shop has signed of them, by name."""

    hash: str
    registered: Mapping[str, Claim] = field(default_factory=dict)


def believe(context: Context, token: str | None) -> Shopper | None:
    """Whom a token of the shop names; None where nothing is to be believed. Never raises.

    The token is a JWT, signed with the shop's key by HS256, with the shopper's id as `sub` and an expiry (`exp`, at
    most a day ahead), and if the shop likes with what it knows as `registration`: a text, a number, true, false or a
    list of texts by name; what is of another form is left out. The id itself is stored nowhere: the hash is an
    HMAC-SHA-256 under the server's key.
    """
    if not token:
        return None
    verdict, id, claims = _read(context, token)
    context.identities.count(verdict)
    return Shopper(hash_of(context, id), registration(claims)) if verdict is Verdict.SIGNED else None


def hash_of(context: Context, id: str) -> str:
    """The keyed hash of a shop-given id, 64 hex digits."""
    return hmac.new(context.secret, b"shopper " + id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def registration(claims: Any) -> dict[str, Claim]:
    """The claims of registration that are sound, the first `MOST_CLAIMS` of them."""
    if not isinstance(claims, dict):
        return {}
    sound = {name: claim for name, claim in claims.items() if _NAME.match(name) and _is_sound(claim)}
    return dict(list(sound.items())[:MOST_CLAIMS])


def _is_sound(claim: Any) -> bool:
    if isinstance(claim, list):
        return len(claim) <= MOST_CLAIMS and all(isinstance(one, str) and _is_sound(one) for one in claim)
    if isinstance(claim, str):
        return 0 < len(claim) <= LONGEST_ID and "\0" not in claim
    return isinstance(claim, int | float) and math.isfinite(claim)


def _read(context: Context, token: str) -> tuple[Verdict, str, Any]:
    key = context.settings.shop_key.encode()
    if len(key) < SHORTEST_KEY:
        return Verdict.FORGED, "", None
    options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": ["exp", "sub"]}
    try:
        # Times are held against the context's clock below, the one that all else goes by.
        claims = jwt.decode(token, key, algorithms=[ALGORITHM], options=options)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return Verdict.FORGED, "", None
    id, now = claims["sub"], context.clock().timestamp()
    times = [claims.get(name, now) for name in ("exp", "nbf", "iat")]
    if not all(isinstance(time, int | float) and not isinstance(time, bool) for time in times):
        return Verdict.FORGED, "", None
    if not isinstance(id, str) or not 0 < len(id) <= LONGEST_ID:
        return Verdict.FORGED, "", None
    expires, *begins = times
    skew = SKEW.total_seconds()
    sound = now - skew < expires <= now + LONGEST_LIFE.total_seconds() + skew
    return (Verdict.SIGNED if sound and max(begins) <= now + skew else Verdict.EXPIRED), id, claims.get("registration")
