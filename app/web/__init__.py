"""The door for browsers: parse and present; nothing is decided here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, current_app, has_request_context, request
from flask.json.provider import JSONProvider
from flask_openapi import Info, OpenAPI

from app.services import Context, open_context
from app.services.webhooks import send_aside
from app.web.api import api
from app.web.delivery import deliver
from app.web.embed import embed
from app.web.errors import handle_errors, invalid_request
from app.web.figures import figures
from app.web.health import health
from app.web.json_text import reader_of
from app.web.metrics import metrics
from app.web.pages import pages
from app.web.payloads import Problem
from app.web.security import secure
from app.web.shared import shared
from app.web.shopper import shopper
from app.web.widget import widget

STATIC = Path(__file__).parents[2] / "static"


class OrjsonProvider(JSONProvider):
    """JSON by orjson: a step with 72 counts costs Flask's own provider as much as the request itself."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        view = current_app.view_functions.get(request.endpoint or "") if has_request_context() else None
        return reader_of(view)(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = orjson.dumps(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype="application/json")


class Salesclerk(OpenAPI):
    """The Flask application."""

    json_provider_class = OrjsonProvider


def create_app(context: Context | None = None) -> Flask:
    """The application around a context; without one, around the settings of the environment."""
    if context is None:
        context = open_context()
        send_aside(context)
    app = Salesclerk(
        __name__,
        info=Info(title="Salesclerk", version="1"),
        security_schemes={"session": {"type": "http", "scheme": "bearer"}},
        validation_error_callback=invalid_request,
        validation_error_model=Problem,
        doc_ui=False,
        static_folder=str(STATIC),
        static_url_path="/static",
    )
    app.extensions["salesclerk"] = context
    handle_errors(app)
    secure(app, context)
    deliver(app)
    app.register_api(api)
    app.register_api(shopper)
    app.register_blueprint(health)
    app.register_blueprint(metrics)
    app.register_blueprint(figures)
    app.register_blueprint(widget)
    app.register_blueprint(shared)
    app.register_blueprint(embed)
    app.register_blueprint(pages)

    @app.get("/api/v1/openapi.json", doc_ui=False)
    def description() -> dict[str, Any]:
        """The description of the interface."""
        described: dict[str, Any] = app.api_doc
        return described

    return app
