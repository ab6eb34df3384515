"""What stands first where nothing else tells products apart."""

from __future__ import annotations

from typing import Any

from app.guide import compile_release, see_results
from app.issues import Collector
from tests.builders import NOW, index, questionnaire, release, said, toy

SHOP = [
    toy("a", brand="Ada", price=9.0),
    toy("b", brand="Bor", price=5.0),
    toy("c", brand="Bor", price=7.0),
    toy("d", brand="Ada"),
]
BRAND = {"ask": "Brand?", "type": "single", "choices": {"bor": {"label": "Bor", "prefer": {"brand": "Bor"}}}}


def order(answers: dict[str, Any], **results: Any) -> list[str]:
    asked = {"questions": {"brand": BRAND}, "results": results}
    return [one.id for one in see_results(release(asked, SHOP), answers, (), NOW).products]


def test_before_anything_is_said_the_author_puts_products_in_order() -> None:
    assert order({}, otherwise={"price": "most"}) == ["a", "c", "b", "d"]  # what is not stated comes last
    assert order({}, otherwise={"price": {"near": 7, "within": 3}}) == ["c", "a", "b", "d"]


def test_what_is_said_comes_first_and_equals_keep_that_order() -> None:
    assert order({"brand": {"choices": ["bor"]}}, otherwise={"price": "most"}) == ["c", "b", "a", "d"]
    assert order({"brand": {"choices": ["bor"]}}, otherwise={"brand": {"points": {"Ada": 900}}}) == ["b", "c", "a", "d"]


def test_all_of_it_weighs_less_than_any_step_of_an_answer() -> None:
    wishes = {"price": "most", "brand": {"points": {"Ada": 50, "Bor": -50}}}
    asked = {"questions": {"brand": BRAND}, "results": {"otherwise": wishes}}
    made = release(asked, SHOP)
    for one in see_results(made, {}, (), NOW).products:
        amounts = [term.amount for term in one.terms if term.kind == "otherwise"]
        assert 0 <= sum(amounts) <= 0.5 / len(SHOP) * min(made.weights.preference, made.weights.popularity)


def test_it_refers_to_no_answer_and_only_to_what_the_catalog_has() -> None:
    asked = {
        "questions": {"n": {"ask": "?", "type": "number"}},
        "results": {"otherwise": {"price": {"near": {"answer": "n"}}}},
    }
    issues = Collector()
    assert compile_release(questionnaire(asked), "1", index(SHOP), issues) is None
    assert "`otherwise` cannot refer to an answer" in said(issues)[0]
    issues = Collector()
    assert (
        compile_release(questionnaire({**asked, "results": {"otherwise": {"prise": "most"}}}), "1", index(SHOP), issues)
        is None
    )
    assert [issue.code for issue in issues.issues] == ["unknown-attribute"]
