"""Triggers: open from some days after a purchase on, for some days, until they are followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.conditions.model import ALWAYS
from app.issues import Collector, Mark
from app.shopper import Bought
from app.shopper.trigger_file import concerns, read_triggers
from app.shopper.triggers import Trigger, due, of_catalog

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SHOES = Trigger("shoes", ALWAYS, ALWAYS, 14 * DAY, 7 * DAY, Mark("triggers.yaml", 1))


def open_at(*orders: tuple[str, float]) -> list[tuple[str, float]]:
    """What calls for shoes, and since how many days."""
    bought = [Bought(product, NOW - ago * DAY) for product, ago in orders]
    found = due([SHOES], bought, NOW, lambda _, id: id.startswith("dress"), lambda _, id: id.startswith("shoe"))
    return [(one.bought.product, (NOW - one.since) / DAY) for one in found]


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([], []),
        ([("dress", 13.9)], []),
        ([("dress", 14)], [("dress", 0)]),
        ([("dress", 20.9)], [("dress", 6.9)]),
        ([("dress", 21)], []),
        ([("coat", 15)], []),
        ([("dress-1", 18), ("dress-2", 15)], [("dress-2", 1)]),
        ([("dress", 15), ("shoe", 3)], []),
        ([("dress", 15), ("shoe", 15)], [("dress", 1)]),
        ([("dress", 15), ("shoe", 30)], [("dress", 1)]),
        ([("dress", 15), ("shoe", -3)], [("dress", 1)]),
    ],
)
def test_when_it_is_open(orders: list[tuple[str, float]], expected: list[tuple[str, float]]) -> None:
    assert [(product, round(days, 3)) for product, days in open_at(*orders)] == expected


def test_which_catalogs_take_it_in() -> None:
    other = replace(SHOES, id="other", catalog="bikes")
    assert [one.id for one in of_catalog([SHOES, other], "shop")] == ["shoes"]
    assert [one.id for one in of_catalog([SHOES, other], "bikes")] == ["shoes", "other"]


WHOLE = "after: {event: purchase, product: {category: Dresses}}, offer: {category: Shoes}, for: 7 days"


def test_a_file_is_read() -> None:
    issues = Collector()
    (made,) = read_triggers(f"a: {{{WHOLE}, in: 2 weeks, by: 0.5, label: Shoes}}", "t.yaml", None, issues)
    assert not issues.issues
    assert (made.wait, made.lasts, made.by, made.catalog) == (14 * DAY, 7 * DAY, 0.5, "")
    assert read_triggers(f"a: {{{WHOLE}}}", "t.yaml", None, issues)[0].wait == timedelta()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[a]", "wrong-type"),
        (f"a b: {{{WHOLE}}}", "bad-id"),
        ("a: {offer: {x: y}, for: 7 days}", "missing-key"),
        ("a: {after: {product: {x: y}}, for: 7 days}", "missing-key"),
        (f"a: {{{WHOLE}, from: 3 days}}", "unknown-key"),
        (f"a: {{{WHOLE.replace('7 days', '7')}}}", "wrong-type"),
        (f"a: {{{WHOLE.replace('7 days', '-7 days')}}}", "wrong-type"),
        (f"a: {{{WHOLE.replace('7 days', '0 days')}}}", "bad-value"),
        (f"a: {{{WHOLE.replace('7 days', '9999 weeks')}}}", "wrong-type"),
        (f"a: {{{WHOLE.replace('purchase', 'view_item')}}}", "bad-value"),
        (f"a: {{{WHOLE.replace('Dresses', '{answer: x}')}}}", "wrong-test"),
        (f"a: {{{WHOLE}, when: {{segment: loial}}}}", "unknown-segment"),
        (f"a: {{{WHOLE}, when: {{order.counts: 3}}}}", "unknown-name"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, code: str) -> None:
    issues = Collector()
    read_triggers(text, "triggers.yaml", {}, issues)
    assert code in [issue.code for issue in issues.issues]
    assert all(issue.mark.line and issue.help for issue in issues.issues)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: {catalog: shop}", True), ("a: {catalog: bikes}", False), ("a: {in: 3 days}", True), ("a: [", True)],
)
def test_which_questionnaires_take_the_file_in(text: str, expected: bool) -> None:
    assert concerns(text, "shop") is expected
