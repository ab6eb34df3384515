"""The widget's page: a plain form that works without JavaScript; widget.js only posts the same form faster."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from app.errors import NotFound, Refused, SalesclerkError, Unauthorized, Unavailable
from app.services import answering
from app.services.answering import View
from app.web.mend import what_to_mend
from app.web.posted import Posted, read_posted
from app.web.present import present_step
from app.web.security import frame_ancestors
from app.web.sheet import (
    IMPORTANCES,
    MOST_SHOWN,
    back_from,
    bare,
    bars,
    distinct,
    keep_entries,
    keep_importance,
    number_of,
)
from app.web.texts import DEFAULT, LANGUAGES, locale_of, translator
from app.web.theme import stylesheet
from app.web.visit import Visit, act

widget = Blueprint("widget", __name__)
widget.add_app_template_filter(bare)
widget.add_app_template_filter(distinct)

SHARED_MAX_AGE = 60
"""Seconds that a shared cache may keep the first page; a browser asks each time, so that an author sees every edit."""
THEMES = ("auto", "light", "dark", "contrast")
"""What a host may ask for; auto and contrast are light or dark as the shopper's system says."""
UNSAID = {"error": "", "edit": False}
"""What a page says only after a deed."""


@widget.before_request
def look() -> None:
    """Takes in what has changed in the home folder, so that its author sees it."""
    _context().folders.look_aside()


@widget.get("/w/<questionnaire>")
def first_page(questionnaire: str) -> Response:
    """The first question: stateless, the same for everyone."""
    view = answering.open_questionnaire(_context(), questionnaire, _language())
    return _public(_page(view, ""))


@widget.post("/w/<questionnaire>")
def next_page(questionnaire: str) -> Response:
    """What the button asked for, and the page that follows; a refused answer is shown again with what to mend."""
    visit = Visit(_context(), questionnaire, _language())
    posted: Posted | None = None
    try:
        posted = read_posted(request.form, visit.language or DEFAULT)
        visit.token, visit.beginning = posted.token, posted.beginning
        view = act(visit, posted)
        seen = posted.argument if posted.deed == "more" else "0"
        step = keep_importance(present_step(view), posted) if posted.deed == "update" else None
        response = _page(view, visit.token, seen=seen, edit=posted.deed == "look", step=step)
    except Unauthorized:
        response = _expired(questionnaire)
    except (Refused, NotFound) as error:
        response = _mend(visit, posted, error)
    response.headers["Cache-Control"] = "no-store"
    return response


@widget.get("/w/<questionnaire>/theme.css")
def theme(questionnaire: str) -> Response:
    """The author's theme as CSS variables."""
    view = answering.open_questionnaire(_context(), questionnaire, None)
    return _public(Response(stylesheet(view.release.questionnaire.theme), mimetype="text/css"))


@widget.errorhandler(NotFound)
@widget.errorhandler(Unavailable)
@widget.errorhandler(RequestEntityTooLarge)
def sorry(error: SalesclerkError | RequestEntityTooLarge) -> Response:
    """A page that says that there is no clerk here, or that the form was beyond reason."""
    missing = isinstance(error, NotFound)
    status = 404 if missing else 503 if isinstance(error, Unavailable) else 413
    response = _render("sorry", _spoken(), status=status, missing=missing)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(view: View, token: str, status: int = 200, seen: str = "0", **beside: Any) -> Response:
    """The page of a step; `beside` overrides what is shown, as after a refused answer."""
    step = beside.pop("step", None) or present_step(view)
    question = step["question"]
    ancestors = frame_ancestors(_context(), step["questionnaire"])
    response = _render(
        "step",
        step["language"],
        status=status,
        step=step,
        question=question,
        token=token,
        back=back_from(step),
        number=number_of(step),
        bars=bars(question["range"]) if question and question["range"] else [],
        seen=int(seen) if seen.isdigit() else 0,
        most_shown=MOST_SHOWN,
        importances=IMPORTANCES,
        action=_action(step["questionnaire"]),
        origins=ancestors.removeprefix("'self' "),
        **beside,
    )
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; "
        f"form-action 'self'; frame-ancestors {ancestors}"
    )
    return response


def _mend(visit: Visit, posted: Posted | None, error: Refused | NotFound) -> Response:
    """The question again, with a sentence about what was wrong and with what was entered."""
    try:
        view = visit.question(posted.question if posted else "")
    except NotFound:
        view = visit.question("")
    except Unauthorized:
        return _expired(visit.questionnaire)
    step = present_step(view)
    if posted and isinstance(error, Refused):
        step = keep_entries(step, posted)
    sentence = what_to_mend(error.code, step["question"] or {}, step["language"])
    status = 404 if isinstance(error, NotFound) else 400 if error.code == "unreadable" else 422
    return _page(view, visit.token, status=status, step=step, error=sentence)


def _expired(questionnaire: str) -> Response:
    return _render("expired", _spoken(), status=401, action=_action(questionnaire))


def _render(name: str, language: str, status: int, **values: Any) -> Response:
    t, locale = translator(language), locale_of(language)
    html = render_template(
        f"widget/{name}.html",
        t=t,
        language=language,
        direction=locale.text_direction,
        theme=_theme(),
        **{**UNSAID, "questionnaire": (request.view_args or {}).get("questionnaire", ""), **values},
    )
    return Response(html, status)


def _public(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={SHARED_MAX_AGE}"
    response.add_etag()
    response.make_conditional(request)
    return response


def _action(questionnaire: str) -> str:
    return url_for("widget.next_page", questionnaire=questionnaire, lang=_language(), theme=_theme())


def _language() -> str | None:
    return request.args.get("lang", "")[:35] or None


def _spoken() -> str:
    """The language of a page that belongs to no session."""
    base = (_language() or DEFAULT).partition("-")[0]
    return base if base in LANGUAGES else DEFAULT


def _theme() -> str | None:
    theme = request.args.get("theme")
    return theme if theme in THEMES else None


def _context() -> Any:
    return current_app.extensions["salesclerk"]
