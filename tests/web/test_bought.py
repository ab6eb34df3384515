"""What was bought on the corner shop's pages or in its stores is kept back by policy, and brings what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.guide.step import Shown
from app.ranking import Term
from app.ranking.votes import AFFINITY
from app.web.because import Because
from tests.homes import NOW
from tests.web.caller import API, Caller, Json
from tests.web.corner import Corner, corner_shop, did, ids, results
from tests.web.test_openapi import conform

PHONE, OTHER_PHONE, COFFEE = "phon-01-128-black", "phon-02-256-black", "coff-01-coffee-beans-500-g"
DAY = timedelta(days=1)


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def phones(caller: Caller) -> Caller:
    caller.answer("want", {"choices": ["device"]})
    caller.answer("device_kind", {"choices": ["phone"]})
    return caller


def pantry(caller: Caller) -> Caller:
    caller.answer("want", {"choices": ["pantry"]})
    return caller


def count(caller: Caller, question: str, choice: str) -> int:
    choices = caller.get(f"/questions/{question}")["question"]["choices"]
    return next(one["count"] for one in choices if one["id"] == choice)


def test_a_phone_that_was_bought_is_not_shown_or_counted_in_that_very_step(corner: Corner) -> None:
    caller = phones(corner.begin())
    before, counted = caller.get()["remaining"], count(caller, "device_kind", "phone")
    did(caller, "purchase", PHONE)
    assert caller.get()["remaining"] == before - 1
    assert count(caller, "device_kind", "phone") == counted - 1
    assert PHONE not in ids(results(caller))
    stranger = phones(corner.begin())
    assert stranger.get()["remaining"] == before
    assert PHONE in ids(results(stranger))


def test_why_says_that_it_was_bought(corner: Corner) -> None:
    caller = pantry(corner.begin())
    did(caller, "purchase", PHONE, COFFEE)
    found = caller.get(f"/products/{PHONE}/why")
    assert (found["candidate"], found["obstacle"], found["label"]) == (False, "bought", "You have bought it.")
    assert found["bought"]["text"] == "You bought this on Nov 20, 2026; it is not offered to you again."
    coffee = caller.get(f"/products/{COFFEE}/why")["bought"]
    assert coffee["text"] == "You bought this on Nov 20, 2026; it is offered to you again from Dec 11, 2026."
    assert coffee["kept_back"]
    described: Json = corner.client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, "/session/products/{product}/why", "get", 200, found)


def test_orders_of_any_channel_count_with_consent_and_only_then(corner: Corner) -> None:
    corner.order("ada", (PHONE, 400), (COFFEE, 2))
    assert PHONE not in ids(results(phones(corner.begin("ada"))))
    assert COFFEE not in ids(results(pantry(corner.begin("ada"))))
    for caller in (corner.begin("ada", consent="session"), corner.begin("bor"), corner.begin()):
        assert PHONE in ids(results(phones(caller)))


def test_an_earlier_consented_visit_counts_and_switching_off_ends_it(corner: Corner) -> None:
    did(corner.begin("ada"), "purchase", PHONE)
    corner.now = NOW + DAY
    later = phones(corner.begin("ada"))
    assert PHONE not in ids(results(later))
    later.call("PUT", "/consent", json={"consent": "none"})
    assert PHONE in ids(results(later))


def test_coffee_comes_back_at_its_interval_at_the_top_and_says_why(corner: Corner) -> None:
    corner.order("ada", (COFFEE, 20))
    assert COFFEE not in ids(results(pantry(corner.begin("ada"))))
    corner.now = NOW + 2 * DAY
    first = results(pantry(corner.begin("ada")))[0]
    assert first["id"] == COFFEE
    assert "Harbour Blend coffee beans, 500 g before" in first["reasons"][-1]["text"]
    assert sum(term["amount"] for term in first["terms"]) == pytest.approx(first["score"])


def test_the_crowd_and_the_person_move_the_interval(corner: Corner, tmp_path_factory: pytest.TempPathFactory) -> None:
    corner.order("ada", *((COFFEE, 12 + 7 * week) for week in range(6)))
    assert COFFEE in ids(results(pantry(corner.begin("ada"))))
    corner.order("bor", (COFFEE, 12))
    assert COFFEE not in ids(results(pantry(corner.begin("bor"))))
    for number in range(30):
        corner.order(f"crowd {number}", *((COFFEE, 10 * back) for back in range(6)))
    corner.context.releases._served.releases.clear()  # as at the next start
    corner.context.releases._served.versions.clear()
    corner.context.releases.refresh()
    assert COFFEE in ids(results(pantry(corner.begin("bor"))))


def test_a_phone_brings_what_fits_it_and_makes_phones_less_wanted(corner: Corner) -> None:
    corner.order("ada", (PHONE, 3))
    caller = corner.begin("ada")
    caller.answer("want", {"choices": ["accessory"]})
    found = results(caller)
    assert [term["label"] for term in found[0]["terms"] if term["term"] == "goes_with"] == [
        "Goes with Nimbrel Sora 6 smartphone, 128 GB, black"
    ]
    for product in found:
        if any(term["term"] == "goes_with" for term in product["terms"]):
            assert "phon-01" in corner.record(product["id"]).get("compatible_with", "phon-01")

    def places(caller: Caller) -> list[int]:
        caller.answer("want", {"choices": ["device"]})
        found = [corner.record(one["id"])["category"] for one in results(caller)]
        return [place for place, category in enumerate(found) if category == "Phones"]

    owner, stranger = places(corner.begin("ada")), places(corner.begin())
    assert len(owner) == len(stranger) - 1
    assert owner[0] >= 12
    assert sum(owner) / len(owner) > 2 * sum(stranger) / len(stranger)


def test_what_is_made_for_another_phone_stands_below_what_fits(corner: Corner) -> None:
    caller = corner.begin()
    caller.answer("want", {"choices": ["accessory"]})
    did(caller, "add_to_cart", PHONE)
    found = [one for one in results(caller) if corner.record(one["id"])["stock"]]
    made_for = [corner.record(one["id"]).get("compatible_with", ()) for one in found]
    kinds = [{term["term"] for term in one["terms"]} & {"goes_with", "misfit"} for one in found]
    cases = [corner.record(one["id"])["category"] == "Cases" for one in found]
    for models, kind, case in zip(made_for, kinds, cases, strict=True):
        if case and models:
            assert kind == ({"goes_with"} if "phon-01" in models else {"misfit"})
    fitting = [place for place, kind in enumerate(kinds) if kind == {"goes_with"} and cases[place]]
    others = [place for place, kind in enumerate(kinds) if kind == {"misfit"}]
    assert fitting and others and fitting[0] < others[0]
    assert sum(fitting) / len(fitting) < sum(others) / len(others)
    amounts = [one["amount"] for one in found[others[0]]["terms"] if one["term"] == "misfit"]
    assert amounts == [pytest.approx(-0.4)]
    did(caller, "add_to_cart", OTHER_PHONE)
    assert all(
        "misfit" not in {term["term"] for term in one["terms"]}
        for one in results(caller)
        if "phon-02" in corner.record(one["id"]).get("compatible_with", ())
    )


def test_while_a_gift_is_sought_nothing_that_was_bought_is_kept_back(corner: Corner) -> None:
    corner.order("ada", (PHONE, 3))
    caller = phones(corner.begin("ada"))
    left = caller.get()["remaining"]
    assert count(caller, "recipient", "gift") == left + 1
    assert count(caller, "recipient", "me") == left
    step = caller.answer("recipient", {"choices": ["gift"]})
    assert step["remaining"] == left + 1
    did(caller, "purchase", PHONE)
    assert PHONE in ids(results(caller))
    assert caller.get(f"/products/{PHONE}/why")["bought"] is None
    assert caller.answer("recipient", {"choices": ["me"]})["remaining"] == left


def test_what_was_bought_as_a_gift_is_not_kept_back_on_the_next_visit(corner: Corner) -> None:
    giving = phones(corner.begin("ada"))
    giving.answer("recipient", {"choices": ["gift"]})
    did(giving, "purchase", PHONE)
    corner.order("ada", (PHONE, 0))
    corner.now = NOW + DAY
    assert PHONE in ids(results(phones(corner.begin("ada"))))


def test_a_purchase_taken_out_of_the_profile_keeps_nothing_back(corner: Corner) -> None:
    corner.order("ada", (PHONE, 3))
    caller = phones(corner.begin("ada"))
    found = caller.get("/profile")
    assert (found["orders"], found["purchases"][0]["signal"]) == (1, f"product:{PHONE}")
    assert caller.call("DELETE", f"/profile/product:{PHONE}").status_code == 200
    assert PHONE in ids(results(caller))
    assert PHONE in ids(results(phones(corner.begin("ada"))))


def test_a_flood_of_views_does_not_bring_back_what_was_bought(corner: Corner) -> None:
    caller = phones(corner.begin())
    did(caller, "purchase", PHONE)
    for batch in range(3):
        events = [{"id": f"{batch} {one}", "name": "view_item", "products": [{"id": COFFEE}]} for one in range(100)]
        assert caller.call("POST", "/events", json={"events": events}).status_code == 202
    assert PHONE not in ids(results(caller))


JEANS = "Nuala straight jeans, black"


@pytest.mark.parametrize(
    ("language", "looked", "bought"),
    [
        ("en", f"Because you looked at {JEANS} – For: Women", f"Because you bought {JEANS} – For: Women"),
        ("de", f"Weil du dir {JEANS} angesehen hast – Für: Damen", f"Weil du {JEANS} gekauft hast – Für: Damen"),
    ],
)
def test_a_leaning_that_comes_from_a_purchase_says_so(corner: Corner, language: str, looked: str, bought: str) -> None:
    caller = corner.begin(language=language)
    did(caller, "view_item", "jean-14-black")
    assert looked in said_of_all(caller) and bought not in said_of_all(caller)
    did(caller, "purchase", "jean-14-black")
    did(caller, "view_item", "jean-14-black")
    assert bought in said_of_all(caller) and looked not in said_of_all(caller)
    labels = {term["label"] for one in results(caller) for term in one["terms"]}
    assert bought.partition(":")[0] in labels and looked.partition(":")[0] not in labels


def said_of_all(caller: Caller) -> set[str]:
    return {reason["text"] for one in results(caller) for reason in one["reasons"]}


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_language_tells_what_was_bought_from_what_was_looked_at(corner: Corner, language: str) -> None:
    because = Because(corner.context.releases.current("corner-shop"), language)
    shown = Shown("x", {}, 0.0, (), (), bought=frozenset((PHONE,)))
    terms = [Term(AFFINITY, "", "network", 1.0, cause) for cause in (PHONE, OTHER_PHONE)]
    said = {because.say(term, "5G", shown).replace(because.title(term.cause), "…") for term in terms}
    assert len(said) == 2 and all("5G" in one for one in said)
