"""What a model has learnt takes the place of what is believed without one, as far as it was put to the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.catalog.model import Catalog
from app.guide import Release, see_results
from app.guide.learnt import by_rule, weights_of
from app.guide.searched import SOUGHT
from app.guide.state import replay
from app.ranking.behaviour import Log, behaviour, train, viewed
from app.ranking.behaviour.model import DEFAULT_WEIGHTS, FEATURES
from app.ranking.crowd import TRUSTED, Crowd
from app.ranking.described import describe_catalog
from app.shopper import Event, Name
from tests.builders import NOW, release, toy, toys

ITEMS, BRANDS = 60, ("Ada", "Bor", "Cid")
WRITTEN = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "questions": {"brand": {"ask": "Which brand?", "type": "single", "attribute": "brand", "choices": "auto"}},
}


def catalog() -> Catalog:
    plain = toys()
    return replace(plain, roles={**plain.roles, "category": "brand"})


PLAIN = release(WRITTEN, [toy(f"t{n:02}", brand=BRANDS[n % 3], price=10.0) for n in range(ITEMS)], catalog())
ROW = PLAIN.index.products.row_of
NEXT = {n: (7 * n + 1) % ITEMS for n in range(ITEMS)}
"""What is looked at next, of another brand each time."""


def sessions(many: int, seed: int) -> list[list[int]]:
    """In two of three steps shoppers go on to `NEXT`, else anywhere: whoever holds to a brand here is misled."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(many):
        session = [int(rng.integers(ITEMS))]
        while len(session) < 4:
            session.append(NEXT[session[-1]] if rng.random() < 2 / 3 else int(rng.integers(ITEMS)))
        found.append(session)
    return found


def trained(many: int) -> Release:
    """The shop with the model of so many sessions."""
    rows = np.array([[ROW[f"t{n:02}"] for n in session] for session in sessions(many, 1)], np.int32)
    log = Log(np.arange(0, 4 * many + 1, 4, dtype=np.int64), rows.ravel(), np.linspace(0, 30, many))
    model = train(log, describe_catalog(PLAIN.index, PLAIN.traits).attributes, np.random.default_rng(0), "toys")
    return PLAIN.with_crowd(Crowd(model, "toys"))


def events(session: list[int]) -> list[Event]:
    times = (NOW - timedelta(minutes=len(session) - place) for place in range(len(session)))
    return [Event(str(at), Name.VIEW_ITEM, at, (f"t{n:02}",)) for at, n in zip(times, session, strict=True)]


def reciprocal(ranked: list[str], wanted: int) -> float:
    return 1 / (1 + ranked.index(f"t{wanted:02}"))


def served(shop: Release, held: list[list[int]]) -> float:
    """The mean reciprocal rank of what comes next in the list that a shopper sees."""
    lists = (see_results(shop, {}, events(session[:2]), NOW, ITEMS).products for session in held)
    ranks = [reciprocal([shown.id for shown in one], session[2]) for one, session in zip(lists, held, strict=True)]
    return float(np.mean(ranks))


def modelled(shop: Release, held: list[list[int]]) -> float:
    """The same by the model's own scores."""
    assert shop.crowd is not None
    ids, found = np.array(shop.index.products.ids), []
    for session in held:
        total = behaviour(shop.crowd.model, viewed([ROW[f"t{n:02}"] for n in session[:2]]), np.arange(ITEMS)).total
        found.append(reciprocal(ids[np.argsort(-total, kind="stable")].tolist(), session[2]))
    return float(np.mean(found))


HELD = sessions(60, 2)


def test_what_a_shopper_sees_is_ranked_as_well_as_the_model_can() -> None:
    shop = trained(1_000)
    best, by_belief = modelled(shop, HELD), served(PLAIN, HELD)
    assert best > 5 * by_belief, "this world has something to learn"
    assert served(shop, HELD) > 0.9 * best


@pytest.mark.parametrize("many", [0, 30, 300])
def test_belief_fades_with_the_choices_that_were_foretold(many: int) -> None:
    shop = trained(many)
    assert shop.crowd is not None
    state = replay(shop, {}, NOW, events([1, 2]))
    foretold = shop.crowd.model.foretold
    assert (many == 0) == (foretold == 0)
    assert by_rule(state) == pytest.approx(TRUSTED / (foretold + TRUSTED))
    assert weights_of(state).affinity == pytest.approx(shop.weights.affinity * by_rule(state))
    stranger = replay(shop, {}, NOW, [])
    assert weights_of(stranger) == shop.weights


def test_a_model_that_is_not_to_count_takes_no_ones_place() -> None:
    aside = release({**WRITTEN, "ranking": {"covisit": 0}}, PLAIN.index.products.records, catalog())
    state = replay(aside.with_crowd(trained(300).crowd), {}, NOW, events([1, 2]))
    assert by_rule(state) == 1.0


def test_what_nothing_was_foretold_with_is_what_others_logs_agreed_on() -> None:
    crowd = trained(1).crowd
    assert crowd is not None and crowd.authority == 0.0
    assert crowd.model.weights.tolist() == list(DEFAULT_WEIGHTS) and len(FEATURES) == len(DEFAULT_WEIGHTS)


def test_what_was_searched_for_counts_as_much_beside_a_model_that_has_learnt_no_searches() -> None:
    done = [*events([1, 2]), Event("search", Name.SEARCH, NOW, term="bor")]

    def sought(shop: Release) -> dict[str, float]:
        shown = see_results(shop, {}, done, NOW, ITEMS).products
        amounts = ((one.id, term.amount) for one in shown for term in one.terms if term.kind == SOUGHT)
        return dict(amounts)

    beside, alone = sought(trained(1_000)), sought(PLAIN)
    assert beside == alone and len(alone) == ITEMS
    assert min(alone[f"t{n:02}"] for n in range(1, ITEMS, 3)) > 0 > max(alone[f"t{n:02}"] for n in range(0, ITEMS, 3))
