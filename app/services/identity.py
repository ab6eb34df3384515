"""Who a shopper is, as the shop has signed it; what is not signed is only a hint."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.claims import Claim, ordered, registration
from app.services.token import SKEW, Fault, TokenFlaw, Verdict, read_token
from app.store import Order

if TYPE_CHECKING:
    from app.services.context import Context

TOLD = 20
"""Claims left out that are named."""


@dataclass(frozen=True)
class Shopper:
    """Who a shopper is, by the keyed hash of their id, what the shop has signed of them, by name, and what it
    has signed that they bought."""

    hash: str
    registered: Mapping[str, Claim] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True)
class Believed:
    """What came of a token: whom it names, None where nothing is to be believed, and what is wrong with it."""

    verdict: Verdict
    shopper: Shopper | None
    faults: tuple[Fault, ...] = ()


def believe(context: Context, token: str | None) -> Believed | None:
    """What a token of the shop is worth; None where there is none. Never raises.

    The token is a JWT, signed with the shop's key by HS256, with the shopper's id as `sub` and an expiry (`exp`, at
    most a day ahead), and if the shop likes with what it knows as `registration`: a text, a number, true, false or a
    list of texts by name; and with what was bought as `orders`; what is of another form is left out of both. The id
    itself is stored nowhere: the hash is an HMAC-SHA-256 under the server's key.
    """
    if not token:
        return None
    now = context.clock()
    fault, claims = read_token(token, context.settings.shop_key, now)
    faults = [fault] if fault else []
    shopper = None
    if fault is None:
        hash, missed = hash_of(context, claims["sub"]), list[str]()
        bought = ordered(claims.get("orders"), hash, now + SKEW, missed)
        shopper = Shopper(hash, registration(claims.get("registration"), missed), bought)
        faults = [Fault(TokenFlaw.LEFT_OUT, missed_) for missed_ in missed[:TOLD]]
    verdict = fault.flaw.verdict if fault else Verdict.SIGNED
    context.identities.count(verdict)
    for one in faults:
        context.token_flaws.count(one.flaw)
    return Believed(verdict, shopper, tuple(faults))


def hash_of(context: Context, id: str) -> str:
    """The keyed hash of a shop-given id, 64 hex digits."""
    return hmac.new(context.secret, b"shopper " + id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
