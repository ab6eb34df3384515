"""What a shopper searches for ranks what comes next, as a look at what it finds, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.caller import Caller
from tests.web.corner import Corner, corner_shop, results


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def search(caller: Caller, *terms: str) -> None:
    events = [{"id": f"{place} {term}", "name": "search", "term": term} for place, term in enumerate(terms)]
    assert caller.call("POST", "/events", json={"events": events}).status_code == 202


def ranks(corner: Corner, caller: Caller, word: str) -> list[int]:
    """The places of the products whose titles hold a word, among all coffees."""
    caller.answer("want", {"choices": ["pantry"]})
    titles = [corner.record(one["id"])["title"].lower() for one in results(caller)]
    return [place for place, title in enumerate(titles) if word in title]


def test_espresso_that_was_searched_for_comes_first_with_the_reason(corner: Corner) -> None:
    stranger, caller = corner.begin(), corner.begin()
    search(caller, "espresso")
    before, after = ranks(corner, stranger, "espresso"), ranks(corner, caller, "espresso")
    assert sum(after) < sum(before) / 2
    first = results(caller)[0]
    assert sum(term["amount"] for term in first["terms"]) == pytest.approx(first["score"])
    assert any("Because you searched for “espresso” – " in one["text"] for one in first["reasons"])


def test_men_searched_for_are_men_first_among_shirts(corner: Corner) -> None:
    caller = corner.begin()
    search(caller, "jeans for men")
    caller.answer("want", {"choices": ["clothes"]})
    caller.answer("garment", {"choices": ["shirt"]})
    assert {corner.record(one["id"])["audience"] for one in results(caller)[:6]} == {"men"}


def test_the_profile_says_so_and_it_can_be_taken_out(corner: Corner) -> None:
    caller = corner.begin()
    search(caller, "espresso")
    liking = caller.get("/profile")["likings"][0]
    assert (liking["because"], liking["product"]) == ("You searched for “espresso”", "")
    assert caller.call("DELETE", f"/profile/{liking['signal']}").status_code in (200, 204)
    assert liking["signal"] not in {one["signal"] for one in caller.get("/profile")["likings"]}


@pytest.mark.parametrize("term", ["", "   ", "xyzzy", "the", "a" * 500, "\u202e'; DROP TABLE", "e"])
def test_what_finds_nothing_or_all_moves_nothing_and_breaks_nothing(corner: Corner, term: str) -> None:
    stranger, caller = corner.begin(), corner.begin()
    search(caller, term)
    if term != "e":
        assert [one["id"] for one in results(caller)] == [one["id"] for one in results(stranger)]
    else:
        assert results(caller)


def test_for_a_gift_and_without_consent_earlier_searches_say_nothing(corner: Corner) -> None:
    silent = corner.begin(consent="none")
    search(silent, "espresso")
    assert [one["id"] for one in results(silent)] == [one["id"] for one in results(corner.begin(consent="none"))]
    caller, stranger = corner.begin(), corner.begin()
    search(caller, "espresso")
    for one in (caller, stranger):
        one.answer("want", {"choices": ["pantry"]})
        one.answer("recipient", {"choices": ["gift"]})
    assert [one["id"] for one in results(caller)] == [one["id"] for one in results(stranger)]
