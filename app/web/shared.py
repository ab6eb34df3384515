"""A shared list, opened by its link: a full page with nothing stored; what the visitor does there is their own."""

from __future__ import annotations

from flask import Blueprint, Response

from app.errors import NotShared, Unavailable
from app.services import sharing
from app.web.drawn import asked_language, context, page, render, spoken

shared = Blueprint("shared", __name__)


@shared.get("/s/<id>")
def open_link(id: str) -> Response:
    """The results that the shared answers lead to today."""
    context().folders.look_aside()
    response = page(sharing.open_share(context(), id, asked_language()), "", shared=id)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@shared.errorhandler(NotShared)
@shared.errorhandler(Unavailable)
def closed(error: NotShared | Unavailable) -> Response:
    """A page that says that the link opens nothing, or nothing now."""
    gone = isinstance(error, NotShared)
    response = render("sorry", spoken(), status=404 if gone else 503, why="shared" if gone else "unavailable")
    response.headers["Cache-Control"] = "no-store"
    return response
