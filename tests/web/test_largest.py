"""Every number of the formats at its bound: what passes the checks is served, and what would break the shop does not pass."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

import pytest

from app.config import Settings
from app.services import open_context
from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import Caller
from tests.web.corner import did

HEAVIEST = """\
ranking: {preference: 100, popularity: 100, affinity: 100, covisit: 100, diversity: 100}
merchandise:
  - {boost: {brand: Ada}, by: 100}
  - {bury: {brand: Bor}, by: 100}
rules:
  - {prefer: {brand: {points: {Ada: 1000, Bor: -1000}, importance: 100}}}
  - {prefer: {price: {near: 1e15, within: 0.000001, importance: 100}}}
  - {prefer: {price: {near: 20, within: 1e15, importance: 100}}}
questions:
  length: {ask: How long?, type: number, min: -1e15, max: 1e15, step: 0.000001, filter: {price: {max: {answer: length, times: 1000000, plus: 1e15}}}}
"""
TRIGGER = """\
more:
  {after: {event: purchase, product: {brand: Ada}}, offer: {brand: Cid}, for: 9999 days, by: 100}
"""


def test_the_largest_numbers_are_computed_with(tmp_path: Path) -> None:
    home = toy_home(tmp_path)
    home.edit("questionnaires/toys.yaml", "questions:\n", HEAVIEST)
    home.put("questionnaires/triggers.yaml", TRIGGER.replace("9999", "3650"))
    home.edit("catalog/toys.csv", "p3,Toy 3,Bor,usb-c,30", "p3,Toy 3,Bor,usb-c,1e15")
    home.edit("catalog/toys.mapping.yaml", "decimals: 0", "decimals: 10")
    context = home.open()
    assert [str(issue) for issue in context.folders.issues if issue.severity == "error"] == []
    caller = Caller.begin(create_app(context).test_client(), "toys")
    did(caller, "view_item", "p1")
    did(caller, "purchase", "p2")
    caller.answer("length", {"value": 1e15})
    found = caller.get("/results?limit=100")["products"]
    assert {one["id"] for one in found} >= {"p1", "p3", "p5"}
    assert all(isfinite(one["score"]) for one in found)
    ranked = caller.call("POST", "/rank", json={"products": ["p3", "p1", "p5"]})
    assert ranked.status_code == 200, ranked.text
    assert {one["id"] for one in ranked.json["products"]} == {"p3", "p1", "p5"}  # type: ignore[index]
    context.close()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ranking: {affinity: 1e308}", "toys.yaml:8:21: error[bad-value]: a number from 0 to 100 is wanted here"),
        ("merchandise: [{boost: {brand: Ada}, by: 1e308}]", "toys.yaml:8:41: error[bad-value]"),
        ("rules: [{prefer: {price: {near: 1e308}}}]", "toys.yaml:8:33: error[wrong-test]: `1e308` is beyond"),
        ("rules: [{filter: {price: {max: 1e308}}}]", "toys.yaml:8:32: error[wrong-test]: `1e308` is beyond"),
    ],
)
def test_a_number_beyond_is_named_with_its_line_and_nothing_is_served_of_it(
    tmp_path: Path, written: str, said: str
) -> None:
    home = toy_home(tmp_path)
    home.edit("questionnaires/toys.yaml", "questions:\n", f"{written}\nquestions:\n")
    context = open_context(Settings(home=tmp_path))
    assert any(said in str(issue) for issue in context.folders.issues), [str(issue) for issue in context.folders.issues]
    assert "toys" not in context.releases.releases()
    context.close()


def test_a_trigger_adds_no_more_than_can_be_computed_with(tmp_path: Path) -> None:
    home = toy_home(tmp_path)
    home.put("questionnaires/triggers.yaml", TRIGGER.replace("by: 100", "by: 1e308").replace("9999", "36"))
    context = home.open()
    assert any("triggers.yaml:2:" in str(one) and "0 to 100" in str(one) for one in context.folders.issues)
    context.close()
