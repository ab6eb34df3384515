"""Not for me: dismissed products leave everything that is shown and counted, and come back."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.caller import API, Caller, Json
from tests.web.test_openapi import conform


def counts(caller: Caller, question: str = "brand") -> dict[str, int]:
    """The live counts of a question."""
    found = caller.get(f"/questions/{question}")["question"]
    return {choice["id"]: choice["count"] for choice in found["choices"]}


def products(caller: Caller) -> set[str]:
    return {product["id"] for product in caller.get("/results?limit=100")["products"]}


def test_a_dismissed_product_leaves_counts_and_results_and_comes_back(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    before = caller.get()["remaining"], counts(caller), products(caller)
    for _ in range(2):
        response = caller.call("PUT", "/dismissed/p1")
        assert response.status_code == 200
        assert response.json["remaining"] == before[0] - 1  # type: ignore[index]
    assert counts(caller) == {**before[1], "Ada": before[1]["Ada"] - 1}
    assert products(caller) == before[2] - {"p1"}
    for _ in range(2):
        assert caller.call("DELETE", "/dismissed/p1").status_code == 200
    assert (caller.get()["remaining"], counts(caller), products(caller)) == before


def test_dismissals_of_one_shopper_are_no_other_shoppers(api: FlaskClient, caller: Caller) -> None:
    other, later = Caller.begin(api, "toys"), Caller.begin(api, "toys")
    for each in (caller, other, later):
        each.answer("hello", {"seen": True})
    before = counts(caller)
    assert other.call("PUT", "/dismissed/p2").status_code == 200
    assert counts(other) != before
    assert counts(caller) == before
    assert counts(later) == before


def test_why_says_that_a_product_is_dismissed(caller: Caller) -> None:
    caller.call("PUT", "/dismissed/p1")
    found = {id: caller.get(f"/products/{id}/why") for id in ("p1", "p2")}
    assert (found["p1"]["dismissed"], found["p1"]["candidate"]) == (True, False)
    assert (found["p1"]["obstacle"], found["p1"]["change"]) == ("dismissed", {})
    assert found["p1"]["label"] == "You said that this one is not for you."
    assert (found["p2"]["dismissed"], found["p2"]["candidate"]) == (False, True)


def test_an_unknown_product_is_not_found(caller: Caller, api: FlaskClient) -> None:
    described: Json = api.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    for method in ("PUT", "DELETE"):
        response = caller.call(method, "/dismissed/nothing")
        conform(described, "/session/dismissed/{product}", method.lower(), 404, response.json)
    assert caller.get("/export")["dismissed"] == []


def test_all_may_be_dismissed(caller: Caller) -> None:
    for product in products(caller):
        caller.call("PUT", f"/dismissed/{product}")
    step = caller.get()
    assert (step["remaining"], step["kind"], step["products"]) == (0, "results", [])
    assert step["empty"] and step["relaxations"] == []


def test_a_dismissal_is_learnt_from_unless_personalization_is_off(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    for product in ("p3", "p5"):
        caller.call("PUT", f"/dismissed/{product}")

    def told() -> list[str]:
        return [term["label"] for term in caller.get("/products/p1/why")["terms"] if term["term"] == "unlike"]

    assert told() == ["Like Toy 3, which is not for you"]
    assert caller.call("PUT", "/consent", json={"consent": "none"}).status_code == 200
    assert told() == []
    assert "p3" not in products(caller)
