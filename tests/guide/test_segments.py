"""Segments in a conversation: what they gate, when they change, and that none sees what another one was remembered by."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.guide import Release, Step, advance, compile_release, look, see_results
from app.issues import Collector
from app.questionnaire import check_graph, check_logic, parse
from app.shopper import Bought, Event, Name, Past, Visit
from tests.builders import NOW, TODAY, as_yaml, index, said, toy

DAY = timedelta(days=1)
SEGMENTS = """
loyal: {when: {order.count: {min: 2}}}
gold: {when: {registered.tier: gold}}
soon: {when: {said.due: {max: +2 months}}}
hurried: {when: {segment: [gold, soon], locale: en}}
adas: {when: {profile.brand: Ada}}
"""
ASKED: dict[str, Any] = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "questions": {
        "who": {"ask": "For whom?", "type": "single", "choices": {"me": {"label": "Me", "filter": {}},
                "gift": {"label": "A gift", "gift": True, "filter": {}}}},
        "due": {"ask": "When?", "type": "date"},
        "brand": {"ask": "Which brand?", "type": "single", "attribute": "brand", "choices": {
            "Ada": "Ada", "Bor": {"label": "Bor", "when": {"segment": {"not": "hurried"}}}, "Cid": "Cid"}},
        "ports": {"ask": "Which ports?", "type": "multiple", "attribute": "ports", "choices": {"hdmi": "HDMI",
                  "usb-c": "USB-C"}, "when": {"segment": ["loyal", "gold"]}},
        "price": {"ask": "How much?", "type": "range", "attribute": "price"},
    },
    "rules": [
        {"only": {"gps": True}, "when": {"segment": "loyal"}},
        {"prefer": {"price": "least"}, "when": {"segment": "soon"}},
    ],
    "merchandise": [
        {"exclude": {"stock": 0}, "when": {"segment": "gold"}},
        {"pin": {"brand": "Cid"}, "when": {"segment": "adas"}, "label": "Try another"},
        {"bury": {"size": "S"}, "by": 2, "when": {"order.count": {"known": False}}, "until": "2026-12-01"},
    ],
}  # fmt: skip
BRANDS, PORTS, SIZES = ("Ada", "Bor", "Cid"), ("hdmi", "usb-c"), (0.0, 1.0, 2.0)


def released() -> Release:
    rng = random.Random(7)
    products = [
        toy(
            f"p{place:02}",
            brand=rng.choice(BRANDS),
            ports=tuple(rng.sample(PORTS, rng.randint(1, 2))),
            price=float(rng.randint(1, 50)),
            size=rng.choice(SIZES),
            gps=rng.choice(("true", "false")),
            stock=float(rng.randint(0, 2)),
            sold=float(rng.randint(0, 9)),
        )
        for place in range(60)
    ]
    issues = Collector()
    asked = parse(as_yaml(ASKED), "toys.yaml", issues, {"segments.yaml": SEGMENTS})
    assert asked, said(issues)
    check_graph(asked, issues)
    check_logic(asked, TODAY, issues)
    assert not issues.issues, said(issues)
    found = compile_release(asked, "1", index(products), issues)
    assert found, said(issues)
    return found


@pytest.fixture(scope="module")
def shop() -> Release:
    return released()


def visit_of(rng: random.Random, shop: Release) -> tuple[Visit, list[Event]]:
    """Somebody, known more or less."""
    viewed = [
        id
        for id in shop.index.products.ids
        if shop.index.products.records[shop.index.products.row_of[id]]["brand"] == "Ada"
    ]
    events = [
        Event(f"e{place}", Name.VIEW_ITEM, NOW - place * timedelta(minutes=1), (id,))
        for place, id in enumerate(viewed[:3])
    ]
    past = Past(
        orders=tuple(Bought("p99", NOW - days * DAY) for days in range(1, rng.choice((1, 1, 2, 4)))),
        known=rng.random() < 0.7,
        registered=rng.choice(({}, {"tier": ("gold",)}, {"tier": ("silver",)})),
        said=rng.choice(({}, {"due": (float(TODAY.toordinal() + rng.choice((10, 100))),)})),
    )
    return Visit({"locale": rng.choice(("en", "de"))}, past=past), rng.choice(([], events))


def bodies_of(rng: random.Random) -> dict[str, dict[str, Any]]:
    answers: dict[str, dict[str, Any]] = {
        "who": {"choices": [rng.choice(("me", "gift"))]},
        "due": rng.choice(({"skip": True}, {"value": str(TODAY + rng.choice((5, 200)) * DAY)})),
        "brand": {"choices": [rng.choice(BRANDS)]},
        "ports": {"choices": [rng.choice(PORTS)]},
        "price": {"max": 30.0},
    }
    return dict(list(answers.items())[: rng.randint(0, len(answers))])


def seen(shop: Release, bodies: dict[str, Any], events: list[Event], visit: Visit, now: datetime) -> list[Step]:
    questions = [look(shop, bodies, events, now, id, visit) for id in shop.questionnaire.questions]
    return [advance(shop, bodies, events, now, visit), see_results(shop, bodies, events, now, visit=visit), *questions]


def test_nobody_sees_what_was_remembered_of_another_segment(shop: Release) -> None:
    rng = random.Random(3)
    for _ in range(120):
        visit, events = visit_of(rng, shop)
        bodies, now = bodies_of(rng), NOW + rng.choice((0, 20)) * DAY
        assert seen(shop, bodies, events, visit, now) == seen(released_once().forgetful(), bodies, events, visit, now)
    assert shop.memo.rate().hits > 100


_ONCE: list[Release] = []


def released_once() -> Release:
    if not _ONCE:
        _ONCE.append(released())
    return _ONCE[0]


def test_every_count_is_that_of_a_full_replay(shop: Release) -> None:
    rng = random.Random(5)
    for _ in range(60):
        visit, events = visit_of(rng, shop)
        bodies = bodies_of(rng)
        for id in ("brand", "who"):
            view = look(shop, bodies, events, NOW, id, visit).question
            assert view
            for choice in view.choices:
                after = advance(shop, {**bodies, id: {"choices": [choice.choice.id]}}, events, NOW, visit)
                assert choice.count == after.remaining, (bodies, id, choice.choice.id)


def at(shop: Release, bodies: dict[str, Any], past: Past, now: datetime = NOW) -> Step:
    return see_results(shop, bodies, (), now, visit=Visit({"locale": "en"}, past=past))


def offered(shop: Release, bodies: dict[str, Any], past: Past, now: datetime = NOW) -> list[str]:
    view = look(shop, bodies, (), now, "brand", Visit({"locale": "en"}, past=past)).question
    assert view
    return [choice.choice.id for choice in view.choices]


def test_a_date_said_now_moves_a_segment_and_time_moves_it_too(shop: Release) -> None:
    soon, far = ({"due": {"value": str(TODAY + days * DAY)}} for days in (10, 100))
    me = {"who": {"choices": ["me"]}}
    assert "Bor" in offered(shop, {**me, **far}, Past())
    assert "Bor" not in offered(shop, {**me, **soon}, Past())
    assert "Bor" not in offered(shop, {**me, **far}, Past(), NOW + 60 * DAY)


def test_what_was_said_earlier_counts_until_it_is_said_anew_and_never_for_a_gift(shop: Release) -> None:
    past = Past(known=True, said={"due": (float(TODAY.toordinal() + 10),)})
    me, gift = ({"who": {"choices": [who]}} for who in ("me", "gift"))
    assert "Bor" not in offered(shop, me, past)
    assert "Bor" in offered(shop, {**me, "due": {"value": str(TODAY + 100 * DAY)}}, past)
    assert "Bor" in offered(shop, gift, past)
    assert "Bor" not in offered(shop, {**gift, "due": {"value": str(TODAY + 9 * DAY)}}, past)


def test_merchandise_is_inside_the_hard_filters_and_in_its_days(shop: Release) -> None:
    gold = Past(known=True, registered={"tier": ("gold",)})
    everything = at(shop, {}, Past(known=True)).remaining
    records = shop.index.products.records
    assert everything - at(shop, {}, gold).remaining == sum(record["stock"] == 0.0 for record in records)
    small = {record["id"] for record in records if record["size"] == 0.0}
    buried = {
        one.id for one in see_results(shop, {}, (), NOW, limit=60).products if "~merchandise-3" in one.merchandise
    }
    assert buried == small
    late = see_results(shop, {}, (), NOW + 12 * DAY, limit=60).products
    assert not any(one.merchandise for one in late)
    ada: dict[str, Any] = {"who": {"choices": ["me"]}, "due": {"skip": True}, "brand": {"choices": ["Ada"]}}
    viewed = [record["id"] for record in records if record["brand"] == "Ada"][:3]
    events = [Event(id, Name.VIEW_ITEM, NOW, (str(id),)) for id in map(str, viewed)]
    free = see_results(shop, {}, events, NOW).products
    assert free[0].product["brand"] == "Cid"
    assert free[0].label
    assert all(one.product["brand"] == "Ada" for one in see_results(shop, ada, events, NOW).products)
