"""What a shopper said stands in no log, no address and no refusal."""

import logging

import pytest

from tests.web.caller import Caller


def test_what_was_said_stands_in_no_log_and_no_address(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caller.answer("hello", {"seen": True})
    step = caller.answer("brand", {"choices": ["Bor"]})
    caller.answer("born", {"value": "1999-12-31"})
    caller.call("PUT", "/answers/born", json={"value": "1931-01-01 or so"})
    caller.call("PUT", "/answers/born", json={"value": ["1931-01-01"]})
    caller.withdraw("born")
    caller.get("/results")
    assert not [word for word in ("1999-12-31", "1931", "Bor", caller.token) if word in caplog.text]
    addresses = [product["url"] for product in step["products"]] + [product["image"] for product in step["products"]]
    assert not [address for address in addresses if "Bor" in address]


def test_a_refusal_does_not_repeat_what_was_said(caller: Caller) -> None:
    for body in ({"value": "1931-01-01 or so"}, {"value": ["1931-01-01"]}, {"value": "2931-01-01"}):
        assert "931-01-01" not in caller.call("PUT", "/answers/born", json=body).text
