"""The widget's page drawn: a step and what stands beside it, or a sentence where there is no step."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Response, current_app, render_template, request, url_for

from app.guide.recommend import RESULTS
from app.services import Context, recommending
from app.services.answering import View
from app.web.compare import MOST as MOST_COMPARED
from app.web.direction import direction
from app.web.locales import DEFAULT
from app.web.numerals import marks
from app.web.offering import present_offers
from app.web.present import present_step
from app.web.scale import bars, ends, pattern
from app.web.security import frame_ancestors
from app.web.sheet import IMPORTANCES, MOST_SHOWN, back_from, more_of, number_of
from app.web.tally import line, tally
from app.web.texts import LANGUAGES, translator

THEMES = ("auto", "light", "dark", "contrast")
"""What a host may ask for; auto and contrast are light or dark as the shopper's system says."""
UNSAID = {
    "offers": (), "error": "", "wrong": (), "said": None, "edit": False, "kept": False, "seen": 0, "picked": (),
    "shared": "",
}  # fmt: skip
"""What a page says only after a deed."""

MOST_OFFERED = 3
"""Products of one kind below the list."""

BESIDE = ("compare", "about", "erasing", "erased")
"""Pages that stand in place of a step."""


def page(view: View, token: str, status: int = 200, **beside: Any) -> Response:
    """The page of a step; `beside` overrides what is shown, as after a refused answer."""
    step = beside.pop("step", None) or present_step(view)
    kind = next((kind for kind in BESIDE if kind in beside), "ended" if step["ended"] else step["kind"])
    question = step["question"] if kind == "question" else None
    scale, language = question["range"] if question else None, step["language"]
    if kind == "results" and token and step["products"]:
        beside.setdefault("offers", beside_results(token))
    ancestors = frame_ancestors(context(), step["questionnaire"])
    response = render(
        "step",
        language,
        status=status,
        step=step,
        kind=kind,
        question=question,
        token=token,
        back=back_from(step),
        number=number_of(step),
        more=more_of(step),
        bars=bars(scale, language) if scale else [],
        ends=ends(scale, language) if scale else [],
        pattern=pattern(scale) if scale else "",
        most_shown=MOST_SHOWN,
        most_compared=MOST_COMPARED,
        importances=IMPORTANCES,
        tally=partial(tally, translator(step["language"])),
        line=partial(line, translator(step["language"])),
        origins=ancestors.removeprefix("'self' "),
        **{"questionnaire": step["questionnaire"], **beside},
    )
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; "
        f"form-action 'self'; frame-ancestors {ancestors}"
    )
    return response


def beside_results(token: str) -> list[dict[str, Any]]:
    """What is offered below the list: what goes with the cart and with what was bought, and what may have run out."""
    view, found = recommending.recommendations(context(), token, RESULTS, (), MOST_OFFERED)
    groups: list[dict[str, Any]] = present_offers(view, RESULTS, found)["groups"]
    return groups


def render(name: str, language: str, status: int, **values: Any) -> Response:
    """A template of the widget in a language."""
    questionnaire = values.pop("questionnaire", "") or (request.view_args or {}).get("questionnaire", "")
    html = render_template(
        f"widget/{name}.html",
        t=translator(language),
        marks=marks,
        language=language,
        direction=direction(language),
        theme=asked_theme(),
        action=_action(questionnaire) if questionnaire else "",
        **{**UNSAID, "questionnaire": questionnaire, **values},
    )
    return Response(html, status)


def asked_language() -> str | None:
    """The language that the address asks for."""
    return request.args.get("lang", "")[:35] or None


def spoken() -> str:
    """The language of a page that belongs to no session."""
    base = (asked_language() or DEFAULT).partition("-")[0]
    return base if base in LANGUAGES else DEFAULT


def asked_theme() -> str | None:
    """The theme that the address asks for, if there is one of that name."""
    theme = request.args.get("theme")
    return theme if theme in THEMES else None


def context() -> Context:
    """The workplace of this process."""
    found: Context = current_app.extensions["salesclerk"]
    return found


def _action(questionnaire: str) -> str:
    return url_for("widget.next_page", questionnaire=questionnaire, lang=asked_language(), theme=asked_theme())
