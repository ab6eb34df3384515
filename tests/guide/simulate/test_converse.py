"""Simulated shoppers in real conversations: on a toy whose figures are known by hand, and on what is shipped."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from app.guide.simulate import simulate
from app.guide.simulate.project import project
from app.guide.simulate.shoppers import KINDS, wanted
from app.guide.simulate.study import in_order, never_shown, run, tally, trusting
from tests import builders
from tests.builders import MAPPING, NOW, TODAY, release, toy
from tests.guide.test_shipped import shop
from tests.shipped import SHIPPED

TOYS = [
    toy(f"t{number}", brand="abcd"[number // 4], size=number % 2, price=number, sold=number) for number in range(16)
]
SIZES = {"S": {"label": "S", "filter": {"size": "S"}}, "M": {"label": "M", "filter": {"size": "M"}}}
QUESTIONS = {
    "size": {"ask": "Which size?", "type": "single", "choices": SIZES},
    "brand": {"ask": "Which brand?", "type": "single", "attribute": "brand", "choices": {"auto": {}}},
}


def toys(**also):  # type: ignore[no-untyped-def]
    return release({"questions": QUESTIONS, "enough": 2, **also}, TOYS)


def test_truthful_shoppers_of_sixteen_toys_answer_two_questions_and_keep_two() -> None:
    found = tally("truthful", run(toys(), "truthful", 16, NOW, Random(1)))
    assert (found.questions, found.left, found.asked) == ((2.0, 2.0, 2.0), (2.0, 2.0), {2: 16})
    assert (found.found, found.kept, found.in_list, found.dead_ends, found.stuck) == (1, 1, 1, 0, 0)


def test_the_report_of_the_toy_is_what_is_known_of_it() -> None:
    found = simulate(toys(), NOW, 16, seed=1)
    assert (found.products, found.questions, found.enough) == (16, 2, 2)
    assert list(found.tallies) == ["author", "best"]
    assert [tally.kind for tally in found.tallies["author"]] == list(KINDS)
    assert (found.possible.optimum, found.possible.static, found.possible.written) == (2, 2, 2)
    assert found.possible.shannon == pytest.approx(2)
    assert {worth.question: (worth.alone, worth.asked) for worth in found.worths} == {"size": (1, 1), "brand": (2, 1)}
    assert found.exact and not found.redundant and not found.never_shown


def test_who_is_led_to_the_end_has_no_product() -> None:
    closing = {"size": {**QUESTIONS["size"], "next": "end"}}
    found = tally("truthful", run(release({"questions": closing}, TOYS), "truthful", 16, NOW, Random(1)))
    assert (found.left, found.listed, found.found, found.kept, found.in_list) == ((0, 0), 0, 0, 0, 0)
    assert simulate(release({"questions": closing}, TOYS), NOW, 2, seed=1).branches


def test_who_errs_is_shown_what_sinks_instead_of_a_dead_end() -> None:
    trusted = trusting(toys(), 0.9)
    found = tally("hostile", run(trusted, "hostile", 16, NOW, Random(1)))
    assert (found.dead_ends, found.listed > 0) == (0, True)


def test_the_same_seed_brings_the_same_shoppers_and_another_others() -> None:
    def talks(seed: int):  # type: ignore[no-untyped-def]
        return [run(toys(), kind, 12, NOW, Random(seed)) for kind in KINDS]

    assert talks(1) == talks(1)
    assert talks(1) != talks(2)


def test_every_product_is_wanted_equally_often_and_popular_ones_more() -> None:
    plain, popular = (wanted(toys(), NOW, kind, 1600, Random(1)) for kind in ("truthful", "popular"))
    assert {plain.count(row) for row in range(16)} == {100}
    best = toys().index.products.row_of["t15"]
    assert popular.count(best) > 300


def test_nobody_wants_what_may_not_be_shown() -> None:
    excluding = toys(merchandise=[{"exclude": {"brand": "a"}}])
    rows = wanted(excluding, NOW, "truthful", 100, Random(1))
    assert {excluding.index.products.ids[row] for row in rows} == {f"t{number}" for number in range(4, 16)}


@pytest.mark.parametrize("order", ["author", "best"])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_truthful_keep_what_they_want_and_nobody_is_stuck(name: str, order: str) -> None:
    shipped = in_order(shop(name)[0], order)
    for kind in ("truthful", "unsure"):
        assert all(talk.kept for talk in run(shipped, kind, 12, NOW, Random(3)))
    for kind in KINDS:
        assert not any(talk.stuck for talk in run(shipped, kind, 5, NOW, Random(4)))


def test_the_hostile_meet_dead_ends_and_a_way_out() -> None:
    others = {id: question for id, question in QUESTIONS.items() if id != "price"}
    hopeless = {
        "price": {
            "ask": "Price?",
            "type": "single",
            "choices": {
                "no": {"label": "Free", "filter": {"price": {"max": -1}}},
                "some": {"label": "Some", "filter": {"brand": "a"}},
            },
        },
        **others,
    }
    talks = run(release({"questions": hopeless, "enough": 0}, TOYS), "hostile", 10, NOW, Random(1))
    assert all(talk.dead_ends and not talk.stuck and talk.left for talk in talks)


def test_an_empty_catalog_has_no_shoppers() -> None:
    found = simulate(release(QUESTIONS, []), NOW, 10, seed=1)
    assert found.tallies == {"author": (), "best": ()} and found.products == 0


def test_trust_keeps_what_the_mistaken_want_in_the_list_and_lengthens_the_list_of_the_honest() -> None:
    without, trusted = (
        {kind: tally(kind, run(trusting(toys(), trust), kind, 200, NOW, Random(1))) for kind in ("truthful", "wrong")}
        for trust in (None, 0.9)
    )
    assert without["wrong"].in_list < 1 and trusted["wrong"].in_list == 1
    assert (without["truthful"].listed, trusted["truthful"].listed) == (2, 16)
    assert without["truthful"].questions == trusted["truthful"].questions


def test_what_came_on_no_first_page_is_named() -> None:
    one = release({"questions": QUESTIONS, "enough": 2, "results": {"limit": 1}}, TOYS)
    missed = never_shown(one, NOW, run(one, "truthful", 16, NOW, Random(1)))
    assert missed == tuple(sorted(f"t{number}" for number in range(16) if number % 4 < 2))


def test_a_grid_says_the_narrowest_that_is_stated_and_keeps_what_is_not() -> None:
    wide = {
        "ask": "Size?",
        "type": "single",
        "choices": {"any": {"label": "S or M", "filter": {"size": {"max": "M"}}}, **SIZES},
    }
    some = [toy("a", size=0), toy("b", size=1), toy("c", size=2), toy("d")]
    grid = project(release({"size": wide}, some), TODAY)
    said = {grid.codes[one, 0]: grid.fits[0][:, one].tolist() for one in range(grid.classes)}
    assert said[1] == [True, True, False] and said[2] == [True, False, True]
    silent = [grid.fits[0][:, one].tolist() for one in range(grid.classes) if grid.codes[one, 0] == -1]
    assert sorted(silent) == [[False] * 3, [True] * 3]


def test_a_question_that_only_prefers_is_not_in_the_grid() -> None:
    liked = {"ask": "Like?", "type": "single", "choices": {"light": {"label": "Light", "prefer": {"price": "least"}}}}
    assert project(release({**QUESTIONS, "liked": liked}, TOYS), date(2026, 11, 20)).names == ("size", "brand")


def test_variants_that_stand_together_are_one_product() -> None:
    text = MAPPING.replace("feed:", "variants: together\nfeed:").replace("popularity: sold}", "group: brand}")
    together = release({"questions": QUESTIONS, "enough": 1}, TOYS, builders.toys(text))
    talks = run(together, "truthful", 16, NOW, Random(1))
    assert project(together, TODAY).products == 4
    assert [(talk.left, talk.found, len(talk.shown)) for talk in talks] == [(1, True, 1)] * 16
    assert never_shown(together, NOW, talks) == ()
