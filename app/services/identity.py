"""Who a shopper is, as the shop has signed it; what is not signed is only a hint."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import jwt

from app.services.claims import Claim, ordered, registration
from app.store import Order

if TYPE_CHECKING:
    from app.services.context import Context

ALGORITHM = "HS256"
"""The only one: what the token's header names besides is a forgery."""
SHORTEST_KEY = 32
"""Bytes of the shop's key: those of the hash (RFC 7518, 3.2)."""
LONGEST_ID = 200
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
    """Who a shopper is, by the keyed hash of their id, what the shop has signed of them, by name, and what it
    has signed that they bought."""

    hash: str
    registered: Mapping[str, Claim] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()


def believe(context: Context, token: str | None) -> Shopper | None:
    """Whom a token of the shop names; None where nothing is to be believed. Never raises.

    The token is a JWT, signed with the shop's key by HS256, with the shopper's id as `sub` and an expiry (`exp`, at
    most a day ahead), and if the shop likes with what it knows as `registration`: a text, a number, true, false or a
    list of texts by name; and with what was bought as `orders`; what is of another form is left out of both. The id
    itself is stored nowhere: the hash is an HMAC-SHA-256 under the server's key.
    """
    if not token:
        return None
    verdict, id, claims = _read(context, token)
    context.identities.count(verdict)
    if verdict is not Verdict.SIGNED:
        return None
    hash = hash_of(context, id)
    bought = ordered(claims.get("orders"), hash, context.clock() + SKEW)
    return Shopper(hash, registration(claims.get("registration")), bought)


def hash_of(context: Context, id: str) -> str:
    """The keyed hash of a shop-given id, 64 hex digits."""
    return hmac.new(context.secret, b"shopper " + id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _read(context: Context, token: str) -> tuple[Verdict, str, Mapping[str, Any]]:
    key = context.settings.shop_key.encode()
    if len(key) < SHORTEST_KEY:
        return Verdict.FORGED, "", {}
    options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": ["exp", "sub"]}
    try:
        # Times are held against the context's clock below, the one that all else goes by.
        claims = jwt.decode(token, key, algorithms=[ALGORITHM], options=options)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return Verdict.FORGED, "", {}
    id, now = claims["sub"], context.clock().timestamp()
    times = [claims.get(name, now) for name in ("exp", "nbf", "iat")]
    if not all(isinstance(time, int | float) and not isinstance(time, bool) for time in times):
        return Verdict.FORGED, "", {}
    if not isinstance(id, str) or not 0 < len(id) <= LONGEST_ID:
        return Verdict.FORGED, "", {}
    expires, *begins = times
    skew = SKEW.total_seconds()
    sound = now - skew < expires <= now + LONGEST_LIFE.total_seconds() + skew
    return (Verdict.SIGNED if sound and max(begins) <= now + skew else Verdict.EXPIRED), id, claims
