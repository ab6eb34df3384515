"""What every scorer owes: one number a candidate, finite, the same each time, whatever the order; and terms that sum to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.ranking.behaviour import (
    Model,
    Places,
    Recents,
    behaviour,
    describe,
    posterior,
    read_log,
    train,
    undescribed,
    viewed,
)
from app.ranking.behaviour.design import design, matrix
from app.ranking.behaviour.files import load, save
from app.ranking.behaviour.model import FEATURES, with_live
from app.ranking.behaviour.recents import known
from app.shopper import Recent
from tests.ranking.behaviour.worlds import described, drawn, log_of, model_of

ITEMS = 60


@cache
def trained() -> Model:
    return train(drawn(ITEMS, 400), described(ITEMS), np.random.default_rng(1), "test")


MODELS: dict[str, Callable[[], Model]] = {
    "trained": trained,
    "no attributes": lambda: train(drawn(ITEMS, 400), undescribed(ITEMS), np.random.default_rng(1), "test"),
    "no log": lambda: train(log_of(), described(ITEMS), np.random.default_rng(1), "test"),
    "nothing at all": lambda: train(log_of(), undescribed(ITEMS), np.random.default_rng(1), "test"),
    "live": lambda: with_live(trained(), drawn(ITEMS, 50, seed=8)),
    **{
        f"only {name}": lambda place=place: replace(trained(), weights=np.eye(len(FEATURES))[place])  # type: ignore[misc]
        for place, name in enumerate(FEATURES)
    },
}

RECENTS = {
    "nothing": viewed([]),
    "one": viewed([4]),
    "several": viewed([4, 9, 4, 30, 9, 9]),
    "earlier too": known([Recent("9", 1.0), Recent("4", 0.2, 3, True)], {"4": 4, "9": 9}),
}


@pytest.mark.parametrize("recents", RECENTS.values(), ids=RECENTS)
@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_a_scorer_keeps_its_promises(make: Callable[[], Model], recents: Recents) -> None:
    model = make()
    rng = np.random.default_rng(2)
    rows = rng.permutation(ITEMS)[:35]
    outside = rng.normal(size=35)
    scored = behaviour(model, recents, rows, outside=outside)
    assert scored.total.shape == (35,)
    assert np.isfinite(scored.total).all()
    assert behaviour(model, recents, rows, Places(ITEMS), outside).total.tolist() == scored.total.tolist()
    order = rng.permutation(35)
    assert behaviour(model, recents, rows[order], outside=outside[order]).total.tolist() == scored.total[order].tolist()
    for place in range(35):
        assert sum(term.amount for term in scored.terms(place)) == scored.total[place]
    dense = matrix(design(model, recents, rows, Places(ITEMS), outside))
    np.testing.assert_allclose(dense @ model.weights, scored.total, atol=1e-9)
    assert posterior(scored.total).sum() == pytest.approx(1.0)


def test_no_candidates_have_no_scores() -> None:
    scored = behaviour(trained(), viewed([4]), np.zeros(0, np.int64))
    assert len(scored.total) == len(posterior(scored.total)) == 0


def test_a_page_used_before_gives_the_same() -> None:
    model, places = trained(), Places(ITEMS)
    fresh = behaviour(model, viewed([4, 9]), np.arange(20, 40)).total.tolist()
    behaviour(model, viewed([1]), np.arange(ITEMS)[::-1], places)
    assert behaviour(model, viewed([4, 9]), np.arange(20, 40), places).total.tolist() == fresh


def best(model: Model, recents: Recents, rows: list[int]) -> int:
    return rows[int(np.argmax(behaviour(model, recents, np.array(rows)).total))]


def test_what_others_saw_next_stands_first() -> None:
    log = log_of(*[[0, 1], [2, 3], [0, 1, 4], [5, 3]] * 10)
    assert best(model_of(log, 8), viewed([0]), [1, 2, 3, 4, 5, 6, 7]) == 1
    assert best(model_of(log, 8), viewed([5]), [1, 2, 3, 4, 6, 7]) == 3


def test_after_jeans_for_men_come_t_shirts_for_men() -> None:
    kind = np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int32)  # jeans, T-shirts
    audience = np.array([0, 1, 0, 1, 0, 1, 0, 1], np.int32)  # women, men
    attributes = describe(("kind", "audience"), (kind, audience), np.full(8, 20.0))
    log = log_of(*[[0, 2], [1, 3], [3, 1], [2, 0]] * 15)
    model = model_of(log, 8, attributes)
    scored = behaviour(model, viewed([5, 5]), np.array([6, 7]))
    assert scored.total[1] > scored.total[0]
    amounts = {term.name: term.amount for term in scored.terms(1) if term.question == "likeness"}
    assert amounts["audience"] > 0
    assert max(amounts, key=lambda name: amounts[name]) == "audience"


def test_a_cold_product_inherits_from_what_is_like_it() -> None:
    brand = np.array([0, 0, 0, 1, 1, 1], np.int32)
    attributes = describe(("brand",), (brand,), np.full(6, 20.0))
    model = model_of(log_of(*[[0, 1], [0, 1], [0, 1], [0, 1], [3, 4]] * 20), 6, attributes)
    assert model.popularity[2] > model.popularity[5]
    scores = behaviour(model, viewed([4]), np.array([2, 5])).total
    assert scores[1] > scores[0]


def test_a_shop_without_a_log_follows_the_shopper() -> None:
    brand = np.array([0, 0, 0, 1, 1, 1], np.int32)
    attributes = describe(("brand",), (brand,), np.array([10.0, 11, 12, 10, 11, 90]))
    model = train(log_of(), attributes, np.random.default_rng(0), "none")
    assert best(model, viewed([3]), [1, 2, 4, 5]) == 4
    assert len(set(behaviour(model, viewed([]), np.arange(6)).total.tolist())) == 1


def test_what_is_filtered_away_takes_no_votes() -> None:
    model = model_of(log_of(*[[0, 1, 2]] * 20, [0, 3]), 5)
    found = design(model, viewed([0]), np.array([3, 4]), Places(5))
    assert found.touched.tolist() == [0]
    assert found.crowd[0, 0] == pytest.approx(np.log1p(5 / 0.3))


def test_an_earlier_visit_counts_but_less_than_this_one() -> None:
    model = model_of(log_of(*[[0, 1], [2, 3]] * 20), 4)
    here = known([Recent("0", 1.0), Recent("2", 0.3, 1, True)], {"0": 0, "2": 2})
    scores = behaviour(model, here, np.array([1, 3])).total
    alone = behaviour(model, known([Recent("0", 1.0)], {"0": 0}), np.array([1, 3])).total
    assert scores[0] > scores[1] > alone[1]


def test_one_client_with_a_million_carts_moves_little() -> None:
    honest = drawn(ITEMS, 3000)
    size, flood = len(honest.items), 10**6
    session = np.append(np.repeat(np.arange(3000), np.diff(honest.offsets)), 3000 + np.arange(flood) // 50)
    item = np.append(honest.items, np.full(flood, 55)).astype(np.int32)
    item[size::2] = 4
    day = np.append(np.repeat(honest.ends, np.diff(honest.offsets)), np.full(flood, honest.ends[-1]))
    client = np.append(session[:size], np.full(flood, -1))
    poisoned = read_log(session, item, day, client)
    assert len(poisoned) <= 3200
    rows = np.setdiff1d(np.arange(ITEMS), [4, 55])
    before, after = (
        behaviour(model_of(log, ITEMS), viewed([20]), rows).total
        for log in (read_log(session[:size], item[:size], day[:size]), poisoned)
    )
    assert before.argmax() == after.argmax()


def test_a_saved_model_scores_to_the_last_bit(tmp_path: Path) -> None:
    model = trained()
    save(model, tmp_path / "models" / "one")
    again = load(tmp_path / "models" / "one")
    rows = np.arange(ITEMS)
    assert again.revision == "test"
    assert (
        behaviour(again, viewed([4, 9]), rows).total.tolist() == behaviour(model, viewed([4, 9]), rows).total.tolist()
    )
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["one"]
    with pytest.raises(OSError):
        save(model, tmp_path / "models" / "one")
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["one"]


def test_training_twice_gives_the_same_weights() -> None:
    again = train(drawn(ITEMS, 400), described(ITEMS), np.random.default_rng(1), "test")
    assert again.weights.tolist() == trained().weights.tolist()


def test_of_what_is_fleeting_only_this_visit_says_something() -> None:
    """Value by value what a design of this visit alone has, less what neighbours say; of the rest what there was."""
    model = trained()
    name = model.attributes.names[0]
    recent, rows = [Recent("9", 1.0), Recent("30", 0.6), Recent("4", 0.2, 3, True)], {"4": 4, "9": 9, "30": 30}
    everything, places = np.arange(ITEMS), Places(ITEMS)
    usual = design(model, known(recent, rows), everything, places).tastes
    alone = design(model, known(recent[:2], rows), everything, places).tastes
    found = design(model, known(recent, rows, frozenset({name})), everything, places).tastes
    of = slice(int(model.attributes.first[0]), int(model.attributes.first[1]))
    np.testing.assert_allclose(found[:2, of], alone[:2, of])
    assert not found[2, of].any() and usual[2, of].any()
    rest = np.delete(np.arange(usual.shape[1]), np.arange(of.start, of.stop))
    np.testing.assert_array_equal(found[:, rest], usual[:, rest])
    before = design(model, known(recent[2:], rows, frozenset({name})), everything, places).tastes
    assert not before[:, of].any()
