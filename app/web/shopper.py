"""The shopper's control over the HTTP interface: "not for me", consent, a copy of everything."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_openapi import APIBlueprint

from app.services import answering, dismissing, privacy, profiling, sharing
from app.web import payloads as p
from app.web.api import PROBLEMS, SESSION, here, sessions, shown, token
from app.web.known import KnownSaying
from app.web.taken import present_believed

shopper = APIBlueprint("shopper", __name__, url_prefix="/api/v1/session", abp_responses=PROBLEMS)


@shopper.put(
    "/dismissed/<path:product>", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="dismiss"
)
def dismiss(path: p.ProductPath) -> dict[str, Any]:
    """Not for me: take a product out of everything that is shown and counted"""
    return shown(dismissing.dismiss(here(), token(), path.product))


@shopper.delete(
    "/dismissed/<path:product>", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="restore"
)
def restore(path: p.ProductPath) -> dict[str, Any]:
    """Take a dismissal back"""
    return shown(dismissing.restore(here(), token(), path.product))


@shopper.put("/consent", tags=[sessions], security=SESSION, responses={200: p.Agreed}, operation_id="consent")
def consent(body: p.ConsentBody) -> dict[str, Any]:
    """Say what may be recorded and used from now on"""
    view = privacy.set_consent(here(), token(), body.consent, body.shopper)
    return {**shown(view), "shopper": present_believed(view.believed)}


@shopper.post("/share", tags=[sessions], security=SESSION, responses={200: p.Shared}, operation_id="share")
def share() -> dict[str, Any]:
    """Share these results by a link: whoever opens it begins a session of their own"""
    id, shared = sharing.share(here(), token())
    g.questionnaire = shared.questionnaire
    return {"url": url_for("shared.open_link", id=id, _external=True), "until": shared.until.isoformat()}


@shopper.get("/export", tags=[sessions], security=SESSION, responses={200: p.Export}, operation_id="export")
def export() -> dict[str, Any]:
    """Everything that is held on this session"""
    held = privacy.export(here(), token())
    g.questionnaire = held["questionnaire"]
    return held


@shopper.get("/profile", tags=[sessions], security=SESSION, responses={200: p.ShopperProfile}, operation_id="profile")
def profile() -> dict[str, Any]:
    """What is known of the shopper, in plain words, with what it comes from"""
    return _known(*profiling.known_of(here(), token()))


@shopper.delete(
    "/profile", tags=[sessions], security=SESSION, responses={200: p.ShopperProfile}, operation_id="forget_all"
)
def forget_all() -> dict[str, Any]:
    """Forget all that is known until now; returns what is left"""
    return _known(*profiling.forget_all(here(), token()))


@shopper.delete(
    "/profile/<path:signal>",
    tags=[sessions],
    security=SESSION,
    responses={200: p.ShopperProfile},
    operation_id="forget",
)
def forget(path: p.SignalPath) -> dict[str, Any]:
    """Take one signal out, for good; returns what is left"""
    return _known(*profiling.forget(here(), token(), path.signal))


def _known(view: answering.View, known: profiling.Known) -> dict[str, Any]:
    g.questionnaire = view.release.questionnaire.id
    return KnownSaying(view.release, view.language).profile(known)
