"""Segments: who is in them follows from what is known, and from nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.conditions.dates import parse_date
from app.issues import Collector
from app.shopper import Bought, Past
from app.shopper.known import known_of
from app.shopper.names import both_ways
from app.shopper.segments import Segments, questions_read, read_segments, segments_of
from tests.builders import as_yaml, said

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def segments(**written: Any) -> Segments:
    issues = Collector()
    found = read_segments(as_yaml({id: {"when": when} for id, when in written.items()}), "segments.yaml", issues)
    assert not issues.issues, said(issues)
    return found


def bought(*days: int, value: float | None = 10.0) -> tuple[Bought, ...]:
    return tuple(Bought(f"p{ago}", NOW - timedelta(days=ago), value, "till") for ago in days)


def test_of_a_stranger_nothing_is_known() -> None:
    assert known_of(Past(), NOW) == {}
    held = segments(any={"order.count": {"min": 0}}, new={"not": {"order.count": {"min": 1}}})
    assert segments_of(held, {}, TODAY) == ("new",)


def test_a_known_shopper_without_orders_has_none() -> None:
    known = known_of(Past(known=True), NOW)
    assert segments_of(segments(none={"order.count": 0}, some={"order.last": {"known": True}}), known, TODAY) == (
        "none",
    )


def test_orders_are_counted_by_day_and_within_a_year() -> None:
    known = known_of(Past(orders=(*bought(1, 1, 5), *bought(400, value=None), *bought(-3))), NOW)
    assert known["order.count"] == (3.0,)
    assert known["order.count_year"] == (2.0,)
    assert (known["order.value"], known["order.value_year"]) == ((30.0,), (30.0,))
    assert known["order.last"] == (float((TODAY - timedelta(days=1)).toordinal()),)
    assert known["order.channel"] == ("till",)


@pytest.mark.parametrize(
    ("when", "claim", "holds"),
    [
        ({"registered.tier": "gold"}, ("gold",), True),
        ({"registered.tier": ["silver", "gold"]}, ("gold",), True),
        ({"registered.tier": {"not": "gold"}}, ("gold",), False),
        ({"registered.tier": {"not": "gold"}}, (), True),
        ({"registered.age": {"min": 18}}, (17.0,), False),
        ({"registered.age": {"min": 18}}, ("18",), True),
        ({"registered.age": 18}, (18.0,), True),
        ({"registered.age": {"min": 18}}, ("old",), False),
        ({"registered.day": {"max": "+6 months"}}, ("2027-05-20",), True),
        ({"registered.day": {"max": "+6 months"}}, ("2027-05-21",), False),
        ({"registered.day": {"max": "+6 months"}}, ("some day",), False),
        ({"registered.day": {"min": "2026-01-01", "below": "today"}}, ("2026-11-19",), True),
        ({"registered.all": {"all": ["a", "b"]}}, ("b", "a"), True),
    ],
)
def test_what_is_registered_is_read_as_it_is_tested(when: Any, claim: tuple[str | float, ...], holds: bool) -> None:
    ((name, _),) = when.items()
    known = known_of(Past(registered={name.partition(".")[2]: claim}), NOW)
    assert segments_of(segments(it=when), known, TODAY) == (("it",) if holds else ())


def test_a_segment_reads_those_above_it() -> None:
    held = segments(loyal={"order.count": {"min": 2}}, best={"segment": "loyal", "order.value": {"min": 25}})
    assert segments_of(held, known_of(Past(orders=bought(1, 2)), NOW), TODAY) == ("loyal",)
    assert segments_of(held, known_of(Past(orders=bought(1, 2, 3)), NOW), TODAY) == ("loyal", "best")
    assert segments_of(held, known_of(Past(orders=bought(1, value=90.0)), NOW), TODAY) == ()


def test_time_moves_a_segment() -> None:
    held = segments(soon={"said.tour": {"min": "today", "max": "+6 months"}})
    assert questions_read(held) == {"tour"}
    known = known_of(Past(said={"tour": (parse_date("2027-05-20") or 0.0,)}), NOW)
    days = [date(2026, 11, 19), TODAY, date(2027, 5, 20), date(2027, 5, 21)]
    assert [bool(segments_of(held, known, day)) for day in days] == [False, True, True, False]


def test_values_are_held_both_ways_once() -> None:
    assert both_ways(["7", 7.0]) == ("7", 7.0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "wrong-type"),
        ("a b: {when: {locale: de}}", "bad-id"),
        ("a: {label: A}", "missing-key"),
        ("a: {when: {locale: de}, wen: x}", "unknown-key"),
        ("a: {when: {segment: b}}\nb: {when: {locale: de}}", "unknown-segment"),
        ("a: {when: {profile.: x}}", "unknown-name"),
        ("a: {when: {colour: red}}", "unknown-name"),
        ("a: {when: {order.count: many}}", "wrong-test"),
        ("a: {when: {registered.day: {answer: day}}}", "wrong-test"),
        ("a: {when: {order.last: {min: 12}}}", "wrong-test"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, code: str) -> None:
    issues = Collector()
    read_segments(text, "segments.yaml", issues)
    assert code in [issue.code for issue in issues.issues]
    assert all(issue.mark.line and issue.help for issue in issues.issues)
