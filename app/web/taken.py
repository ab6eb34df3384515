"""What became of what came in, as JSON."""

from __future__ import annotations

from typing import Any

from app.services.flaws import LeftOut
from app.services.identity import Believed
from app.services.tracking import Recorded


def present_recorded(done: Recorded) -> dict[str, Any]:
    """What became of a batch of events."""
    return {
        "accepted": done.accepted,
        "repeated": done.repeated,
        "ignored": done.ignored,
        "refused": [_refusal(one) for one in done.refused],
    }


def _refusal(one: LeftOut) -> dict[str, str]:
    return {
        "pointer": f"/events/{one.place}",
        "code": one.flaw.value,
        "detail": one.detail,
        "help": one.flaw.help,
    }


def present_believed(found: Believed | None) -> dict[str, Any] | None:
    """What came of a token that says who the shopper is."""
    if found is None:
        return None
    refused = [
        {"pointer": "/shopper", "code": one.flaw.value, "detail": one.detail, "help": one.flaw.help}
        for one in found.faults
    ]
    return {"verdict": found.verdict.value, "refused": refused}
