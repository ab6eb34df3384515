"""What was done while a gift was sought stays the gift's, whichever way the answers are changed, and whatever the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.given import own_orders
from app.services.replaying import Verdict, replay
from app.services.training import train
from app.store import orders
from tests.homes import NOW
from tests.web.caller import Caller
from tests.web.corner import Corner, corner_shop, did, ids, results
from tests.web.test_gift import some

MINUTE = timedelta(minutes=1)
Change = Callable[[Caller], object]


def pick(question: str, choice: str) -> Change:
    return lambda caller: caller.answer(question, {"choices": [choice]})


def skip(question: str) -> Change:
    return lambda caller: caller.answer(question, {"skip": True})


def withdraw(question: str) -> Change:
    return lambda caller: caller.call("DELETE", f"/answers/{question}")


ME, GIFT = pick("recipient", "me"), pick("recipient", "gift")
BEGUN: tuple[Change, ...] = (pick("want", "shoes"), GIFT)
EDITS: dict[str, tuple[Change, ...]] = {
    "nothing": (),
    "the same again": (GIFT,),
    "another gift choice": (pick("want", "present"),),
    "off": (ME,),
    "off and on": (ME, GIFT),
    "skipped": (skip("recipient"),),
    "withdrawn": (withdraw("recipient"),),
    "withdrawn and on": (withdraw("recipient"), GIFT),
    "the question before withdrawn": (withdraw("want"),),
    "the question before changed": (pick("want", "bag"),),
    "a present and then none": (pick("want", "present"), pick("want", "shoes"), ME),
}


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def does(corner: Corner, caller: Caller, *changes: Change) -> None:
    """One change after the other, a minute apart."""
    for change in changes:
        corner.now += MINUTE
        change(caller)
    corner.now += MINUTE


def profile(caller: Caller) -> tuple[list[str], list[str], int]:
    found = caller.get("/profile")
    assert not found["likings"] or found["products"]
    return (
        [one["product"] for one in found["products"]],
        [one["product"] for one in found["purchases"]],
        found["orders"],
    )


NOTHING: tuple[list[str], list[str], int] = ([], [], 0)


def test_whatever_is_changed_the_gift_is_nobodys_taste(corner: Corner) -> None:
    shoes = some(corner, "women", "Shoes", "Shoes", "Shoes")
    for who, edits in EDITS.items():
        caller = corner.begin(who)
        does(corner, caller, *BEGUN)
        for one in shoes:
            did(caller, "view_item", one)
        did(caller, "purchase", shoes[0])
        assert shoes[0] in profile(caller)[0]  # it ranks this session
        does(corner, caller, *edits)
        corner.order(who, (shoes[0], 0.001), (shoes[1], 0.1))
        assert profile(corner.begin(who)) == ([], [shoes[1]], 1), who  # what the books have from before is not of it
        if not caller.get()["gift"]:
            assert profile(caller) == ([], [shoes[1]], 1), who
        later = corner.begin(who)
        does(corner, later, pick("want", "shoes"), ME, pick("wearer", "women"))
        assert shoes[0] in ids(results(later)) and shoes[1] not in ids(results(later)), (
            who
        )  # kept back is what is owned
        exported = later.get("/export")
        assert exported["events"] == [], who
    tally = train(corner.context, "corner-shop").trained.tally
    assert {fate: many for fate, many in tally.items() if many} == {"gift": 4 * len(EDITS)}
    with corner.context.database.reading() as db:  # what triggers and rhythms are learnt from
        assert [one.product for one in own_orders(db, orders.every(db))] == [shoes[1]] * len(EDITS)


def test_before_and_after_count_again(corner: Corner) -> None:
    before, gift, after = some(corner, "men", "Shoes", "Jeans", "Jackets")
    caller = corner.begin("ada")
    does(corner, caller, pick("want", "shoes"), lambda one: did(one, "view_item", before), GIFT)
    assert profile(caller) == NOTHING
    does(corner, caller, lambda one: did(one, "view_item", gift))
    assert profile(caller)[0] == [gift]
    does(corner, caller, ME)
    assert profile(caller)[0] == [before]
    does(corner, caller, lambda one: did(one, "view_item", after))
    assert profile(caller)[0] == [after, before]
    does(corner, caller, GIFT)
    assert profile(caller) == NOTHING  # another gift
    assert profile(corner.begin("ada"))[0] == [after, before]
    assert {one.verdict for one in replay(corner.context)} == {Verdict.SAME}


def test_the_shoppers_clock_decides_nothing(corner: Corner) -> None:
    slow, late, own = some(corner, "women", "Shoes", "Shoes", "Shoes")
    caller = corner.begin("ada")
    corner.now += timedelta(hours=1)
    does(corner, caller, *BEGUN)
    did(caller, "purchase", slow, at=corner.now - timedelta(minutes=30))  # the clock is half an hour slow
    assert profile(caller)[0] == [slow]
    within = corner.now
    does(corner, caller, ME)
    did(caller, "purchase", late, at=within)  # was done within, and comes in afterwards
    assert profile(caller) == profile(corner.begin("ada")) == NOTHING
    did(caller, "view_item", own)
    assert profile(caller)[0] == profile(corner.begin("ada"))[0] == [own]
    assert {one.verdict for one in replay(corner.context)} == {Verdict.SAME}
    tally = train(corner.context, "corner-shop").trained.tally
    assert (tally["gift"], tally["learnt"]) == (2, 1)


def test_dismissed_for_a_gift_is_learnt_from_for_that_gift_alone(corner: Corner) -> None:
    caller = corner.begin("ada")
    does(corner, caller, pick("want", "shoes"), GIFT, pick("wearer", "women"))
    unwanted = [one["id"] for one in results(caller, 3)]
    for one in unwanted:
        assert caller.call("PUT", f"/dismissed/{one}").status_code == 200

    def unlike() -> bool:
        return any(term["term"] == "unlike" for one in results(caller) for term in one["terms"])

    assert unlike()
    does(corner, caller, ME)
    assert not unlike()
    assert not set(unwanted) & set(ids(results(caller)))  # they were said not to be wanted in this list


def test_a_gift_that_comes_onto_the_path_by_another_answer_is_one_from_then_on(corner: Corner) -> None:
    caller = corner.begin("ada")
    (given,) = some(corner, "women", "Shoes")
    does(corner, caller, *BEGUN, withdraw("want"))
    assert not caller.get()["gift"]
    (own,) = some(corner, "men", "Shoes")
    does(corner, caller, lambda one: did(one, "purchase", own), pick("want", "shoes"))
    assert caller.get()["gift"]
    did(caller, "purchase", given)
    assert profile(corner.begin("ada"))[1] == [own]


def test_a_gift_in_the_prefill_of_a_page_is_one_from_the_beginning(corner: Corner) -> None:
    prefill = {"want": {"choices": ["shoes"]}, "recipient": {"choices": ["gift"]}}
    caller = corner.begin("ada", prefill=prefill)
    assert caller.get()["gift"]
    did(caller, "purchase", *some(corner, "women", "Shoes"), at=NOW - MINUTE)
    does(corner, caller, ME)
    assert profile(caller) == profile(corner.begin("ada")) == NOTHING


def test_a_call_without_a_session_uses_nothing_that_was_done_of_a_gift(corner: Corner) -> None:
    def marked(recipient: str, *products: str) -> list[str]:
        answers = {"want": {"choices": ["shoes"]}, "recipient": {"choices": [recipient]}}
        events = [{"id": one, "name": "view_item", "products": [{"id": one}]} for one in products]
        body = {"answers": answers, "events": events}
        step = corner.client.post("/api/v1/questionnaires/corner-shop/step", json=body).json
        return [one["id"] for one in step["question"]["choices"] if one["likely"]]  # type: ignore[index]

    viewed = some(corner, "men", "Shoes", "Shoes")
    assert (marked("me", *viewed), marked("gift", *viewed)) == (["men"], [])
