"""What is said to be unbeaten on a card, against all that the list holds."""

from __future__ import annotations

from typing import Any

import pytest

from app.conditions import Truth
from app.guide.best_in import FEW, SHARE
from app.guide.show import ranked
from app.guide.state import replay
from app.guide.step import Peak, Shown
from tests.builders import MAPPING, NOW, release, toy, toys
from tests.guide.test_shipped import shop

MADE = MAPPING.replace("  released:", "  weight: {kind: number}\n  made: {kind: category}\n  released:")
WISH = {"ask": "Which?", "type": "multiple"}
WISHES = {
    "light": {"label": "Light", "prefer": {"weight": "least"}},
    "heavy": {"label": "Heavy", "prefer": {"weight": "most"}},
    "wood": {"label": "Wood", "prefer": {"made": "wood"}},
    "ada": {"label": "Ada", "prefer": {"brand": "Ada"}},
}


def listed(
    products: list[Any], picks: list[str], mapping: str = MADE, **more: Any
) -> dict[str, tuple[Peak, ...] | None]:
    asked = {"questions": {"which": {**WISH, "choices": WISHES}}, **more}
    state = replay(release(asked, products, toys(mapping)), {"which": {"choices": picks}}, NOW)
    return {shown.id: shown.unbeaten for shown in ranked(state, 50, 0)[1]}


def toys_of(*pairs: tuple[float, float]) -> list[Any]:
    return [toy(chr(97 + n), price=price, weight=weight, made="wood") for n, (price, weight) in enumerate(pairs)]


def test_who_reaches_the_best_is_told_with_its_direction() -> None:
    found = listed(toys_of((1, 9), (2, 8), (3, 7), (4, 1), (5, 8)), ["light"])
    assert found == {"a": (Peak("price", "least"),), "b": None, "c": None, "d": (Peak("weight", "least"),), "e": None}


def test_who_reaches_the_same_is_told_it_too_though_something_dominates_it() -> None:
    found = listed(toys_of((1, 1), (1, 2), *[(5, 5)] * 6), ["light"])
    assert found["a"] == (Peak("weight", "least"), Peak("price", "least"))
    assert found["b"] == (Peak("price", "least"),)  # nothing is cheaper, even if `a` is lighter


def test_what_more_than_a_few_share_sets_nobody_apart() -> None:
    many = listed(toys_of(*[(1, n + 2) for n in range(FEW + 1)], *[(2, n + 20) for n in range(20)]), ["light"])
    assert many == {id: (Peak("weight", "least"),) if id == "a" else None for id in many}
    assert listed(toys_of((1, 1), (1, 2), (2, 3), (2, 3)), ["light"])["b"] is None  # half of a short list is many


def test_what_is_least_of_a_list_is_met_and_unbeaten_whatever_else_the_shop_has() -> None:
    """The lightest of a list may be heavy for the shop: reasons and badges say how it stands here."""
    light = [toy(f"l{n}", price=90.0 + n, weight=1.0 + n, brand="Cid") for n in range(20)]
    heavy = [toy(chr(97 + n), price=10.0 + n, weight=50.0 + n, brand="Bor") for n in range(8)]
    bor = {"label": "Bor", "filter": {"brand": "Bor"}, "prefer": {"weight": "least"}}
    asked = {"questions": {"which": {"ask": "?", "type": "single", "choices": {"bor": bor}}}}
    state = replay(release(asked, [*light, *heavy], toys(MADE)), {"which": {"choices": ["bor"]}}, NOW)
    shown = ranked(state, 9, 0)[1]
    assert shown[0].unbeaten == (Peak("weight", "least"), Peak("price", "least"))
    wished = [next(reason for reason in one.reasons if reason.share is not None) for one in shown]
    assert [reason.share for reason in wished] == [place / 7 for place in range(7, -1, -1)]
    assert [reason.truth for reason in wished] == [Truth.MEETS] * 4 + [Truth.MISSES] * 4


def test_where_nothing_differs_a_wish_for_least_is_met_without_a_share() -> None:
    asked = {"questions": {"which": {**WISH, "choices": WISHES}}}
    state = replay(release(asked, [toy("a", weight=5.0), toy("b")], toys(MADE)), {"which": {"choices": ["light"]}}, NOW)
    found = {one.id: [(reason.truth, reason.share) for reason in one.reasons] for one in ranked(state, 9, 0)[1]}
    assert found == {"a": [(Truth.MEETS, None)], "b": [(Truth.UNKNOWN, None)]}


def test_of_one_value_among_many_nothing_is_unbeaten() -> None:
    products = [toy("a", made="wood", price=4.0), *(toy(id, made="tin", price=5.0) for id in "bcdef")]
    found = listed(products, ["wood", "ada"])
    assert found == {"a": (Peak("price", "least"),), **dict.fromkeys("bcdef")}


def test_a_product_may_stand_out_by_all_together() -> None:
    pairs = [(1, 9), (9, 1), (3, 3), *((n + 4.0, n + 4.0) for n in range(12))]
    found = listed(toys_of(*pairs), ["light"])
    assert found["c"] == () and found["d"] is None


def test_what_misses_a_trusted_answer_may_be_better() -> None:
    products = [
        toy("a", price=1.0, brand="Ada"),
        *(toy(id, price=p, brand="Bor") for id, p in zip("bcde", (3, 4, 5, 6), strict=True)),
    ]
    which = {
        **WISH,
        "type": "single",
        "trust": 0.9,
        "choices": {"bor": {"label": "Bor", "filter": {"brand": "Bor"}, "prefer": {"brand": "Bor"}}},
    }
    state = replay(release({"questions": {"which": which}}, products, toys(MADE)), {"which": {"choices": ["bor"]}}, NOW)
    shown = {one.id: one.unbeaten for one in ranked(state, 9, 0)[1]}
    assert shown["b"] != (Peak("price", "least"),) and shown["a"] == (Peak("price", "least"),)


STORIES: list[tuple[str, dict[str, Any]]] = [
    ("diamonds", {"occasion": ["engagement"], "budget": {"max": 3500}, "size": ["striking"]}),
    ("diamonds", {"occasion": ["engagement"], "budget": {"max": 900}, "size": ["classic"], "cut": ["ideal"]}),
    (
        "diamonds",
        {"occasion": ["gift"], "present": ["pendant"], "budget": {"max": 600}, "priority": ["look_large", "low_price"]},
    ),
    ("graphics-cards", {"purpose": ["office"]}),
    ("typefaces", {"use": ["interface"], "weights": ["unsure"]}),
    ("corner-shop", {"want": ["device"], "device_kind": ["phone"], "phone_use": ["work"], "device_tie": ["price"]}),
    ("corner-shop", {"want": ["clothes"], "garment": ["jeans"], "wear_wishes": ["natural", "sustainable"]}),
]


@pytest.mark.parametrize(("name", "answers"), STORIES)
def test_on_no_shipped_list_does_a_card_without_it_reach_the_same(name: str, answers: dict[str, Any]) -> None:
    said = {id: answer if isinstance(answer, dict) else {"choices": answer} for id, answer in answers.items()}
    total, shown = ranked(replay(shop(name)[0], said, NOW), 10_000, 0)
    assert total == len(shown) > 1
    told = {
        peak: [one for one in shown if one.unbeaten and peak in one.unbeaten]
        for one in shown
        for peak in one.unbeaten or ()
    }
    for peak, having in told.items():
        assert len(having) <= max(1, min(FEW, total // SHARE))
        best = value_of(having[0], peak)
        for one in shown:
            assert (one in having) == (value_of(one, peak) == best) and not value_of(one, peak) > best


def value_of(shown: Shown, peak: Peak) -> float:
    value = shown.product.get(peak.attribute)
    return -float("inf") if not isinstance(value, float) else value if peak.way == "most" else -value
