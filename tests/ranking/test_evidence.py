"""What every scorer owes: one finite number a product, the same each time and whatever the order, within its bound; and
terms that sum to the score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from operator import add

import numpy as np
import pytest

from app.catalog import bitset
from app.ranking import Crowd, Scorer, Weights, read_traits
from app.ranking.behaviour import Log, behaviour, with_live
from app.ranking.behaviour.recents import Recents, known
from app.ranking.behaviour.trained import learn, onto
from app.ranking.blocks import BLOCK, blocks
from app.ranking.crowd import Crowd as Shoppers
from app.ranking.described import describe_catalog
from app.ranking.evidence import Evidence
from app.ranking.votes import Votes
from app.shopper import Recent
from tests.ranking.behaviour.worlds import log_of
from tests.ranking.test_taste import shop

ROWS = 2 * BLOCK + 300
SHOP = shop(ROWS)
TRAITS = read_traits(SHOP)


def walked(sessions: int, seed: int) -> Log:
    rng = np.random.default_rng(seed)
    return log_of(*[((rng.integers(ROWS) + rng.integers(0, 9, 6)) % ROWS).tolist() for _ in range(sessions)])


@cache
def crowd(kind: str) -> Crowd:
    described = describe_catalog(SHOP, TRAITS)
    outside = np.random.default_rng(4).normal(size=ROWS) if kind == "with an outside model" else None
    log = log_of() if kind == "untrained" else walked(3_000, 5)
    trained = learn(log, described.attributes, described.products, described.values, outside=outside)
    model = onto(trained, described.products, described.values, described.attributes)
    return Shoppers(with_live(model, walked(50, 6)) if kind == "live" else model, kind)


KINDS = ("trained", "untrained", "live", "with an outside model")
DEALT: dict[str, Sequence[tuple[int, float, bool]]] = {
    "a stranger": (),
    "one who looked at one": ((40, 1.0, False),),
    "one who was here before": ((40, 1.0, False), (44, 0.6, False), (1_500, 0.2, True)),
}


def votes(kind: str, dealt: str, among: np.ndarray | None = None) -> Votes:
    recents, ids = recent(DEALT[dealt])
    inside = bitset.pack(np.isin(np.arange(ROWS), np.arange(ROWS) if among is None else among))
    return Votes(crowd(kind), recents, ids, lambda rows: bitset.members(inside, rows), crowd(kind).unit, 1.0)


def recent(dealt: Sequence[tuple[int, float, bool]]) -> tuple[Recents, list[str]]:
    ids = [SHOP.products.ids[row] for row, _, _ in dealt]
    found = [Recent(id, weight, 1, earlier) for id, (_, weight, earlier) in zip(ids, dealt, strict=True)]
    return known(found, {id: row for id, (row, _, _) in zip(ids, dealt, strict=True)}), ids


def evidence(kind: str, dealt: str) -> tuple[Evidence, ...]:
    return votes(kind, dealt).evidence(TRAITS)


@pytest.mark.parametrize("dealt", DEALT)
@pytest.mark.parametrize("kind", KINDS)
def test_evidence_keeps_its_promises(kind: str, dealt: str) -> None:
    every, order = np.arange(ROWS), np.random.default_rng(7).permutation(ROWS)
    found = evidence(kind, dealt)
    assert found
    for one, again in zip(found, evidence(kind, dealt), strict=True):
        amounts = one.at(every)
        assert amounts.shape == (ROWS,) and np.isfinite(amounts).all()
        assert amounts.tolist() == again.at(every).tolist()
        assert one.at(every[order]).tolist() == amounts[order].tolist()
        assert one.at(every[:0]).shape == (0,)
        most = one.most(blocks(ROWS))
        assert most.shape == (blocks(ROWS),)
        assert all(amounts[b * BLOCK : (b + 1) * BLOCK].max() <= most[b] for b in range(blocks(ROWS)))
        for row in (40, 44, 45):
            assert one.cause(row) in ("", *votes(kind, dealt).products)


@pytest.mark.parametrize("dealt", DEALT)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_the_model_says_in_score_units(kind: str, dealt: str) -> None:
    """Spread over forms that need not look at every product, the sum is that of the model over all."""
    told = reduce(add, (one.at(np.arange(ROWS)) for one in evidence(kind, dealt)), np.zeros(ROWS))
    whole = behaviour(crowd(kind).model, recent(DEALT[dealt])[0], np.arange(ROWS)).total
    np.testing.assert_allclose(told, whole * crowd(kind).unit, atol=1e-9)


@pytest.mark.parametrize("dealt", DEALT)
@pytest.mark.parametrize("kind", KINDS)
def test_the_terms_of_a_scorer_sum_to_its_score_within_its_bound(kind: str, dealt: str) -> None:
    scorer = Scorer((), (), (), None, Weights(1.0, 0.2, 0.6, 0.5), learnt=evidence(kind, dealt))
    scored, bound = scorer.score(np.arange(ROWS)), scorer.bound(blocks(ROWS))
    for row in (0, 40, 44, 1_500, ROWS - 1):
        assert reduce(add, (term.amount for term in scored.terms(row)), 0.0) == scored.total[row]
    assert all(scored.total[b * BLOCK : (b + 1) * BLOCK].max() <= bound[b] for b in range(blocks(ROWS)))


def test_the_mask_is_applied_before_anything_is_aggregated() -> None:
    """Among the candidates alone, a share is what it is among them, whatever others there were."""
    among = np.arange(35, 60)
    found = votes("trained", "one who looked at one", among).evidence(TRAITS)
    told = reduce(add, (one.at(among) for one in found), np.zeros(len(among)))
    whole = behaviour(crowd("trained").model, recent(DEALT["one who looked at one"])[0], among).total
    np.testing.assert_allclose(told, whole * crowd("trained").unit, atol=1e-9)


def test_a_toy_world_has_its_known_winner() -> None:
    """All who looked at product 3 went on to product 900: it wins, because of product 3."""
    described = describe_catalog(SHOP, TRAITS)
    log = log_of(*[[3, 900] for _ in range(40)], *[[number, number + 1] for number in range(50, 90)])
    trained = learn(log, described.attributes, described.products, described.values)
    crowd = Shoppers(onto(trained, described.products, described.values, described.attributes), "toy")
    recents, ids = recent(((3, 1.0, False),))
    votes = Votes(crowd, recents, ids, lambda rows: np.ones(len(rows), np.bool_), crowd.unit, 0.5)
    scored = Scorer((), (), (), None, Weights(1.0, 0.2), learnt=votes.evidence(TRAITS)).score(np.arange(ROWS))
    assert int(np.argmax(scored.total)) == 900
    led = next(term for term in scored.terms(900) if term.kind == "covisit")
    assert led.cause == SHOP.products.ids[3] and led.amount > 0
