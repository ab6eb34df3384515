"""The widget's page: a plain form that works without JavaScript; its scripts only post the same form faster."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.errors import NotFound, NotShared, Refused, SalesclerkError, Unauthorized, Unavailable
from app.services import answering
from app.services.answering import View
from app.web.arguing import distinct
from app.web.caching import NEVER, forget_for_back, keep_for_back
from app.web.deeds import act
from app.web.drawn import asked_language, context, page, render, spoken
from app.web.locales import DEFAULT
from app.web.mend import what_to_mend
from app.web.posted import Posted, read_posted
from app.web.present import present_step
from app.web.scale import entered
from app.web.sheet import bare, keep_entries, keep_importance
from app.web.theme import stylesheet
from app.web.visit import Visit

widget = Blueprint("widget", __name__)
widget.add_app_template_filter(bare)
widget.add_app_template_filter(entered)
widget.add_app_template_filter(distinct)

SHARED_MAX_AGE = 60
"""Seconds that a shared cache may keep the first page; a browser asks each time, so that an author sees every edit."""


@widget.before_request
def look() -> None:
    """Takes in what has changed in the home folder, so that its author sees it."""
    context().folders.look_aside()


@widget.get("/w/<questionnaire>")
def first_page(questionnaire: str) -> Response:
    """The first question: stateless, the same for everyone."""
    return _public(page(answering.open_questionnaire(context(), questionnaire, asked_language()), ""))


@widget.post("/w/<questionnaire>")
def next_page(questionnaire: str) -> Response:
    """What the button asked for, and the page that follows; a refused answer is shown again with what to mend."""
    visit = Visit(context(), questionnaire, asked_language())
    posted: Posted | None = None
    view: View | None = None
    try:
        posted = read_posted(request.form, visit.language or DEFAULT)
        visit.token, visit.beginning, visit.shared = posted.token, posted.beginning, posted.shared
        view = act(visit, posted)
        step = keep_importance(present_step(view), posted) if posted.deed == "update" else None
        said = posted.said() if posted.deed in ("answer", "update") else None
        response = page(
            view, visit.token, step=step, picked=posted.compare, shared=visit.shared, said=said, **visit.beside
        )
    except Unauthorized:
        response = _expired()
    except NotShared:
        response = render("sorry", spoken(), status=404, why="shared")
    except (Refused, NotFound) as error:
        response = _mend(visit, posted, error)
    response.headers["Cache-Control"] = NEVER
    if view is not None:
        keep_for_back(response, view, visit.beside)
    if posted is not None:
        forget_for_back(response, posted.deed, posted.argument)
    return response


@widget.get("/w/<questionnaire>/theme.css")
def theme(questionnaire: str) -> Response:
    """The author's theme as CSS variables."""
    view = answering.open_questionnaire(context(), questionnaire, None)
    return _public(Response(stylesheet(view.release.questionnaire.theme), mimetype="text/css"))


@widget.errorhandler(NotFound)
@widget.errorhandler(Unavailable)
@widget.errorhandler(RequestEntityTooLarge)
def sorry(error: SalesclerkError | RequestEntityTooLarge) -> Response:
    """A page that says that there is no clerk here, or that the form was beyond reason."""
    missing = isinstance(error, NotFound)
    status = 404 if missing else 503 if isinstance(error, Unavailable) else 413
    response = render("sorry", spoken(), status=status, why="not-found" if missing else "unavailable")
    response.headers["Cache-Control"] = NEVER
    return response


def _mend(visit: Visit, posted: Posted | None, error: Refused | NotFound) -> Response:
    """What was shown again, with a sentence about what was wrong and with what was entered."""
    try:
        view = _shown_before(visit, posted)
    except Unauthorized:
        return _expired()
    step = present_step(view)
    if posted and isinstance(error, Refused):
        step = keep_entries(step, posted)
    mend = what_to_mend(error.code, step["question"] or {}, step["language"], posted)
    status = 404 if isinstance(error, NotFound) else 400 if error.code == "unreadable" else 422
    picked = posted.compare if posted else ()
    return page(view, visit.token, status=status, step=step, error=mend.sentence, wrong=mend.fields, picked=picked)


def _shown_before(visit: Visit, posted: Posted | None) -> View:
    """The list if something was picked from it, else the question, or the first one if it is not asked any more."""
    if posted and posted.deed == "compare":
        return visit.results()
    try:
        return visit.question(posted.question if posted else "")
    except NotFound:
        return visit.question("")


def _expired() -> Response:
    return render("expired", spoken(), status=401)


def _public(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={SHARED_MAX_AGE}"
    response.add_etag()
    response.make_conditional(request)
    return response
