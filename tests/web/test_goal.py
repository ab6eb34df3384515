"""A ranking fitted to a goal on the demo's corner shop: better for it, within its rails, and taken back by a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli import salesclerk
from app.errors import Refused
from app.services.goals import fit, forget
from app.services.publishing import publish
from tests.web.test_segments import Shop, products, shop_in

WISHES = {
    "want": {"choices": ["clothes"]},
    "garment": {"choices": ["shirt"]},
    "recipient": {"choices": ["me"]},
    "wearer": {"choices": ["men"]},
    "wear_wishes": {"choices": ["natural"]},
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = shop_in(tmp_path / "shop")
    yield made
    made.context.close()


def amounts(found: list[Any], kind: str) -> dict[str, float]:
    return {one["id"]: sum(term["amount"] for term in one["terms"] if term["term"] == kind) for one in found}


def sell(shop: Shop, many: int) -> None:
    """Shoppers who wish for something and buy what sells least of what has it."""
    index = shop.context.releases.current("corner-shop").index.products
    for number in range(many):
        caller = shop.comes(consent="session")
        found = products(caller, WISHES)
        popular = amounts(found, "popularity")
        wished = amounts(found, "wish")
        best = max(wished.values())
        id = min((id for id in popular if wished[id] == best), key=lambda id: (popular[id], id))
        assert id in index.row_of
        event = {"id": f"e{number}", "name": "purchase", "products": [{"id": id}]}
        assert caller.call("POST", "/events", json={"events": [event]}).status_code == 202


def test_the_weights_follow_what_is_bought_and_come_back_by_a_word(shop: Shop) -> None:
    before = amounts(products(shop.comes(), WISHES), "popularity")
    sell(shop, 60)
    tried = fit(shop.context, "corner-shop", dry=True)
    assert tried.kept
    assert tried.factors["popularity"] < 1
    assert amounts(products(shop.comes(), WISHES), "popularity") == before
    assert fit(shop.context, "corner-shop") == tried
    after = products(shop.comes(), WISHES)
    for id, amount in amounts(after, "popularity").items():
        assert amount == pytest.approx(before[id] * tried.factors["popularity"])
    assert {one["id"] for one in after} == set(before)
    forget(shop.context, "corner-shop")
    assert amounts(products(shop.comes(), WISHES), "popularity") == before


def test_few_outcomes_change_nothing(shop: Shop) -> None:
    sell(shop, 3)
    fitted = fit(shop.context, "corner-shop")
    assert (fitted.kept, fitted.outcomes) == (False, 3)
    assert shop.context.releases.current("corner-shop").factors == {}


def test_another_goal_does_not_inherit_the_weights(shop: Shop) -> None:
    sell(shop, 60)
    fit(shop.context, "corner-shop")
    assert shop.context.releases.current("corner-shop").factors
    path = shop.home / "questionnaires" / "corner-shop.yaml"
    path.write_text(path.read_text("utf-8").replace("worth: margin", "segment: premier"), "utf-8")
    assert publish(shop.context, path, "me", "").version
    assert shop.context.releases.current("corner-shop").factors == {}
    assert fit(shop.context, "corner-shop").outcomes == 0


def test_a_questionnaire_without_a_goal_is_told_so(shop: Shop) -> None:
    path = shop.home / "questionnaires" / "corner-shop.yaml"
    path.write_text(path.read_text("utf-8").replace("goal: {event: purchase, worth: margin}\n", ""), "utf-8")
    shop.context.folders.take_in()
    with pytest.raises(Refused, match="no goal"):
        fit(shop.context, "corner-shop")


def test_the_command_says_what_came_of_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    sell(shop, 3)
    monkeypatch.setenv("SALESCLERK_HOME", str(shop.home))
    done = CliRunner().invoke(salesclerk, ["goal", "corner-shop"])
    assert done.exit_code == 1, done.output
    assert "corner-shop: 3 outcomes" in done.output
    assert "40 outcomes are needed, there are 3: the weights stay as written" in done.output
