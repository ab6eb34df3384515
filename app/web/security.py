"""Who may show what, and who may call from another site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from app.errors import Refused
from app.services import Context

LARGEST_BODY = 256 * 1024
ANY_PORT = ":*"
"""Ends an origin that stands for the same host on each port, as in `frame-ancestors`."""
PORT = re.compile(r"(:\d{1,5})?")


def origins(context: Context, questionnaire: str) -> tuple[str, ...]:
    """The origins that may show a questionnaire's current version, beside the server's own."""
    release = context.releases.releases().get(questionnaire)
    return (*(release.questionnaire.origins if release else ()), *context.settings.embed_origins)


def frame_ancestors(context: Context, questionnaire: str) -> str:
    """The sources of `frame-ancestors` for a questionnaire's widget."""
    return " ".join(("'self'", *origins(context, questionnaire)))


def may_call(context: Context, origin: str, questionnaires: Iterable[str]) -> bool:
    """Whether a page of an origin may call the interface for one of these questionnaires."""
    return any(_is(origin, named) for id in questionnaires for named in origins(context, id))


def _is(origin: str, named: str) -> bool:
    if not named.endswith(ANY_PORT):
        return origin == named
    host = named.removesuffix(ANY_PORT)
    return origin.startswith(host) and PORT.fullmatch(origin, len(host)) is not None


def secure(app: Flask, context: Context) -> None:
    """Limits what comes in and sets the headers of what goes out."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @app.before_request
    def only_json() -> Response | None:
        if not request.path.startswith("/api/"):
            return None
        if request.method == "OPTIONS":
            return Response(status=204)
        if request.method in ("POST", "PUT", "PATCH") and request.content_length != 0 and not _is_bare():
            if not request.is_json:
                raise UnsupportedMediaType("send Content-Type: application/json")
            try:
                body = request.get_json()
            except BadRequest:
                raise BadRequest("the body is not JSON") from None
            if isinstance(body, str):  # which would be read as JSON once more
                raise Refused("invalid-request", "the body is not a JSON object")
        return None

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
            allow_caller(context, response)
        return response


def _is_bare() -> bool:
    """Whether the request says nothing of a body, as `PUT /session/dismissed/…` has none."""
    return not any(name in request.headers for name in ("Content-Length", "Content-Type", "Transfer-Encoding"))


def allow_caller(context: Context, response: Response) -> None:
    """Says which other site may read the answer: one that may show the questionnaire. Credentials are never sent."""
    origin = request.headers.get("Origin", "")
    named = g.get("questionnaire")
    response.vary.add("Origin")
    if origin and may_call(context, origin, [named] if named else context.releases.releases()):
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Idempotency-Key"
            response.headers["Access-Control-Max-Age"] = "600"
