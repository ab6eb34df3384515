"""What a session can look at: a question again, pages of results, and why a product stands where it does."""

import pytest

from tests.web.caller import Caller
from tests.web.refusal import problem


def test_a_question_is_shown_again_with_its_answer_and_counts(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    before = caller.answer("brand", {"choices": ["Ada"]})
    step = caller.get("/questions/brand")
    assert [(choice["id"], choice["count"], choice["selected"]) for choice in step["question"]["choices"]] == [
        ("Ada", 2, True),
        ("Bor", 2, False),
        ("Nobody", 0, False),
    ]
    assert [choice["disabled"] for choice in step["question"]["choices"]] == [False, False, True]
    assert {**step, "question": None} == {**before, "question": None}


def test_a_question_that_does_not_exist_is_not_found(caller: Caller) -> None:
    assert problem(caller.call("GET", "/questions/colour")) == (404, "not-found")


def test_results_come_page_by_page(caller: Caller) -> None:
    first, last = caller.get("/results?limit=3"), caller.get("/results?limit=3&offset=3")
    assert [product["id"] for product in first["products"]] == ["p5", "p3", "p2"]
    assert [product["id"] for product in last["products"]] == ["p1", "p4"]
    assert (first["total"], last["total"], last["offset"]) == (5, 5, 3)
    assert len(caller.get("/results")["products"]) == 2
    assert caller.get("/results?offset=10000000")["products"] == []


def test_results_list_what_can_be_asked_to_be_surer(caller: Caller) -> None:
    caller.change({"hello": {"seen": True}, "brand": {"choices": ["Bor"]}})
    found = caller.get("/results")["further"]
    assert {one["question"] for one in found} == {"ports", "price"}
    assert [one["gain"] for one in found] == sorted((one["gain"] for one in found), reverse=True)
    assert found[0]["gain"] > 0 and found[0]["ask"]
    first = found[0]["question"]
    body = {"ports": {"choices": ["usb-c"]}, "price": {"max": 35}}[first]
    step = caller.answer(first, body)
    assert [answer["stale"] for answer in step["answers"]] == [False] * 3
    assert first not in {one["question"] for one in caller.get("/results")["further"]}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "offset=-1", "offset=10000001", "limit=1.5"])
def test_a_page_that_cannot_be_is_refused(caller: Caller, query: str) -> None:
    assert problem(caller.call("GET", f"/results?{query}")) == (422, "invalid-request")


def test_terms_sum_to_the_score(caller: Caller) -> None:
    for product in caller.get("/results?limit=100")["products"]:
        assert sum(term["amount"] for term in product["terms"]) == product["score"]


def test_why_says_what_a_product_meets_misses_and_does_not_state(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Ada"]})
    caller.answer("ports", {"choices": ["hdmi"]})
    why = caller.get("/products/p4/why")
    assert (why["id"], why["candidate"], why["failed"]) == ("p4", False, ["brand"])
    said = {state: [reason["question"] for reason in why[state]] for state in ("meets", "misses", "unknown")}
    assert said == {"meets": [], "misses": ["brand"], "unknown": ["ports"]}
    assert caller.get("/products/p1/why")["candidate"] is True


def test_why_of_a_product_that_does_not_exist_is_not_found(caller: Caller) -> None:
    assert problem(caller.call("GET", "/products/p99/why")) == (404, "not-found")
    assert problem(caller.call("GET", "/products/a/b/why")) == (404, "not-found")
