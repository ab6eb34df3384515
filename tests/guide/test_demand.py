"""What references, rules and importance make of the catalog, by example."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalog.mapping import read_mapping_file
from app.guide import advance, compile_release, see_results, why
from app.issues import Collector
from tests.builders import MAPPING, NOW, index, questionnaire, release, toy, toys

SHOP = [
    toy("a", brand="Ada", price=1.0),
    toy("b", brand="Bor", price=2.0),
    toy("c", brand="Cid", price=3.0),
    toy("d"),
]
AGE = {"ask": "?", "type": "number"}
DUE = {"ask": "?", "type": "date"}
BRAND = {"ask": "?", "type": "single", "attribute": "brand", "choices": {"Ada": {"label": "A"}, "Bor": {"label": "B"}}}
UP_TO_AGE = {"price": {"max": {"answer": "age"}}}


def note(**keys: Any) -> dict[str, Any]:
    return {"ask": "?", "type": "info", **keys}


SEEN, SKIP = {"seen": True}, {"skip": True}


def left(answers: dict[str, Any], questions: dict[str, Any], catalog: Any = None, **keys: Any) -> str:
    """The ids that are left, in one word."""
    found = release({"questions": questions, **keys}, SHOP, catalog)
    return "".join(sorted(shown.id for shown in see_results(found, answers, (), NOW).products))


@pytest.mark.parametrize(
    ("age", "ids"), [({"value": 2}, "abd"), ({"value": 0}, "d"), (SKIP, "abcd"), ({"value": 99}, "abcd")]
)
def test_a_filter_refers_to_a_number_that_was_entered(age: Any, ids: str) -> None:
    assert left({"age": age, "note": SEEN}, {"age": AGE, "note": note(filter=UP_TO_AGE)}) == ids


def test_a_filter_may_refer_to_its_own_answer_or_to_a_later_one() -> None:
    own = {"age": {**AGE, "filter": UP_TO_AGE}}
    assert left({"age": {"value": 1}}, own) == "ad"
    later = {"note": note(filter=UP_TO_AGE), "age": AGE}
    assert left({"note": SEEN}, later) == "abcd"
    assert left({"note": SEEN, "age": {"value": 1}}, later) == "ad"


def test_a_stale_answer_is_referred_to_no_more() -> None:
    questions = {"brand": BRAND, "age": {**AGE, "when": {"brand": "Ada"}}, "note": note(filter=UP_TO_AGE)}
    said = {"age": {"value": 0}, "note": SEEN}
    assert left({"brand": {"choices": ["Ada"]}, **said}, questions) == "d"
    assert left({"brand": {"choices": ["Bor"]}, **said}, questions) == "bd"
    assert left({"brand": SKIP, **said}, questions) == "abcd"


@pytest.mark.parametrize(
    ("filter", "entered", "skipped"),
    [
        ({"not": UP_TO_AGE}, "cd", "abcd"),
        ({"any": [UP_TO_AGE, {"brand": "Cid"}]}, "abcd", "cd"),
        ({"any": [UP_TO_AGE]}, "abd", "abcd"),
        ({"price": {"min": 2, "max": {"answer": "age"}}}, "bd", "bcd"),
        ({"price": {"not": {"answer": "age"}}}, "acd", "abcd"),
        ({"price": [{"answer": "age"}, 3]}, "bcd", "cd"),
        ({"price": {"above": {"answer": "age", "times": 0.5, "plus": 0.5}}}, "bcd", "abcd"),
    ],
)
def test_references_under_not_and_any(filter: Any, entered: str, skipped: str) -> None:
    questions = {"age": AGE, "note": note(filter=filter)}
    assert left({"age": {"value": 2}, "note": SEEN}, questions) == entered
    assert left({"age": SKIP, "note": SEEN}, questions) == skipped


@pytest.mark.parametrize(
    ("day", "ids"), [("2026-12-04", "abd"), ("2026-11-20", "d"), ("2026-11-13", "d"), ("2027-01-01", "abcd")]
)
def test_a_filter_counts_the_weeks_until_a_date(day: str, ids: str) -> None:
    filter = {"price": {"max": {"answer": "due", "in": "weeks"}}}
    assert left({"due": {"value": day}, "note": SEEN}, {"due": DUE, "note": note(filter=filter)}) == ids


def amounts(answers: dict[str, Any], **keys: Any) -> dict[str, float]:
    """The score of each product."""
    found = release({"ranking": {"popularity": 0}, **keys}, SHOP)
    return {shown.id: shown.score for shown in see_results(found, answers, (), NOW).products}


def test_points_add_exactly_importance_times_their_number() -> None:
    wish = {"brand": {"points": {"Ada": 3, "Cid": -2}, "importance": 0.5}}
    assert amounts({"q": SEEN}, questions={"q": note(prefer=wish)}) == {"a": 1.5, "b": 0, "c": -1, "d": 0}


def test_points_of_several_values_add_up() -> None:
    found = release(
        {"questions": {"q": note(prefer={"ports": {"points": {"hdmi": 1, "usb-a": 2}}})}, "ranking": {"popularity": 0}},
        [toy("a", ports=("hdmi", "usb-a")), toy("b", ports=("usb-a", "usb-c")), toy("c", ports=("usb-c",)), toy("d")],
    )
    shown = see_results(found, {"q": SEEN}, (), NOW).products
    assert {product.id: product.score for product in shown} == {"a": 3, "b": 2, "c": 0, "d": 0}


def test_near_what_was_entered_and_nothing_if_it_was_not() -> None:
    questions = {"age": AGE, "q": note(prefer={"price": {"near": {"answer": "age"}, "within": 2}})}
    assert amounts({"age": {"value": 3}, "q": SEEN}, questions=questions) == {"a": 0, "b": 0.5, "c": 1, "d": 0}
    assert set(amounts({"age": SKIP, "q": SEEN}, questions=questions).values()) == {0}


RULES = {"brand": BRAND, "age": AGE}


def test_a_rule_filters_once_it_is_decided() -> None:
    rules = [{"when": {"brand": "Ada", "age": {"max": 5}}, "filter": {"price": {"max": 0.5}}}]
    assert left({"brand": {"choices": ["Ada"]}}, RULES, rules=rules) == "ad"
    assert left({"brand": {"choices": ["Ada"]}, "age": {"value": 5}}, RULES, rules=rules) == "d"
    assert left({"brand": {"choices": ["Ada"]}, "age": SKIP}, RULES, rules=rules) == "ad"


def test_a_rule_without_a_condition_always_acts() -> None:
    assert left({}, RULES, rules=[{"filter": {"brand": {"known": True}}}]) == "abc"


def test_a_rule_reads_a_question_that_cannot_come_any_more_as_empty() -> None:
    to_end = {"brand": {**BRAND, "next": [{"when": {"brand": "Ada"}, "to": "results"}]}, "age": AGE}
    rules = [{"when": {"age": {"known": False}}, "filter": {"price": {"max": 0.5}}}]
    assert left({"brand": {"choices": ["Bor"]}}, to_end, rules=rules) == "bd"
    assert left({"brand": {"choices": ["Ada"]}}, to_end, rules=rules) == "d"


def test_only_hides_its_products_from_everybody_else_once_decided() -> None:
    rules = [{"only": {"brand": "Cid"}, "when": {"age": {"min": 18}}}]
    assert left({}, RULES, rules=rules) == "abcd"
    assert left({"brand": SKIP, "age": {"value": 18}}, RULES, rules=rules) == "abcd"
    assert left({"brand": SKIP, "age": {"value": 17}}, RULES, rules=rules) == "abd"
    assert left({"brand": SKIP, "age": SKIP}, RULES, rules=rules) == "abd"


@pytest.mark.parametrize("policy", ["keep", "drop"])
def test_only_leaves_what_does_not_say_that_it_is_meant(policy: str) -> None:
    catalog = toys(MAPPING.replace("brand: {kind: category}", f"brand: {{kind: category, unknown: {policy}}}"))
    rules = [{"only": {"brand": "Cid"}, "when": {"brand": "Ada"}}]
    assert left({"brand": SKIP}, {"brand": BRAND}, catalog, rules=rules) == "abd"


def test_what_only_leaves_costs_nothing_and_needs_no_reason() -> None:
    rules = [{"only": {"brand": "Cid"}, "when": {"brand": "Ada"}}]
    found = release({"questions": {"brand": BRAND}, "rules": rules, "ranking": {"popularity": 0}}, SHOP)
    shown = why(found, {"brand": SKIP}, (), NOW, "d").shown
    assert (shown.score, shown.terms, shown.reasons) == (0, (), ())
    assert not why(found, {"brand": SKIP}, (), NOW, "c").candidate


def test_only_of_everything_hides_everything() -> None:
    rules = [{"only": {}, "when": {"brand": "Ada"}}]
    assert left({"brand": SKIP}, {"brand": BRAND}, rules=rules) == ""
    assert left({"brand": {"choices": ["Ada"]}}, {"brand": BRAND}, rules=rules) == "ad"


def test_an_answer_that_keeps_all_out_through_a_rule_can_be_given_up() -> None:
    rules = [{"when": {"brand": "Ada"}, "filter": {"price": {"above": 3, "known": True}}}]
    choices = {"Ada": {"label": "A", "filter": {}}, "Bor": {"label": "B"}}
    questions = {"brand": {**BRAND, "choices": choices}}
    step = advance(release({"questions": questions, "rules": rules}, SHOP), {"brand": {"choices": ["Ada"]}}, (), NOW)
    found = [(relaxation.questions, relaxation.remaining) for relaxation in step.relaxations]
    assert found == [(("brand",), 2), (("brand",), 4)]  # accept the other brand, or give the question up


def test_an_answer_that_a_filter_refers_to_can_be_given_up() -> None:
    known = {"price": {"max": {"answer": "age"}, "known": True}}
    questions = {"age": AGE, "note": note(filter=known, must=True)}
    step = advance(release(questions, SHOP), {"age": {"value": 0}, "note": SEEN}, (), NOW)
    assert [(relaxation.questions, relaxation.remaining) for relaxation in step.relaxations] == [(("age",), 3)]


def refused(written: dict[str, Any]) -> list[str]:
    """The issues of a release."""
    issues = Collector()
    assert compile_release(questionnaire(written), "1", index(SHOP), issues) is None
    return [issue.message for issue in issues.issues]


def test_merchandising_refers_to_no_answer() -> None:
    boost = {"boost": {"any": [{"brand": "Ada"}, UP_TO_AGE]}}
    assert refused({"questions": RULES, "merchandise": [boost]}) == ["merchandising cannot refer to an answer"]


def test_a_range_has_two_ends_and_is_no_answer_to_refer_to() -> None:
    questions = {"age": {"ask": "?", "type": "range", "attribute": "price"}, "note": note(filter=UP_TO_AGE)}
    assert refused({"questions": questions}) == ["`age` is no question of type number or date"]


def test_a_mapping_refers_to_no_answer() -> None:
    issues = Collector()
    text = MAPPING + "out_of_stock: {stock: {max: {answer: age}}}\n"
    assert read_mapping_file(text, "toys.mapping.yaml", issues) is None
    assert [issue.code for issue in issues.issues] == ["unknown-question"]
