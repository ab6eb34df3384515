"""What each button of the widget does: one function a deed, all of them in one visible dict."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from app.errors import NotFound, Refused
from app.services import answering
from app.services.answering import View
from app.web.controls import CONTROLS
from app.web.keeping import keep_picks
from app.web.posted import Posted, whole
from app.web.present import present_step
from app.web.sheet import MOST_SHOWN
from app.web.visit import Visit


def act(visit: Visit, posted: Posted) -> View:
    """Does what was asked for; raises Refused with code `unreadable` for a deed that there is not."""
    deed = DEEDS.get(posted.deed)
    if deed is None:
        raise Refused("unreadable", "the form names no deed")
    if visit.shared and posted.deed != "restart":
        visit.held()
    return deed(visit, posted)


def _answer(visit: Visit, posted: Posted) -> View:
    if posted.says_nothing and posted.type != "info":
        question = _shown(visit, posted)
        if posted.type == "range" and question["skippable"]:
            return _skip(visit, posted)  # no bound at all: whatever it is, it will do
        if posted.type != "multiple" or question["skippable"]:
            picks = posted.type in ("single", "multiple")
            must = "" if question["skippable"] else ".must"
            raise Refused(("nothing-picked" if picks else "nothing-entered") + must, "the answer says nothing")
    body = posted.body()
    return answering.answer(visit.context, visit.held(), posted.question, body, seq=posted.seq)


def _update(visit: Visit, posted: Posted) -> View:
    body = posted.body()
    if posted.says_nothing:
        answering.withdraw(visit.context, visit.held(), posted.question, seq=posted.seq)
    else:
        answering.answer(visit.context, visit.held(), posted.question, body, seq=posted.seq)
    return visit.question(posted.question)


def _skip(visit: Visit, posted: Posted) -> View:
    return answering.answer(visit.context, visit.held(), posted.question, {"skip": True}, seq=posted.seq)


def _seen(visit: Visit, posted: Posted) -> View:
    return answering.answer(visit.context, visit.held(), posted.question, {"seen": True}, seq=posted.seq)


def _look(visit: Visit, posted: Posted) -> View:
    """Another question; what cannot be read of the one left keeps nobody from leaving: the answer before it stands."""
    with suppress(Refused, NotFound):
        keep_picks(visit, posted)
    visit.beside["edit"] = True
    return visit.question(posted.argument)


def _withdraw(visit: Visit, posted: Posted) -> View:
    return answering.withdraw(visit.context, visit.held(), posted.argument, seq=posted.seq)


def _results(visit: Visit, posted: Posted) -> View:
    """The list, and with an argument at least as many products as were shown."""
    keep_picks(visit, posted)
    return visit.results(min(whole(posted.argument), MOST_SHOWN) or None if posted.argument else None)


def _more(visit: Visit, posted: Posted) -> View:
    visit.beside["seen"] = whole(posted.argument)
    return visit.results(min(whole(posted.argument) + 12, MOST_SHOWN))


def _relax(visit: Visit, posted: Posted) -> View:
    """Changes what a relaxation says that the current step offers, then shows what that brings back."""
    offered = present_step(answering.results(visit.context, visit.held()))["relaxations"]
    place = whole(posted.argument)
    if place < len(offered):
        answering.change(visit.context, visit.token, offered[place]["change"], seq=posted.seq)
    return visit.results()


def _gift(visit: Visit, posted: Posted) -> View:
    """Says that it is a gift, if that is still offered."""
    view = visit.question("")
    offered = present_step(view)["gift_offered"]
    return answering.change(visit.context, visit.held(), offered["change"], seq=posted.seq) if offered else view


def _need(visit: Visit, posted: Posted) -> View:
    """Ticks a choice that nothing fits, with the change of other answers that it needs."""
    question = _shown(visit, posted)
    for choice in question.get("choices", ()):
        if choice["id"] == posted.argument and choice["needs"]:
            return answering.change(visit.context, visit.held(), choice["needs"]["change"], seq=posted.seq)
    return visit.question(posted.question)


def _critique(visit: Visit, posted: Posted) -> View:
    """Says what the button carries, so that pressing it twice says it once, then shows what that leaves."""
    try:
        change = json.loads(posted.argument)
    except ValueError:
        change = None
    if not isinstance(change, dict) or not all(id.startswith("~") for id in change):
        raise Refused("unreadable", "the critique cannot be read")
    answering.change(visit.context, visit.held(), change, seq=posted.seq)
    return visit.results()


def _continue(visit: Visit, posted: Posted) -> View:
    keep_picks(visit, posted)
    if posted.beginning and posted.beginning.prefill:
        visit.held()
    return visit.question("")


def _restart(visit: Visit, posted: Posted) -> View:
    visit.token = visit.shared = ""
    return visit.question("")


def _shown(visit: Visit, posted: Posted) -> dict[str, Any]:
    question: dict[str, Any] | None = present_step(visit.question(posted.question))["question"]
    return question or {"skippable": True}


DEEDS: dict[str, Callable[[Visit, Posted], View]] = {
    "answer": _answer,
    "update": _update,
    "skip": _skip,
    "seen": _seen,
    "look": _look,
    "withdraw": _withdraw,
    "results": _results,
    "more": _more,
    "relax": _relax,
    "need": _need,
    "gift": _gift,
    "critique": _critique,
    "continue": _continue,
    "restart": _restart,
    **CONTROLS,
}
