"""One shape for every error: a problem document (RFC 9457) with a stable code."""

from __future__ import annotations

import logging

import orjson
from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from app.errors import NotFound, Refused, SalesclerkError, Unauthorized, Unavailable

log = logging.getLogger("salesclerk.web")

STATUSES: dict[type[SalesclerkError], int] = {NotFound: 404, Unauthorized: 401, Refused: 422, Unavailable: 503}

HELP = {413: "send less at once: a batch of events can be parted"}
"""What to do about what werkzeug raises, by status."""


def problem(status: int, code: str, title: str, detail: str = "", help: str = "") -> Response:
    """The answer that says what went wrong and what to do."""
    body = {"type": f"urn:salesclerk:problem:{code}", "title": title, "status": status, "code": code}
    body |= {key: value for key, value in (("detail", detail), ("help", help)) if value}
    response = Response(orjson.dumps(body), status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def invalid_request(error: ValidationError) -> Response:
    """A body, query or path that is not of the form the interface describes; values are not repeated."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    details = [f"{'.'.join(str(part) for part in each['loc']) or 'body'}: {each['msg']}" for each in found[:10]]
    return problem(422, "invalid-request", "The request is not of the form that is wanted", "; ".join(details))


def handle_errors(app: Flask) -> None:
    """Catches, once, everything that the rooms below raise."""

    @app.errorhandler(SalesclerkError)
    def known(error: SalesclerkError) -> Response:
        status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 400)
        return problem(status, error.code, error.message, help=error.help)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.name.lower().replace(" ", "-")
        answer = problem(error.code or 500, code, error.name, error.description or "", HELP.get(error.code or 500, ""))
        for key, value in error.get_headers():
            if key not in ("Content-Type", "Content-Length"):
                answer.headers.setdefault(key, value)
        return answer

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.exception("a request failed: %s", type(error).__name__)
        return problem(500, "internal", "Something went wrong here", help="try again; nothing that was saved is lost")
