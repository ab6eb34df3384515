"""Who a shopper is: signed by the shop, kept as a keyed hash, joined across visits with consent to a profile."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.services.answering import open_session
from app.services.known import past_of
from app.services.moment import Moment
from app.services.token import LONGEST_LIFE, SKEW, Verdict
from app.store import Order, orders
from app.web import create_app
from tests.homes import NOW, toy_home
from tests.web.caller import Caller
from tests.web.test_events import view
from tests.web.test_privacy import rows

KEY = "the key of a shop, 32 bytes or more"
HOUR = timedelta(hours=1)


class Clock:
    """A clock that a test may set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A home whose shop signs its shoppers, and where Ada is what one gives away."""
    home = toy_home(tmp_path / "toys")
    home.edit("questionnaires/toys.yaml", "{Ada: {label: Ada}", "{Ada: {label: Ada, gift: true}")
    opened = home.open(Clock(), shop_key=KEY)
    assert not opened.folders.issues, [str(issue) for issue in opened.folders.issues]
    yield opened
    opened.close()


@pytest.fixture
def api(context: Context) -> FlaskClient:
    return create_app(context).test_client()


def signed(id: Any = "customer-7", key: str = KEY, algorithm: str = "HS256", **claims: Any) -> str:
    sound = {"sub": id, "exp": int((NOW + HOUR).timestamp()), **claims}
    return jwt.encode(sound, key, algorithm)


def begin(api: FlaskClient, token: str | None, consent: str = "profile") -> Caller:
    return Caller.begin(api, "toys", consent=consent, shopper=token)


def hash_held(caller: Caller) -> str | None:
    found: str | None = caller.get("/export")["shopper"]
    return found


def earlier(context: Context, caller: Caller) -> list[str]:
    """The ids of the events of other visits that may be used."""
    with context.database.reading() as db:
        past = past_of(context, db, open_session(db, caller.token), Moment(context.clock()))
        return [event.id.partition("/")[2] for event in past.events]


def bought(context: Context, caller: Caller) -> list[str]:
    """The ids of the products whose orders may be used."""
    with context.database.reading() as db:
        return [
            one.product for one in past_of(context, db, open_session(db, caller.token), Moment(context.clock())).orders
        ]


def did(caller: Caller, number: int) -> Caller:
    assert caller.call("POST", "/events", json={"events": [view(number)]}).status_code == 202
    return caller


def unsigned() -> str:
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": "customer-7", "exp": int((NOW + HOUR).timestamp())})
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def at(moment: timedelta) -> int:
    return int((NOW + moment).timestamp())


FORGED = {
    "unsigned": unsigned(),
    "another key": signed(key="the key of another shop, just as long"),
    "another algorithm": signed(key=KEY * 2, algorithm="HS512"),
    "no token": "customer-7",
    "two dots": "..",
    "a number": signed(exp=at(HOUR)).replace(".", "", 1),
    "empty id": signed(""),
    "long id": signed("x" * 201),
    "no expiry": jwt.encode({"sub": "customer-7"}, KEY, "HS256"),
    "no id": jwt.encode({"exp": at(HOUR)}, KEY, "HS256"),
    "strange begin": signed(iat="now"),
}
LATE = {
    "expired": signed(exp=at(-SKEW)),
    "too long": signed(exp=at(LONGEST_LIFE + 2 * SKEW)),
    "not yet": signed(nbf=at(2 * SKEW)),
    "from the future": signed(iat=at(2 * SKEW)),
}
CASES = [(token, Verdict.FORGED) for token in FORGED.values()] + [(token, Verdict.EXPIRED) for token in LATE.values()]


@pytest.mark.parametrize(("token", "verdict"), CASES, ids=[*FORGED, *LATE])
def test_what_is_not_signed_is_counted_and_of_no_other_effect(
    context: Context, api: FlaskClient, token: str, verdict: Verdict
) -> None:
    caller = begin(api, token)
    assert hash_held(caller) is None
    assert context.identities.counts() == {**dict.fromkeys(Verdict, 0), verdict: 1}
    assert f'salesclerk_shopper_tokens_total{{verdict="{verdict}"}} 1.0' in api.get("/metrics").text


@pytest.mark.parametrize("claims", [{}, {"exp": at(timedelta(seconds=-59))}, {"iat": at(timedelta(seconds=59))}])
def test_a_signed_id_is_kept_as_a_keyed_hash_alone(context: Context, api: FlaskClient, claims: dict[str, Any]) -> None:
    one, again, other = (begin(api, signed(id, **claims)) for id in ("customer-7", "customer-7", "customer-8"))
    assert hash_held(one) == hash_held(again) != hash_held(other)
    assert hash_held(one) != hashlib.sha256(b"customer-7").hexdigest()
    assert "customer-7" not in str(rows(context))
    assert context.identities.counts()[Verdict.SIGNED] == 3


def test_without_the_shops_key_nobody_is_known(tmp_path: Path) -> None:
    for key in ("", "short"):
        context = toy_home(tmp_path / f"home{key}").open(shop_key=key)
        assert hash_held(begin(create_app(context).test_client(), signed(key=(key or "x").ljust(32, "x")))) is None
        context.close()


def test_visits_of_a_consenting_shopper_are_joined(context: Context, api: FlaskClient) -> None:
    did(begin(api, signed()), 1)
    did(begin(api, signed("customer-8")), 2)
    did(begin(api, signed(), "session"), 3)
    did(begin(api, None), 4)
    assert earlier(context, did(begin(api, signed()), 5)) == ["e-1"]
    assert earlier(context, begin(api, signed(), "session")) == []
    assert earlier(context, begin(api, None)) == []


def test_a_session_teaches_what_was_done_before_a_gift_was_sought_and_after_it_was_edited_away(
    context: Context, api: FlaskClient
) -> None:
    gift, later = did(begin(api, signed()), 1), begin(api, signed())
    gift.answer("hello", {"seen": True})
    assert gift.answer("brand", {"choices": ["Ada"]})["gift"]
    assert earlier(context, later) == ["e-1"]
    did(gift, 2)
    assert earlier(context, later) == ["e-1"]
    gift.answer("brand", {"choices": ["Bor"]})
    did(gift, 3)
    assert earlier(context, later) == ["e-1", "e-3"]


def test_consent_joins_and_parts(context: Context, api: FlaskClient) -> None:
    first, later = did(begin(api, signed()), 1), begin(api, signed())
    assert earlier(context, later) == ["e-1"]
    first.call("PUT", "/consent", json={"consent": "session"})
    assert (earlier(context, later), hash_held(first)) == ([], None)
    first.call("PUT", "/consent", json={"consent": "profile"})
    assert earlier(context, later) == []
    first.call("PUT", "/consent", json={"consent": "profile", "shopper": signed()})
    assert earlier(context, later) == ["e-1"]
    first.call("PUT", "/consent", json={"consent": "profile", "shopper": unsigned()})
    assert earlier(context, later) == ["e-1"]
    assert first.call("DELETE", "").status_code == 204
    assert earlier(context, later) == []


def test_what_was_done_before_a_gift_was_chosen_counts_and_what_was_bought_since_does_not(
    context: Context, api: FlaskClient
) -> None:
    gift = begin(api, signed())
    gift.call("POST", "/events", json={"events": [view(1, at=(NOW - HOUR).isoformat())]})
    gift.answer("hello", {"seen": True})
    gift.answer("brand", {"choices": ["Ada"]})
    did(gift, 2)
    shopper = hash_held(gift) or ""
    with context.database.writing() as db:
        orders.add(db, [Order(shopper, f"p{number}", NOW + number * HOUR) for number in (-1, 1, 5)])
    context.clock.now = NOW + 6 * HOUR  # type: ignore[attr-defined]
    later = begin(api, signed(exp=int((NOW + 7 * HOUR).timestamp())))
    assert earlier(context, later) == ["e-1"]
    assert bought(context, later) == ["p-1", "p5"]
    assert bought(context, gift) == ["p-1", "p1", "p5"]  # of the session itself the engine leaves them out
    assert (
        bought(context, begin(api, signed(exp=int((NOW + 7 * HOUR).timestamp())), "session"))
        == bought(context, begin(api, None))
        == []
    )


def test_an_earlier_visit_ranks_the_next_one(api: FlaskClient) -> None:
    def first(caller: Caller) -> str:
        return str(caller.get("/results")["products"][0]["id"])

    assert first(begin(api, signed())) == "p5"
    begin(api, signed()).call("POST", "/events", json={"events": [view(1, products=[{"id": "p1"}])]})
    assert first(begin(api, signed("customer-8"))) == "p5"
    assert first(begin(api, signed())) == "p1"
