"""What clothes are for, and what typefaces are made as, is read from tags: stories on the shipped catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from random import Random

from app.catalog.model import Product
from app.guide import reorder, see_results, why
from app.guide.step import Shown
from app.shopper import Event, Name
from tests.builders import NOW
from tests.guide.test_shipped import shop

READ = ("subsets", "weights", "axes", "traits")


def viewed(ids: Sequence[str]) -> list[Event]:
    times = (NOW - timedelta(minutes=len(ids) - place) for place in range(len(ids)))
    return [Event(id, Name.VIEW_ITEM, at, (id,)) for id, at in zip(ids, times, strict=True)]


def test_after_any_two_summer_dresses_no_hiking_boots_stand_among_the_first_shoes() -> None:
    release, oracle = shop("corner-shop")
    record = {each["id"]: each for each in oracle.products}
    dresses = [id for id, each in record.items() if each.get("kind") == "summer dress"]
    shoes = [id for id, each in record.items() if each["category"] == "Shoes"]
    pairs = list(combinations(dresses, 2))
    assert len(pairs) == 45
    for pair in pairs:
        found = [record[one.id]["kind"] for one in reorder(release, {}, viewed(pair), NOW, shoes).products]
        assert "hiking boots" not in found[:5], pair


def overlap(one: Product, other: Product) -> float:
    """The share of the tags of either that both have."""
    mine, theirs = ({(id, tag) for id in READ for tag in each.get(id) or ()} for each in (one, other))
    return len(mine & theirs) / len(mine | theirs)


def test_after_three_school_hands_what_is_made_like_them_leads_and_not_the_alphabet() -> None:
    release, oracle = shop("typefaces")
    record = {each["id"]: each for each in oracle.products}
    hands = sorted(id for id, each in record.items() if each["category"] == "handwriting")
    school = [id for id in hands if record[id].get("traits") == ("school",)]
    for seed in range(4):
        trio = Random(seed).sample(school, 3)
        listed = [one.id for one in see_results(release, {}, viewed(trio), NOW, 15).products]
        leading, plainly = (
            [record[id] for id in some if id not in trio][:12] for some in (listed, hands)
        )  # fmt: skip
        alike, alphabet = (
            sum(overlap(one, record[id]) for one in some for id in trio) / 36 for some in (leading, plainly)
        )
        assert alike > alphabet + 0.2, trio
        assert all("school" in (one.get("traits") or ()) for one in leading), trio


def tagged(shown: Shown) -> list[tuple[str, str, str]]:
    """The terms of a product that name a tag: the attribute, the tag, and the product that it comes from."""
    return [(term.name, term.value, term.cause) for term in shown.terms if term.value]


def test_a_tag_that_is_named_is_had_by_the_product_and_by_the_one_looked_at() -> None:
    for name in ("corner-shop", "typefaces", "graphics-cards"):
        release, oracle = shop(name)
        record = {each["id"]: each for each in oracle.products}
        named = 0
        for seed in range(6):
            seen = Random(seed).sample(sorted(record), 3)
            listed = see_results(release, {}, viewed(seen), NOW, 30).products
            for id, (attribute, tag, cause) in ((one.id, told) for one in listed for told in tagged(one)):
                assert cause in seen
                assert tag in (record[id][attribute] or ()) and tag in (record[cause][attribute] or ())
                named += 1
            assert tagged(why(release, {}, viewed(seen), NOW, listed[0].id).shown) == tagged(listed[0])
        assert named > 50, name


def test_a_search_that_names_a_tag_says_more_than_what_was_looked_at() -> None:
    release, oracle = shop("corner-shop")
    shoes = [each["id"] for each in oracle.products if each["category"] == "Shoes"]
    seen = viewed(["dres-03-blue", "dres-04-red"])

    def named(query: str) -> set[str]:
        found = reorder(release, {}, seen, NOW, shoes, query).products
        return {term.name for one in found for term in one.terms if term.kind == "affinity"}

    assert "season" in named("") and "season" in named("shoes")
    assert named("winter shoes") == named("shoes") - {"season"}
