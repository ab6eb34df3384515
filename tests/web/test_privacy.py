"""The shopper's control: consent, a copy of everything, erasure."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.services import Context
from app.services.answering import open_session
from app.services.deeds import deeds_of
from app.store.tables import METADATA
from tests.web.caller import API, Caller
from tests.web.test_events import recorded, view
from tests.web.test_openapi import conform

CONSENTS = ("none", "session", "profile")
OWN = ("sessions", "answers", "events", "dismissals", "shares")
"""The tables that hold something of a session."""


def used(context: Context, caller: Caller) -> set[str]:
    """The ids of the events that may be used."""
    with context.database.reading() as db:
        return {event.id for event in deeds_of(db, open_session(db, caller.token))}


def rows(context: Context) -> dict[str, list[Any]]:
    """Every row of every table, as the database gives it."""
    with context.database.engine.connect() as connection:
        return {name: [*connection.execute(text(f"SELECT * FROM {name}"))] for name in METADATA.tables}


def test_without_consent_events_are_neither_recorded_nor_used_until_it_is_given_again(
    context: Context, caller: Caller
) -> None:
    caller.call("POST", "/events", json={"events": [view(1)]})
    assert used(context, caller) == {"e-1"}
    assert caller.call("PUT", "/consent", json={"consent": "none"}).status_code == 200
    caller.call("POST", "/events", json={"events": [view(2)]})
    assert used(context, caller) == set()
    assert {event.id for event in recorded(context, caller)} == {"e-1"}
    for consent in ("profile", "session"):
        assert caller.call("PUT", "/consent", json={"consent": consent}).status_code == 200
        assert caller.get("/export")["consent"] == consent
        assert used(context, caller) == {"e-1"}


@pytest.mark.parametrize("body", [{}, {"consent": "all"}, {"consent": None}, {"consent": "none", "more": 1}])
def test_what_is_no_consent_changes_nothing(caller: Caller, body: dict[str, Any]) -> None:
    assert caller.call("PUT", "/consent", json=body).status_code == 422
    assert caller.get("/export")["consent"] == "session"


def test_the_copy_holds_what_was_said_and_done_and_is_as_described(api: FlaskClient) -> None:
    caller = Caller.begin(api, "toys", context={"campaign": "spring"})
    caller.answer("brand", {"choices": ["Ada"]})
    caller.answer("born", {"value": "2000-02-29"})
    caller.withdraw("brand")
    caller.call("POST", "/events", json={"events": [view(1, term="a toy")]})
    caller.call("PUT", "/dismissed/p3")
    caller.call("POST", "/share")
    held = caller.get("/export")
    conform(api.get(f"{API}/openapi.json").json, "/session/export", "get", 200, held)  # type: ignore[arg-type]
    assert [(each["question"], each["answer"]) for each in held["answers"]] == [
        ("brand", {"choices": ["Ada"]}),
        ("born", {"value": "2000-02-29"}),
        ("brand", None),
    ]
    assert [each["answers"] for each in held["shared"]] == [{}], "neither what is sensitive nor what was withdrawn"
    assert [(each["id"], each["products"], each["term"]) for each in held["events"]] == [
        ("e-1", [{"id": "toy-1"}], "a toy")
    ]
    assert [each["product"] for each in held["dismissed"]] == ["p3"]
    assert held["context"] == {"campaign": "spring"}


def test_a_copy_holds_nothing_of_another_session(api: FlaskClient, caller: Caller) -> None:
    other = Caller.begin(api, "toys")
    other.answer("born", {"value": "2000-02-29"})
    other.call("POST", "/events", json={"events": [view(1)]})
    held = caller.get("/export")
    assert (held["answers"], held["events"], held["dismissed"]) == ([], [], [])


def test_of_an_erased_session_nothing_remains(context: Context, api: FlaskClient) -> None:
    stays = Caller.begin(api, "toys")
    stays.answer("brand", {"choices": ["Bor"]})
    before = rows(context)
    goes = Caller.begin(api, "toys", consent="profile", context={"campaign": "spring"})
    goes.answer("born", {"value": "2000-02-29"})
    goes.call("POST", "/events", json={"events": [view(1)]})
    goes.call("PUT", "/dismissed/p3")
    goes.call("POST", "/share")
    assert all(len(rows(context)[name]) > len(before[name]) for name in OWN)
    assert goes.call("DELETE", "").status_code == 204
    assert rows(context) == before
    assert goes.call("GET", "").status_code == goes.call("DELETE", "").status_code == 401
    assert stays.get()["answers"]


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/consent"), ("GET", "/export"), ("DELETE", ""), ("PUT", "/dismissed/p1")]
)
def test_control_needs_the_token(api: FlaskClient, method: str, path: str) -> None:
    response = api.open(f"{API}/session{path}", method=method, json={"consent": "none"} if "consent" in path else None)
    assert response.status_code == 401
