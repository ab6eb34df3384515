"""Days at the ends of the calendar, and beyond: as answers, as what the shop has signed, held against relative dates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import API, Caller
from tests.web.test_shopper import KEY, signed

WEDDING = """\
  wedding:
    ask: When is the wedding?
    type: date
    filter: {price: {max: {answer: wedding, in: weeks, times: 1000, plus: 50}}}
  soon:
    ask: Is it soon?
    type: single
    when: {any: [{wedding: {max: +12 months}}, {wedding: {min: +9000 years}}, {wedding: {max: -9000 years}}]}
    choices:
      yes: {label: Yes, prefer: {released: {near: +1 month, within: 9000}}}
      newest: {label: The newest, filter: {released: {max: {answer: wedding}}}}
      months: {label: By months, filter: {size: {known: true}, price: {min: {answer: wedding, in: months}}}}
      years: {label: By years, filter: {price: {min: {answer: wedding, in: years, plus: -10000}}}}
"""
SEGMENTS = """\
soon: {when: {registered.wedding: {min: today, max: +9000 years}}}
past: {when: {registered.wedding: {max: -9000 years}}}
"""
TAKEN = ["0001-01-01", "1582-10-15", "9999-12-31"]
REFUSED = ["0000-01-01", "10000-01-01", "+010000-01-01", "-000001-01-01", "2026-02-30", "2026-01-01T00:00:00+14:00", ""]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    home = toy_home(tmp_path_factory.mktemp("toys"))
    home.edit("questionnaires/toys.yaml", "allow: [", f"{WEDDING}allow: [")
    home.put("questionnaires/segments.yaml", SEGMENTS)
    opened = home.open(look_every=0, shop_key=KEY)
    errors = [issue for issue in opened.folders.issues if str(issue.severity) == "error"]
    assert not errors, [str(issue) for issue in errors]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def api(context: Context) -> FlaskClient:
    return create_app(context).test_client()


def sound(caller: Caller) -> None:
    for path in ("", "/results", "/profile", "/export", "/questions/wedding", "/recommendations?for=home"):
        response = caller.call("GET", path)
        assert response.status_code == 200, (path, response.text)
    assert caller.call("GET", "/products/p4/why").status_code == 200


@pytest.mark.parametrize("day", TAKEN)
def test_a_day_at_the_end_of_the_calendar_fails_no_step(api: FlaskClient, day: str) -> None:
    caller = Caller.begin(api, "toys")
    caller.answer("wedding", {"value": day})
    sound(caller)
    for pick in ("yes", "newest", "months", "years"):
        caller.answer("soon", {"choices": [pick]})
    sound(caller)
    page = api.post("/w/toys", data={"token": caller.token})
    assert page.status_code < 500


@pytest.mark.parametrize("day", [*REFUSED, 20261120, 1e300, float("inf")], ids=str)
def test_what_is_no_day_is_refused_and_changes_nothing(api: FlaskClient, day: Any) -> None:
    caller = Caller.begin(api, "toys")
    before = caller.get()
    response = caller.call("PUT", "/answers/wedding", data=json.dumps({"value": day}), content_type="application/json")
    assert response.status_code in (400, 422) and response.json and response.json["code"]
    assert caller.get() == before
    begun = api.post(
        f"{API}/questionnaires/toys/step",
        data=json.dumps({"answers": {"wedding": {"value": day}}}),
        content_type="application/json",
    )
    assert begun.status_code in (400, 422)


@pytest.mark.parametrize("day", [*TAKEN, "0000-01-01", "+010000-01-01", 1e15, ["9999-12-31", "0001-01-01"]], ids=str)
def test_an_absurd_day_that_the_shop_has_signed_fails_no_step(api: FlaskClient, day: Any) -> None:
    sound(Caller.begin(api, "toys", consent="profile", shopper=signed("bride", registration={"wedding": day})))
