"""The bound of every block holds to the last bit, and the best rows found by it are those of the full sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Fit, bitset
from app.conditions.wish import Extreme, Wish
from app.guide import see_results
from app.guide.show import _Display
from app.guide.state import replay
from app.ranking import Asked, Scorer, Weights, best_rows
from app.ranking.blocks import BLOCK, blocks, bounds_of
from app.ranking.grade import Grades, Listed, Looked, Marked
from tests import worlds
from tests.builders import NOW, release, toy
from tests.guide.test_advance import World, some

ROWS = 3 * BLOCK + 17
WORTH = [-1.5, -0.1, 0.0, 0.1, 0.2, 0.30000000000000004, 1 / 3, 1.0, 3.0, np.nan]


@dataclass(frozen=True)
class Case:
    """A scorer of more than three blocks of rows, and a set of them."""

    scorer: Scorer
    bits: bitset.Bits
    rank: np.ndarray


def bits(rng: np.random.Generator, share: float) -> bitset.Bits:
    """Some rows, more of them in front, as popular products stand there."""
    return bitset.pack(rng.random(ROWS) < share * np.linspace(1.5, 0.5, ROWS))


def grades(rng: np.random.Generator, form: str) -> Grades:
    table = rng.choice(WORTH, 9)
    codes = rng.integers(0, 9, ROWS).astype(np.uint8)
    codes[:BLOCK] = rng.integers(0, 2)
    match form:
        case "looked":
            return Looked(codes, table)
        case "listed":
            return Listed(table[codes] * rng.choice([0.7, 1.0], ROWS))
        case "marked":
            passes = bits(rng, 0.5)
            return Marked(Fit(passes, passes & bits(rng, 0.5)), ROWS)
    met = bits(rng, 0.5)
    return Marked(Fit(met, met), ROWS)


FORMS = st.lists(st.sampled_from(["looked", "listed", "marked", "met"]), max_size=4)
FACTORS = st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0, 3.0, 7.0])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    wishes = [
        (Asked("q", "", Wish("price", Extreme(most=True), draw(FACTORS)), draw(FACTORS)), grades(rng, form))
        for form in draw(FORMS)
    ]
    pushes = [
        (f"d{by}", by, bits(rng, 0.3)) for by in draw(st.lists(st.sampled_from([-2.0, -0.3, 0.1, 2.0]), max_size=3))
    ]
    scorer = Scorer(
        wishes=wishes,
        unstated=[("q", bits(rng, 0.2)) for _ in range(draw(st.integers(0, 2)))],
        pushes=pushes,
        popularity=draw(st.none() | st.just(grades(rng, "looked"))),
        weights=Weights(draw(FACTORS), draw(FACTORS)),
    )
    return Case(scorer, bits(rng, draw(st.sampled_from([0.0, 0.05, 0.6, 2.0]))), rng.permutation(ROWS).astype(np.int32))


@given(cases())
def test_no_product_of_a_block_exceeds_its_bound(case: Case) -> None:
    total, bound = case.scorer.score(np.arange(ROWS)).total, case.scorer.bound(blocks(ROWS))
    assert len(bound) == blocks(ROWS) == 4
    for block, most in enumerate(bound.tolist()):
        assert total[block * BLOCK : (block + 1) * BLOCK].max() <= most


@settings(max_examples=25)
@given(cases(), st.sampled_from([1, 2, 12, 300, 5_000, 2 * ROWS]))
def test_the_best_rows_of_a_scorer_are_those_of_the_full_sort(case: Case, stop: int) -> None:
    scorer, rows = case.scorer, bitset.row_numbers(case.bits, ROWS)
    total = scorer.score(rows).total
    expected = rows[np.lexsort((case.rank[rows], -total))][:stop]
    found = best_rows(
        case.bits, stop, case.rank, lambda some: scorer.score(some).total, lambda: scorer.bound(blocks(ROWS))
    )
    assert found.tolist() == expected.tolist()


@given(some(least=1, also=worlds.CONSTRUCTS))
def test_the_bound_holds_for_what_authors_write_and_shoppers_say(world: World) -> None:
    display = _Display(replay(world.release, world.answers, NOW, visit=world.visit))
    rows = world.release.index.products.by_id.astype(np.int64)
    assert display._total(rows).max() <= display._bound()[0]


@pytest.mark.parametrize("factor", [-2.0, 0.0, 0.5])
def test_a_factor_of_either_sign_takes_the_greatest_product(factor: float) -> None:
    values = np.random.default_rng(2).normal(size=ROWS)
    found = bounds_of(lambda part: values[part], ROWS).times(factor)
    parts = [values[block * BLOCK : (block + 1) * BLOCK] for block in range(4)]
    assert found.tolist() == [(factor * part).max() for part in parts]


def test_points_below_0_and_buried_products_stand_where_the_full_sort_puts_them() -> None:
    """Ten thousand products through the front door: many blocks, many equals."""
    rng = np.random.default_rng(8)
    stock = [
        toy(
            f"p{number:05}",
            brand=str(rng.choice(["Ada", "Bor", "Cid"])),
            price=float(rng.integers(0, 9)),
            sold=float(rng.integers(0, 5)),
        )
        for number in range(10_000)
    ]
    points = {"Ada": -1.5, "Bor": 0.25, "Cid": -0.1}
    written: dict[str, Any] = {
        "questions": {
            "q": {
                "ask": "?",
                "type": "single",
                "choices": {"x": {"label": "X", "prefer": {"brand": {"points": points}, "price": "least"}}},
            }
        },
        "merchandise": [{"bury": {"brand": "Bor"}, "by": 0.5}, {"boost": {"price": {"min": 8}}, "by": 1}],
    }
    shown = see_results(release(written, stock), {"q": {"choices": ["x"]}}, (), NOW, limit=10_000).products
    scores = {one.id: one.score for one in shown}
    assert len(scores) == 10_000
    assert [one.id for one in shown] == sorted(scores, key=lambda id: (-scores[id], id))
    assert min(scores.values()) < 0
    first = see_results(release(written, stock), {"q": {"choices": ["x"]}}, (), NOW, limit=24).products
    assert [one.id for one in first] == [one.id for one in shown[:24]]
