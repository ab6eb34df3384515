"""What a session says, as the engine reads it: its answers, where it comes from, and what it agrees to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.shopper.names import CONTEXT, TODAY, said_as

NO_CONSENT = "none"
"""The consent under which no event is recorded or used."""
PROFILE = "profile"
"""The consent under which visits of one shopper are joined."""
CONSENTS = (NO_CONSENT, "session", PROFILE)


def context_of(language: str, context: Mapping[str, Any]) -> dict[str, str]:
    """What `when` may read of a visit: the names that it knows, as the shop's page gave them; the locale at least."""
    given = {name: str(context[said_as(name)]) for name in CONTEXT if said_as(name) in context and name != TODAY}
    return {"locale": language, **given}
