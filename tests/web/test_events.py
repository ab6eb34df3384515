"""Events of host pages: recorded once, in batches, with consent."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.store import StoredEvent, events, sessions
from tests.web.caller import API, Caller


def recorded(context: Context, caller: Caller) -> tuple[StoredEvent, ...]:
    with context.database.reading() as db:
        session = sessions.by_token(db, hashlib.sha256(caller.token.encode()).hexdigest())
        assert session
        return events.of_session(db, session.id)


def view(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"e-{number}", "name": "view_item", "products": [{"id": f"toy-{number}"}], **more}


def test_events_are_recorded_once_by_their_id(context: Context, caller: Caller) -> None:
    for batch in ([view(1), view(2)], [view(2), view(3, at="2025-01-02T03:04:05Z")]):
        assert caller.call("POST", "/events", json={"events": batch}).status_code == 202
    found = recorded(context, caller)
    assert {event.id for event in found} == {"e-1", "e-2", "e-3"} and len(found) == 3
    assert found[0].at.isoformat() == "2025-01-02T03:04:05+00:00"
    assert found[0].payload == {"products": [{"id": "toy-3"}]}


def test_nothing_lies_ahead(context: Context, caller: Caller) -> None:
    caller.call("POST", "/events", json={"events": [view(1, at="2999-01-01T00:00:00Z")]})
    assert recorded(context, caller)[0].at <= context.clock()


def test_without_consent_nothing_is_recorded(context: Context, api: FlaskClient) -> None:
    caller = Caller.begin(api, "toys", consent="none")
    assert caller.call("POST", "/events", json={"events": [view(1)]}).status_code == 202
    assert recorded(context, caller) == ()


@pytest.mark.parametrize(
    "body",
    [
        {"events": []},
        {"events": [view(number) for number in range(101)]},
        {"events": view(1)},
        {"events": "e-1"},
        {"events": [view(1)], "more": 1},
        {},
    ],
)
def test_what_is_no_batch_of_events_is_refused_whole(context: Context, caller: Caller, body: dict[str, Any]) -> None:
    assert caller.call("POST", "/events", json=body).status_code == 422
    assert recorded(context, caller) == ()


def test_a_full_batch_is_taken(context: Context, caller: Caller) -> None:
    batch = [view(number) for number in range(100)]
    assert caller.call("POST", "/events", json={"events": batch}).status_code == 202
    assert len(recorded(context, caller)) == 100


def test_events_need_a_session(api: FlaskClient) -> None:
    response = api.post(f"{API}/session/events", json={"events": [view(1)]}, headers={"Authorization": "Bearer no"})
    assert response.status_code == 401
