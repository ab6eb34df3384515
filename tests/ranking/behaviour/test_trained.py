"""A model serves later states of its catalog: what stayed keeps its history, what is new inherits, what is gone says
nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.ranking.behaviour import Attributes, behaviour, describe, viewed
from app.ranking.behaviour.trained import Trained, learn, onto, open_trained, save_trained
from tests.ranking.behaviour.worlds import drawn, log_of

ITEMS = 40
BRANDS = ("Ada", "Bor", "Cid")
NAMES = tuple(f"p{number}" for number in range(ITEMS))


def described(brands: list[int], known: tuple[str, ...] = BRANDS) -> tuple[Attributes, tuple[tuple[str, ...], ...]]:
    return describe(("brand",), (np.array(brands, np.int32),), np.full(len(brands), 9.0)), (known,)


HELD = [number % 3 for number in range(ITEMS)]


def trained(outside: np.ndarray | None = None) -> Trained:
    attributes, values = described(HELD)
    return learn(drawn(ITEMS, 300), attributes, NAMES, values, 7, {"learnt": 3}, outside)


def totals(model_of: Trained, order: list[int]) -> list[float]:
    """The scores of all products by id, once the catalog has them in this order."""
    attributes, values = described([HELD[number] for number in order])
    model = onto(model_of, [NAMES[number] for number in order], values, attributes)
    place = {number: row for row, number in enumerate(order)}
    scored = behaviour(model, viewed([place[4], place[9]]), np.arange(len(order)))
    return [float(scored.total[place[number]]) for number in range(len(order))]


def test_the_order_of_the_catalog_changes_nothing() -> None:
    """Not to the last bit: else a replay on a catalog with its rows in another order would not be what was shown."""
    as_it_was = totals(trained(), list(range(ITEMS)))
    for seed in range(20):
        assert totals(trained(), np.random.default_rng(seed).permutation(ITEMS).tolist()) == as_it_was


def test_what_is_gone_says_nothing_and_what_is_new_inherits() -> None:
    order = [*range(5, ITEMS)]
    attributes, values = described([HELD[number] for number in order] + [0, 3], ("Ada", "Bor", "Cid", "Dee"))
    model = onto(trained(), [*(NAMES[number] for number in order), "new-a", "new-b"], values, attributes)
    scored = behaviour(model, viewed([0, 3]), np.arange(model.items))
    assert np.isfinite(scored.total).all() and model.items == ITEMS - 3
    assert model.covisits[0].counts[-2:].tolist() == [0, 0]
    assert model.popularity[-1] < model.popularity[:-2].mean()


def test_values_keep_their_lift_under_other_numbers() -> None:
    attributes, values = described([2 - brand for brand in HELD], BRANDS[::-1])
    before = onto(trained(), NAMES, *_swapped(described(HELD)))
    after = onto(trained(), NAMES, values, attributes)
    np.testing.assert_allclose(after.lifts[0].ratios[1:, 1:], before.lifts[0].ratios[1:, 1:][::-1, ::-1])


def _swapped(pair: tuple[Attributes, tuple[tuple[str, ...], ...]]) -> tuple[tuple[tuple[str, ...], ...], Attributes]:
    return pair[1], pair[0]


@pytest.mark.parametrize("outside", [None, np.linspace(-1, 1, ITEMS)], ids=["alone", "with an outside model"])
def test_what_is_saved_is_what_is_opened(tmp_path: Path, outside: np.ndarray | None) -> None:
    kept = trained(outside)
    save_trained(kept, tmp_path / "it")
    opened = open_trained(tmp_path / "it")
    assert (opened.products, opened.values, opened.through, opened.tally) == (NAMES, (BRANDS,), 7, {"learnt": 3})
    assert opened.model.revision == kept.model.revision
    assert totals(opened, list(range(ITEMS))) == totals(kept, list(range(ITEMS)))


def test_the_same_log_is_the_same_revision_and_another_is_another() -> None:
    attributes, values = described(HELD)
    other = learn(log_of([1, 2]), attributes, NAMES, values)
    assert trained().model.revision == trained().model.revision != other.model.revision
    assert trained(np.ones(ITEMS)).model.revision != trained().model.revision


def test_an_outside_model_is_weighed_by_what_it_foretells() -> None:
    """Shoppers go on to the products that the outside model likes: its weight grows, and they win."""
    rng = np.random.default_rng(8)
    liked = rng.permutation(ITEMS)[:8]
    log = log_of(*[[int(rng.integers(ITEMS)), int(rng.choice(liked))] for _ in range(2_000)])
    outside = np.zeros(ITEMS)
    outside[liked] = 2.0
    attributes, values = described(HELD)
    model = learn(log, attributes, NAMES, values, outside=outside).model
    scored = behaviour(model, viewed([]), np.arange(ITEMS))
    assert model.weights[-1] > 0
    assert set(np.argsort(-scored.total)[:8].tolist()) == set(liked.tolist())
