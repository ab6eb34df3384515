"""A token of the shop, read and held against the key and the time: what it claims, or what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import jwt

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


class TokenFlaw(StrEnum):
    """Why a token, or a claim of it, is not believed."""

    NO_KEY = "no-shop-key"
    UNREADABLE = "token-unreadable"
    ALGORITHM = "token-algorithm"
    SIGNATURE = "token-signature"
    CLAIM = "token-claim"
    EXPIRED = "token-expired"
    EARLY = "token-early"
    LONG = "token-long-lived"
    LEFT_OUT = "claims-left-out"
    """The token is believed, without these claims."""

    @property
    def verdict(self) -> Verdict:
        """What a token with this flaw is worth."""
        if self is TokenFlaw.LEFT_OUT:
            return Verdict.SIGNED
        return Verdict.EXPIRED if self in (TokenFlaw.EXPIRED, TokenFlaw.EARLY, TokenFlaw.LONG) else Verdict.FORGED

    @property
    def help(self) -> str:
        """What to do."""
        return _HELP[self]


_HELP = {
    TokenFlaw.NO_KEY: f"set SALESCLERK_SHOP_KEY on the server: {SHORTEST_KEY} bytes or more, which the shop signs with",
    TokenFlaw.UNREADABLE: "send a JWT that the shop's server has signed, made anew for each page",
    TokenFlaw.ALGORITHM: f"sign it with {ALGORITHM}",
    TokenFlaw.SIGNATURE: "sign it with the key that is set as SALESCLERK_SHOP_KEY",
    TokenFlaw.CLAIM: f"claim `sub`, a text of 1 to {LONGEST_ID} characters, and `exp`; times are seconds since 1970",
    TokenFlaw.EXPIRED: "make a new token for each page, and see to the clock of the shop's server",
    TokenFlaw.EARLY: "see to the clock of the shop's server: `nbf` and `iat` may lie a minute ahead",
    TokenFlaw.LONG: "let `exp` be at most a day ahead",
    TokenFlaw.LEFT_OUT: "the rest of the token counts; docs/privacy.md says what a claim may be",
}


@dataclass(frozen=True)
class Fault:
    """A flaw of a token, and where it is; values are not repeated."""

    flaw: TokenFlaw
    detail: str


def read_token(token: str, key: str, now: datetime) -> tuple[Fault | None, Mapping[str, Any]]:
    """What is wrong with a token, None if nothing is, and what it claims. Never raises."""
    secret = key.encode()
    if len(secret) < SHORTEST_KEY:
        return Fault(TokenFlaw.NO_KEY, "this server has no key of the shop to check it by"), {}
    options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": ["exp", "sub"]}
    try:
        # Times are held against the caller's clock below, the one that all else goes by.
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options=options)
    except jwt.InvalidAlgorithmError:
        return Fault(TokenFlaw.ALGORITHM, f"it is not signed by {ALGORITHM}"), {}
    except jwt.InvalidSignatureError:
        return Fault(TokenFlaw.SIGNATURE, "it is signed with another key"), {}
    except jwt.DecodeError:
        return Fault(TokenFlaw.UNREADABLE, "it is no JWT"), {}
    except jwt.InvalidTokenError as error:
        return Fault(TokenFlaw.CLAIM, f"{type(error).__name__}: {error}"[:200]), {}
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return Fault(TokenFlaw.UNREADABLE, "it is no JWT"), {}
    return _fault_of(claims, now.timestamp()), claims


def _fault_of(claims: Mapping[str, Any], now: float) -> Fault | None:
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= LONGEST_ID:
        return Fault(TokenFlaw.CLAIM, f"`sub` is no text of 1 to {LONGEST_ID} characters")
    for name in ("exp", "nbf", "iat"):
        if not _is_time(claims.get(name, now)):
            return Fault(TokenFlaw.CLAIM, f"`{name}` is no number of seconds")
    skew = SKEW.total_seconds()
    if claims["exp"] <= now - skew:
        return Fault(TokenFlaw.EXPIRED, "`exp` is over")
    if claims["exp"] > now + LONGEST_LIFE.total_seconds() + skew:
        return Fault(TokenFlaw.LONG, "`exp` is more than a day ahead")
    for name in ("nbf", "iat"):
        if claims.get(name, now) > now + skew:
            return Fault(TokenFlaw.EARLY, f"`{name}` lies ahead")
    return None


def _is_time(claim: Any) -> bool:
    """Whether it is a finite number; a whole one may be longer than any float."""
    return math.isfinite(claim) if isinstance(claim, float) else isinstance(claim, int) and not isinstance(claim, bool)
