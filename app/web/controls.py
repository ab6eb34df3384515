"""What the buttons beside the questions do: compare, not for me, share, and the shopper's control over what is held."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from flask import url_for

from app.errors import Refused
from app.services import answering, dismissing, privacy, profiling, sharing
from app.services.answering import View
from app.web import formats
from app.web.compare import check_number, lay_side_by_side
from app.web.known import KnownSaying
from app.web.posted import Posted, whole
from app.web.present import present_why
from app.web.sheet import MOST_SHOWN
from app.web.visit import Visit


def _compare(visit: Visit, posted: Posted) -> View:
    check_number(posted.compare)
    view, found = answering.rank(visit.context, visit.held(), posted.compare)
    if len(found.products) > 1:
        as_listed = sorted(found.products, key=lambda shown: posted.compare.index(shown.id))
        visit.beside["compare"] = lay_side_by_side(view, as_listed)
        return view
    return visit.results()  # the others have left the shop


def _like(visit: Visit, posted: Posted) -> View:
    """What could be said to one product of the list: more like it, or like it, but cheaper."""
    shown, _, product = posted.argument.partition(":")
    found = present_why(*answering.why(visit.context, visit.held(), product))
    visit.beside["like"] = {"id": product, "critiques": found["critiques"]}
    return visit.results(min(whole(shown), MOST_SHOWN))


def _dismiss(visit: Visit, posted: Posted) -> View:
    """Not for me: shows as many products as before, with a way back."""
    shown, _, product = posted.argument.partition(":")
    dismissing.dismiss(visit.context, visit.held(), product)
    view = visit.results(min(whole(shown), MOST_SHOWN))
    visit.beside["dismissed"] = _named(view, product)
    return view


def _restore(visit: Visit, posted: Posted) -> View:
    """Takes a dismissal back, from where it is offered: beside the list, or among what is held."""
    shown, _, product = posted.argument.partition(":")
    dismissing.restore(visit.context, visit.held(), product)
    return visit.results(min(whole(shown), MOST_SHOWN)) if shown else _about(visit, posted)


def _share(visit: Visit, posted: Posted) -> View:
    id, shared = sharing.share(visit.context, visit.held())
    until = formats.day(shared.until.toordinal(), shared.language)
    visit.beside["link"] = {"url": url_for("shared.open_link", id=id, _external=True), "until": until}
    return visit.results()


def _about(visit: Visit, posted: Posted) -> View:
    """What is held on the shopper, in plain words."""
    view, known = profiling.known_of(visit.context, visit.held())
    visit.beside["about"] = KnownSaying(view.release, view.language).profile(known)
    return view


def _forget(visit: Visit, posted: Posted) -> View:
    """Takes one signal out of what is known; without one, all of them."""
    if posted.argument:
        profiling.forget(visit.context, visit.held(), posted.argument)
    else:
        profiling.forget_all(visit.context, visit.held())
    return _about(visit, posted)


def _consent(visit: Visit, posted: Posted) -> View:
    privacy.set_consent(visit.context, visit.held(), posted.argument)
    return _about(visit, posted)


def _export(visit: Visit, posted: Posted) -> View:
    view = _about(visit, posted)
    held = privacy.export(visit.context, visit.held())
    visit.beside["copy"] = orjson.dumps(held, option=orjson.OPT_INDENT_2).decode()
    return view


def _erase(visit: Visit, posted: Posted) -> View:
    """Asks whether it is meant; then nothing is left, and no session goes on."""
    if posted.argument != "yes":
        visit.beside["erasing"] = True
        return visit.question("")
    if not visit.token:
        raise Refused("unreadable", "there is nothing to erase")
    privacy.erase(visit.context, visit.token)
    visit.token = ""
    visit.beside["erased"] = True
    return visit.question("")


def _named(view: View, product: str) -> dict[str, str]:
    """A product by id and title; what has left the shop by its id alone."""
    products = view.release.index.products
    row = products.row_of.get(product)
    title = "" if row is None else str(products.records[row].get(view.release.index.catalog.roles["title"]) or "")
    return {"id": product, "title": title or product}


CONTROLS: dict[str, Callable[[Visit, Posted], View]] = {
    "compare": _compare,
    "like": _like,
    "dismiss": _dismiss,
    "restore": _restore,
    "share": _share,
    "about": _about,
    "forget": _forget,
    "consent": _consent,
    "export": _export,
    "erase": _erase,
}
