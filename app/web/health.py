"""Whether this process is alive, and whether it can serve."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app

from app.errors import Unavailable
from app.services import Context

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> dict[str, Any]:
    """This process answers."""
    return {"status": "alive"}


@health.get("/readyz")
def ready() -> dict[str, Any]:
    """The database is at hand, and something serves; else a problem with status 503."""
    context: Context = current_app.extensions["salesclerk"]
    context.database.check()
    serving = sorted(context.releases.releases())
    if not serving:
        raise Unavailable("no questionnaire serves", "`salesclerk doctor` says why")
    return {"status": "ready", "questionnaires": serving}
