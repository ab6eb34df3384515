"""What was answered in confidence on one visit cannot be read off the next: not in marks, likings or reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.replaying import Verdict, replay
from app.services.training import train
from tests.web.caller import Caller, Json
from tests.web.corner import Corner, corner_shop, did, ids, results
from tests.web.test_gift_spans import MINUTE, does, pick

ABOUT = {"suits", "fragrance_free", "features"}
"""What the question `skin` demands and wishes."""


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def cares(corner: Corner, caller: Caller) -> Json:
    """The step that asks how the skin is."""
    does(corner, caller, pick("want", "care"), pick("recipient", "me"), pick("care_area", "face"))
    step = caller.get()
    assert (step["question"]["id"], step["question"]["sensitive"]) == ("skin", True)
    return step


def liked(caller: Caller) -> set[str]:
    return {one["attribute"] for one in caller.get("/profile")["likings"]}


def because_of(caller: Caller) -> set[str]:
    """The attributes that products are lifted for, by rule or by a model."""
    terms = [term for one in results(caller) for term in one["terms"]]
    return {term["label"] for term in terms if term["term"] in ("affinity", "likeness")}


@pytest.mark.parametrize("trained", [False, True])
def test_the_next_visit_tells_nothing_of_it(corner: Corner, trained: bool) -> None:
    caller = corner.begin("ada")
    cares(corner, caller)
    does(corner, caller, pick("skin", "sensitive"))
    viewed = ids(results(caller, 3))
    others = corner.begin("eve")
    for one in viewed:
        did(caller, "view_item", one)
        did(others, "view_item", one)
    if trained:
        train(corner.context, "corner-shop")
    assert "fragrance_free" in liked(caller)  # of this visit it may be said: it is what was just said
    later = corner.begin("ada")
    question = cares(corner, later)["question"]
    assert not any(choice["likely"] for choice in question["choices"]) and question["confirm"] is None
    known = later.get("/profile")
    assert {one["product"] for one in known["products"]} == set(viewed)
    assert liked(later) and not liked(later) & ABOUT
    assert not [one for one in known["told"] if one["name"] == "skin"]
    labels = {
        corner.context.releases.current("corner-shop").index.catalog.attributes[id].label.pick("en") for id in ABOUT
    }
    assert because_of(later) and not because_of(later) & labels
    exported = later.get("/export")
    assert "sensitive" not in str(exported["answers"]) and not exported["events"]
    assert {one.verdict for one in replay(corner.context)} == {Verdict.SAME}


def test_a_sensitive_question_is_not_marked_on_the_visit_itself(corner: Corner) -> None:
    caller = corner.begin("ada")
    products = corner.context.releases.current("corner-shop").index.products
    soothing = [id for id in sorted(products.row_of) if "sensitive skin" in corner.record(id).get("suits", ())]
    for one in soothing[:4]:
        corner.now += MINUTE
        did(caller, "view_item", one)
    question = cares(corner, caller)["question"]
    assert not any(choice["likely"] for choice in question["choices"]) and question["confirm"] is None
