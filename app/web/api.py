"""The HTTP interface, `/api/v1`: JSON in, a step out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import current_app, g, request
from flask_openapi import APIBlueprint, Tag

from app.errors import Unauthorized
from app.services import Context, answering, privacy, recommending, tracking
from app.web import payloads as p
from app.web.json_text import forgiving
from app.web.offering import present_offers
from app.web.present import (
    present_definition,
    present_ranked,
    present_results,
    present_step,
    present_summary,
    present_why,
)
from app.web.taken import present_believed, present_recorded

PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
PROBLEMS: dict[str | int | HTTPStatus, Any] = {
    status: {**PROBLEM, "description": meaning}
    for status, meaning in (
        ("401", "no such session"),
        ("404", "no such thing"),
        ("422", "not understood"),
        ("503", "not now"),
    )
}
SESSION: list[dict[str, list[str]]] = [{"session": []}]

api = APIBlueprint("api", __name__, url_prefix="/api/v1", abp_responses=PROBLEMS)
sessions = Tag(name="session", description="A shopper's conversation; the token travels in the Authorization header.")
open_to_all = Tag(name="questionnaires", description="What serves, and steps with nothing stored.")


def here() -> Context:
    """The workplace of this process, with what has changed in the home folder taken in."""
    context: Context = current_app.extensions["salesclerk"]
    context.folders.look_aside()
    return context


NOTE = "~"
"""What ends a token; the widget notes behind it where the shopper was, and hosts keep both."""


def token() -> str:
    """The bearer token of the request, without what the widget noted behind it. Raises Unauthorized without one."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not value.strip():
        raise Unauthorized("the request carries no token", "send Authorization: Bearer …")
    return value.strip().partition(NOTE)[0]


def shown(view: answering.View) -> dict[str, Any]:
    """The step as JSON; other sites may read it if they may show its questionnaire."""
    g.questionnaire = view.release.questionnaire.id
    return present_step(view)


@api.post("/sessions", tags=[sessions], responses={201: p.Begun}, operation_id="begin")
def begin(body: p.BeginBody) -> tuple[dict[str, Any], int]:
    """Begin a session"""
    prefill = {id: answer.said() for id, answer in (body.prefill or {}).items()}
    key = request.headers.get("Idempotency-Key")
    beginning = answering.Beginning(body.language, prefill, body.consent, body.context, key, body.shopper)
    token, view = answering.begin(here(), body.questionnaire, beginning)
    return {"token": token, "step": shown(view), "shopper": present_believed(view.believed)}, 201


@api.get("/session", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="current")
def current() -> dict[str, Any]:
    """The current step"""
    return shown(answering.current(here(), token()))


@api.delete("/session", tags=[sessions], security=SESSION, responses={204: None}, operation_id="erase")
def erase() -> tuple[str, int]:
    """Erase this session and everything that is held on it"""
    g.questionnaire = privacy.erase(here(), token())
    return "", 204


@api.put(
    "/session/answers/<question>", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="answer"
)
def answer(path: p.QuestionPath, body: p.AnswerBody) -> dict[str, Any]:
    """Answer a question; the same call again changes nothing"""
    return shown(answering.answer(here(), token(), path.question, body.said(), body.seq))


@api.delete(
    "/session/answers/<question>", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="withdraw"
)
def withdraw(path: p.QuestionPath, query: p.SeqQuery) -> dict[str, Any]:
    """Take an answer back"""
    return shown(answering.withdraw(here(), token(), path.question, query.seq))


@api.patch("/session/answers", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="change")
def change(body: p.Changes, query: p.SeqQuery) -> dict[str, Any]:
    """Change several answers: all or none"""
    return shown(answering.change(here(), token(), body.said(), query.seq))


@api.get(
    "/session/questions/<question>", tags=[sessions], security=SESSION, responses={200: p.Step}, operation_id="look"
)
def look(path: p.QuestionPath) -> dict[str, Any]:
    """A question as it stands now, for going back and editing in place"""
    return shown(answering.look(here(), token(), path.question))


@api.post("/session/events", tags=[sessions], security=SESSION, responses={202: p.Recorded}, operation_id="track")
@forgiving
def track(body: p.EventsBody) -> tuple[dict[str, Any], int]:
    """Record what the shopper did; the same ids again change nothing, and what cannot be read costs no other event"""
    done = tracking.record(here(), token(), body.sent(here().clock()))
    g.questionnaire = done.questionnaire
    return present_recorded(done), 202


@api.post("/session/rank", tags=[sessions], security=SESSION, responses={200: p.Ranked}, operation_id="rank")
def rank(body: p.RankBody) -> dict[str, Any]:
    """The shop's own list, re-ordered for this shopper, with reasons"""
    view, found = answering.rank(here(), token(), body.products, body.query or "")
    g.questionnaire = view.release.questionnaire.id
    return present_ranked(view, found)


@api.get("/session/results", tags=[sessions], security=SESSION, responses={200: p.ResultList}, operation_id="results")
def results(query: p.PageQuery) -> dict[str, Any]:
    """The ranked list now"""
    view = answering.results(here(), token(), query.limit, query.offset)
    g.questionnaire = view.release.questionnaire.id
    return present_results(view)


@api.get(
    "/session/recommendations",
    tags=[sessions],
    security=SESSION,
    responses={200: p.Recommendations},
    operation_id="recommendations",
)
def recommendations(query: p.OfferQuery) -> dict[str, Any]:
    """What to offer beside a product or the cart, or at the start: what is better, what goes with it, what is next"""
    view, found = recommending.recommendations(here(), token(), query.for_, query.product, query.limit)
    g.questionnaire = view.release.questionnaire.id
    return present_offers(view, query.for_, found)


@api.get(
    "/session/products/<path:product>/why",
    tags=[sessions],
    security=SESSION,
    responses={200: p.Why},
    operation_id="why",
)
def why(path: p.ProductPath) -> dict[str, Any]:
    """Why a product stands where it stands"""
    view, found = answering.why(here(), token(), path.product)
    g.questionnaire = view.release.questionnaire.id
    return present_why(view, found)


@api.post("/questionnaires/<questionnaire>/step", tags=[open_to_all], responses={200: p.Step}, operation_id="step")
def step(path: p.QuestionnairePath, body: p.StepBody) -> dict[str, Any]:
    """The step that answers lead to, with nothing stored"""
    answers, now = {id: answer.said() for id, answer in body.answers.items()}, here().clock()
    visitor = answering.Visitor(body.language, body.context or {}, p.stored(body.events, now))
    return shown(answering.stateless(here(), path.questionnaire, answers, body.version, visitor))


@api.get("/questionnaires", tags=[open_to_all], responses={200: p.QuestionnaireList}, operation_id="questionnaires")
def questionnaires(query: p.LanguageQuery) -> dict[str, Any]:
    """All questionnaires that serve"""
    releases = here().releases.releases()
    return {
        "questionnaires": [
            present_summary(release, answering.choose_language(release, query.language))
            for _, release in sorted(releases.items())
        ]
    }


@api.get(
    "/questionnaires/<questionnaire>", tags=[open_to_all], responses={200: p.Definition}, operation_id="definition"
)
def definition(path: p.QuestionnairePath, query: p.LanguageQuery) -> dict[str, Any]:
    """What a questionnaire asks"""
    release = here().releases.current(path.questionnaire)
    g.questionnaire = release.questionnaire.id
    return present_definition(release, answering.choose_language(release, query.language))
