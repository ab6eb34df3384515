"""What does not state what was asked for may fit, and is never counted as if it did."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.caller import Caller
from tests.web.page import Shopper


def at_ports(api: FlaskClient) -> Caller:
    caller = Caller.begin(api, "toys")
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Bor"]})
    return caller


def test_a_step_says_how_many_of_those_that_remain_only_may_fit(api: FlaskClient) -> None:
    caller = at_ports(api)
    step = caller.get("")
    assert step["unknown"] == 0
    counts = {choice["id"]: (choice["count"], choice["unknown"]) for choice in step["question"]["choices"]}
    for id in ("hdmi", "usb-c"):
        step = caller.answer("ports", {"choices": [id]})
        listed = caller.get("/results?limit=50")["products"]
        vague = [one["id"] for one in listed if any(reason["state"] == "unknown" for reason in one["reasons"])]
        assert (step["remaining"], step["unknown"]) == counts[id] == (len(listed), len(vague))
        assert len(vague) == 1


def test_the_page_tells_what_fits_from_what_may(api: FlaskClient) -> None:
    shopper = Shopper(api, "/w/toys")
    shopper.press("seen")
    page = shopper.press("answer", {"choices": "Bor"})
    assert '<span class="pill">1 fits</span><span class="vague">1 more does not say</span>' in page.html
    assert 'data-line="1 product matches, 1 more may"' in page.html
    page = shopper.press("answer", {"choices": "usb-c"})
    assert ">1 product matches, 1 more may</p>" in page.html
    assert "1 of them does not state everything that you asked for." in shopper.press("results").html


def test_where_nothing_is_known_to_fit_the_page_says_so(api: FlaskClient) -> None:
    shopper = Shopper(api, "/w/toys")
    shopper.press("seen")
    shopper.press("answer", {"choices": "Bor"})
    shopper.press("answer", {"choices": "hdmi"})
    page = shopper.press("results")
    assert page.heading == "1 product that may suit you"
    assert "None of them states everything that you asked for" in page.html
    page = shopper.press("look:ports")
    assert ">None is known to match, 1 may</p>" in page.html
    assert '<span class="pill">None known to fit</span><span class="vague">1 does not say</span>' in page.html
