"""Pictures of questions and choices: an address on the net, or a file that lies beside the questionnaires."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, has_request_context, request, send_from_directory

from app.services import Context
from app.web.formats import web_address

figures = Blueprint("figures", __name__)

KINDS = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Endings of the files that are given out; nothing else of the folder is."""
MAX_AGE = 3600
"""Seconds."""
NAMED = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")
"""A file, or one in a folder below; nothing hidden, nothing above."""


def address_of_figure(image: str) -> str:
    """The address from which a browser gets a picture that an author named; empty if it is none.

    >>> address_of_figure("city.jpg")
    '/w/pictures/city.jpg'
    """
    if not image or not NAMED.fullmatch(image) or PurePosixPath(image).suffix.lower() not in KINDS:
        return web_address(image)
    return f"{request.script_root if has_request_context() else ''}/w/pictures/{quote(image)}"


@figures.get("/w/pictures/<path:name>")
def figure(name: str) -> Response:
    """A picture that lies beside the questionnaires."""
    if not NAMED.fullmatch(name) or PurePosixPath(name).suffix.lower() not in KINDS:
        abort(404)
    context: Context = current_app.extensions["salesclerk"]
    response = send_from_directory(context.settings.questionnaires.resolve(), name, max_age=MAX_AGE)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
