"""References to answers: what they yield, what they may stand for, and what is left when nothing was said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.conditions import Kind, Name, Scope, bind, hold, parse, settle
from app.conditions.dates import parse_date
from app.conditions.model import Ref
from app.conditions.refer import value_of
from app.issues import Collector
from tests.builders import TODAY, as_yaml, condition, node, said
from tests.conditions.test_parse import plain

QUESTIONS = {"height": Name(Kind.NUMBER), "due": Name(Kind.DATE), "colour": Name(Kind.TAGS)}
NAMES = {"price": Name(Kind.NUMBER), "released": Name(Kind.DATE), "brand": Name(Kind.CATEGORY)}
HEIGHT = {"height": (180.0,)}


def day(text: str) -> float:
    found = parse_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ref", "entered", "meant"),
    [
        (Ref("q"), 180.0, 180.0),
        (Ref("q", times=0.5), 180.0, 90.0),
        (Ref("q", plus=-5), 180.0, 175.0),
        (Ref("q", times=2, plus=1), 180.0, 361.0),
        (Ref("q", plus=7), day("2026-11-20"), day("2026-11-27")),
        (Ref("q", until="days"), day("2026-11-20"), 0.0),
        (Ref("q", until="weeks"), day("2026-12-04"), 2.0),
        (Ref("q", until="weeks"), day("2026-11-13"), -1.0),
        (Ref("q", until="months"), day("2027-02-20"), 3.0),
        (Ref("q", until="years"), day("2024-11-20"), -2.0),
        (Ref("q", times=-1, until="years"), day("1996-11-20"), 30.0),
    ],
)
def test_a_reference_yields_a_number_or_a_day(ref: Ref, entered: float, meant: float) -> None:
    assert value_of(ref, {"q": (entered,)}, TODAY) == meant


@pytest.mark.parametrize("values", [{}, {"q": ()}, {"other": (1.0,)}])
def test_a_reference_to_an_empty_answer_yields_nothing(values: dict[str, tuple[float, ...]]) -> None:
    assert value_of(Ref("q", plus=5), values, TODAY) is None


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 2, 28), date(2026, 11, 20), date(9999, 12, 31)])
@pytest.mark.parametrize("entered", ["0001-01-01", "9999-12-31"])
def test_time_until_the_ends_of_the_calendar_is_counted_too(today: date, entered: str) -> None:
    for unit in ("days", "weeks", "months", "years"):
        assert value_of(Ref("q", until=unit), {"q": (day(entered),)}, today) is not None


def settled(written: Any, said: dict[str, Any]) -> str:
    """A condition after what was said, in short; numbers are those of its ends."""
    found = settle(condition(written), said, TODAY)
    return "no effect" if found is None else plain(found)


H = {"answer": "height"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"price": {"max": H}}, "no effect"),
        ({"price": H}, "no effect"),
        ({"price": {"not": H}}, "no effect"),
        ({"not": {"price": {"max": H}}}, "no effect"),
        ({"any": [{"price": {"max": H}}]}, "no effect"),
        ({"not": {"any": [{"not": {"price": H}}]}}, "no effect"),
        ({"any": [{"price": {"max": H}}, {"brand": "Ada"}]}, "any(brand in Ada)"),
        ({"all": [{"price": {"max": H}}, {"brand": "Ada"}]}, "all(brand in Ada)"),
        ({"price": {"max": H}, "brand": "Ada"}, "all(brand in Ada)"),
        ({"not": {"price": {"max": H}, "brand": "Ada"}}, "not all(brand in Ada)"),
        ({"price": {"min": 5, "max": H}}, "price in [5..]"),
        ({"price": [5, H]}, "price in 5"),
        ({"price": [{"min": H}, {"max": 3}]}, "price in [..3]"),
        ({"any": []}, "any()"),
        ({"price": []}, "price in nothing"),
        ({"price": {"known": True, "max": H}}, "all(price known)"),
    ],
)
def test_a_part_that_refers_to_an_empty_answer_is_left_out(written: Any, meant: str) -> None:
    assert settled(written, {}).replace("[5..[]", "[5..]") == meant


def test_what_was_said_stands_in_the_place_of_the_reference() -> None:
    issues = Collector()
    scope = Scope(NAMES, "the attribute", "unknown-attribute", QUESTIONS)
    written = {"price": {"min": {"answer": "height", "times": 2}, "not": {"answer": "height", "plus": 200}}}
    found = settle(bind(condition(written), scope, issues), HEIGHT, TODAY)
    assert found and not found.refs and not issues.issues
    met = [price for price in (180.0, 359.0, 360.0, 380.0, 400.0) if hold(found, {"price": (price,)}, TODAY)]
    assert met == [360.0, 400.0]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"price": {"max": {"answer": "hight"}}}, "the question `hight` is not known"),
        ({"price": {"max": {"answer": "colour"}}}, "`colour` is no question of type number or date"),
        ({"released": {"max": {"answer": "height"}}}, "the answer to `height` is a number"),
        ({"price": {"max": {"answer": "due"}}}, "the answer to `due` is a date"),
        ({"price": {"max": {"answer": "height", "in": "weeks"}}}, "`in` counts the time until a date"),
        ({"released": {"max": {"answer": "due", "times": 2}}}, "a date cannot be multiplied"),
        ({"brand": {"answer": "height"}}, "the answer to `height` is a number"),
        ({"brand": {"min": {"answer": "height"}}}, "which has no order"),
    ],
)
def test_a_reference_that_cannot_be_compared_is_refused(written: Any, message: str) -> None:
    issues = Collector()
    bind(condition(written), Scope(NAMES, "the attribute", "unknown-attribute", QUESTIONS), issues)
    assert [message in issue.message for issue in issues.issues] == [True], said(issues)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"price": {"max": {"answer": ["height"]}}}, "wrong-type"),
        ({"price": {"max": {"answer": "height", "minus": 3}}}, "unknown-key"),
        ({"price": {"max": {"answer": "height", "times": "much"}}}, "wrong-type"),
        ({"price": {"max": {"answer": "height", "in": "hours"}}}, "bad-value"),
        ({"price": {"all": [{"answer": "height"}]}}, "wrong-type"),
    ],
)
def test_a_reference_that_cannot_be_read_is_refused(written: Any, code: str) -> None:
    issues = Collector()
    assert parse(node(as_yaml(written)), issues) is None
    assert [issue.code for issue in issues.issues] == [code], said(issues)
