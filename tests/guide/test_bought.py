"""What is kept back because it was bought is the same as a catalog without it, in every count, unless it is a gift."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Index, Products
from app.guide import Release, advance, compile_release, look, see_results, why
from app.guide.state import Bodies
from app.issues import Collector
from app.questionnaire import write_answer
from app.shopper import Bought, Event, Name, Past, Visit
from tests.builders import NOW, TODAY, questionnaire, release, said, toy, toys
from tests.guide.test_advance import World, some
from tests.guide.test_dismissed import figures
from tests.oracle import Oracle
from tests.worlds import CONSTRUCTS

DAY = timedelta(days=1)
POLICIES: dict[str, int | None] = {"Ada": None, "Bor": 30, "default": 7}
Gifts = set[tuple[str, str]]


@st.composite
def gifts_in(draw: st.DrawFn, world: World) -> tuple[dict[str, Any], Gifts]:
    """The questionnaire with some choices that are for someone else."""
    written, gifts = deepcopy(world.written), Gifts()
    for id, question in written["questions"].items():
        for choice, said_of in (question.get("choices") or {}).items() if question.get("choices") != "auto" else ():
            if choice != "auto" and isinstance(said_of, dict) and draw(st.integers(0, 2)) == 0:
                said_of["gift"] = True
                gifts.add((id, str(choice)))
    return written, gifts


def with_policies(world: World, written: dict[str, Any]) -> tuple[Release, Oracle]:
    """The world's shop by its brands' policies."""
    old, issues, asked = world.release.index.catalog, Collector(), questionnaire(written)
    catalog = replace(old, repurchase=POLICIES, roles={**old.roles, "category": "brand"})
    made = compile_release(asked, "1", Index(Products.of_records(catalog, world.oracle.products)), issues)
    assert made, said(issues)
    oracle = Oracle(catalog, world.oracle.products, asked, TODAY, world.context)
    oracle.asking.cut = world.oracle.asking.cut
    return made, oracle


def is_gift(oracle: Oracle, gifts: Gifts, answers: Bodies) -> bool:
    asked = oracle.path(answers).asked
    return any((id, pick) in gifts for id, body in asked for pick in body.get("choices", ()))


@settings(max_examples=30)
@given(st.data(), some(least=1) | some(least=1, also=[one for one in CONSTRUCTS if one != "hidden"]))
def test_what_is_kept_back_counts_nowhere_but_in_gifts(data: st.DataObject, world: World) -> None:
    written, gifts = data.draw(gifts_in(world))
    made, oracle = with_policies(world, written)
    forgetful, answers = replace(made, memo=type(made.memo)(0, 0)), world.answers
    ids = sorted(made.index.products.row_of)
    days = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from([1, 6, 8, 29, 31, 400])))
    brand_of = {id: made.index.products.records[row].get("brand", "") for id, row in made.index.products.row_of.items()}
    held = {id: POLICIES.get(str(brand_of[id]), POLICIES["default"]) for id in days}
    gone = {id for id, ago in days.items() if (lasts := held[id]) is None or ago < lasts}
    events = [Event(id, Name.PURCHASE, NOW - ago * DAY, (id,)) for id, ago in days.items() if ago < 30]
    orders = tuple(Bought(id, NOW - ago * DAY) for id, ago in days.items() if ago >= 30)
    visit = replace(world.visit, past=Past(orders=orders))

    def left(bodies: Bodies) -> int | None:
        if made.index.groups is not None:
            return None
        kept = set() if is_gift(oracle, gifts, bodies) else gone
        return len([id for id in oracle.candidates(bodies) if id not in kept])

    step = advance(made, answers, events, NOW, visit)
    assert left(answers) in (None, step.remaining)
    shown = {one.id for one in see_results(made, answers, events, NOW, 1000, visit=visit).products}
    assert is_gift(oracle, gifts, answers) or gone.isdisjoint(shown)
    for relaxation in step.relaxations:
        changes = {
            id: None if one is None else write_answer(made.questions[id], one) for id, one in relaxation.changes.items()
        }
        changed = {id: body for id, body in {**answers, **changes}.items() if body is not None}
        assert relaxation.remaining == advance(made, changed, events, NOW, visit).remaining
    for question in made.questionnaire.questions:
        stranger = look(made, answers, (), NOW, question, world.visit)
        seen = look(made, answers, events, NOW, question, visit)
        assert figures(seen) == figures(look(forgetful, answers, events, NOW, question, visit))
        for one in (stranger, look(made, answers, (), NOW, question, world.visit)):
            assert figures(one) == figures(look(forgetful, answers, (), NOW, question, world.visit))
        assert seen.question
        for view in seen.question.choices:
            ticked = {**answers, question: oracle.ticking(answers, question, view.choice.id)}
            assert left(ticked) in (None, view.count), view.choice.id
            assert view.count == advance(made, ticked, events, NOW, visit).remaining


# A shop of two shelves

MAPPED = toys()
SHELVES = replace(MAPPED, roles={**MAPPED.roles, "category": "brand"}, repurchase={"Ada": None, "Bor": 30})
ASKED = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "questions": {
        "who": {
            "ask": "For whom?",
            "type": "single",
            "choices": {"me": {"label": "Me", "filter": {}}, "you": {"label": "You", "gift": True, "filter": {}}},
        },
        "price": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max"},
    },
}
SHOP = release(
    ASKED,
    [toy(f"{brand[0].lower()}{n}", brand=brand, price=float(n)) for brand in ("Ada", "Bor", "Cid") for n in range(3)],
    SHELVES,
)
ME, YOU = {"who": {"choices": ["me"]}}, {"who": {"choices": ["you"]}}


def bought(product: str, ago: timedelta = DAY) -> Event:
    return Event(f"{product} {ago}", Name.PURCHASE, NOW - ago, (product,))


def shown(answers: Bodies, *events: Event, visit: Visit | None = None) -> list[str]:
    return [one.id for one in see_results(SHOP, answers, events, NOW, visit=visit or Visit()).products]


def test_a_durable_is_never_shown_again_and_its_kind_comes_last_for_a_while() -> None:
    late = shown(ME, bought("a1"))
    assert "a1" not in late
    assert set(late[-2:]) == {"a0", "a2"}
    assert "a1" not in shown(ME, bought("a1", 900 * DAY))
    assert shown(ME, bought("a1", 90 * DAY))[0] in ("a0", "a2")


def test_what_runs_out_comes_back_at_its_interval_first_and_says_why() -> None:
    assert "b1" not in shown(ME, bought("b1", 29 * DAY))
    back = see_results(SHOP, ME, [bought("b1", 31 * DAY)], NOW).products
    assert back[0].id == "b1"
    assert [(term.kind, term.cause) for term in back[0].terms if term.kind == "refill"] == [("refill", "b1")]
    assert all(term.kind != "refill" for term in see_results(SHOP, ME, [bought("b1", 70 * DAY)], NOW).products[0].terms)


def test_the_interval_is_the_persons_as_far_as_it_is_known() -> None:
    weekly = Past(orders=tuple(Bought("b1", NOW - (12 + 7 * n) * DAY) for n in range(8)))
    assert "b1" in shown(ME, visit=Visit(past=weekly))
    assert "b1" not in shown(ME, bought("b1", 12 * DAY))


def test_without_a_policy_nothing_is_kept_back() -> None:
    assert "c1" in shown(ME, bought("c1"))


def test_of_a_gift_nothing_is_kept_back_whenever_it_was_bought() -> None:
    assert "a1" in shown(YOU, bought("a1"))
    counts = {
        view.choice.id: view.count
        for view in (look(SHOP, {}, [bought("a1"), bought("b1")], NOW, "who").question or 0).choices  # type: ignore[union-attr]
    }
    assert counts == {"me": 7, "you": 9}


def test_why_says_that_it_was_bought() -> None:
    found = why(SHOP, ME, [bought("a1")], NOW, "a1")
    assert (found.candidate, found.change.obstacle, found.change.changes) == (False, "bought", {})
    assert found.bought and (found.bought.at, found.bought.until) == (NOW - DAY, None)
    again = why(SHOP, ME, [bought("b1")], NOW, "b1").bought
    assert again and again.until == NOW + 29 * DAY
    assert why(SHOP, YOU, [bought("a1")], NOW, "a1").bought is None
