"""Answers one after the other: where each leads, and what is refused without a trace."""

import pytest

from app.errors import NotFound, Unauthorized
from app.services import Context
from app.services.answering import Beginning, answer, begin, change, current, look, results, stateless, why, withdraw
from tests.services.conversing import refused, said


def test_each_answer_leads_to_the_next_question(context: Context) -> None:
    token, _ = begin(context, "toys")
    steps = [
        answer(context, token, "hello", {"seen": True}),
        answer(context, token, "brand", {"choices": ["Ada"]}),
        answer(context, token, "ports", {"choices": ["hdmi", "usb-c"]}),
        answer(context, token, "price", {"max": 15}),
        answer(context, token, "height", {"value": 180}),
        answer(context, token, "born", {"value": "2000-02-29"}),
    ]
    shown = [view.step.question.question.id if view.step.question else "results" for view in steps]
    assert shown == ["brand", "ports", "price", "height", "born", "results"]
    assert [view.step.remaining for view in steps] == [5, 2, 2, 1, 1, 1]
    assert [product.id for product in steps[-1].step.products] == ["p1"]


def test_the_same_call_again_changes_nothing(context: Context) -> None:
    token, _ = begin(context, "toys")
    first = answer(context, token, "brand", {"choices": ["Ada"]})
    assert answer(context, token, "brand", {"choices": ["Ada"]}) == first


def test_a_step_is_that_of_a_fresh_session_with_the_same_answers(context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "brand", {"choices": ["Bor"]})
    answer(context, token, "price", {"max": 10})
    answer(context, token, "hello", {"seen": True})
    withdraw(context, token, "price")
    edited = answer(context, token, "brand", {"choices": ["Ada"]})
    _, fresh = begin(context, "toys", Beginning(prefill=said(edited)))
    assert edited.step == fresh.step == stateless(context, "toys", said(edited)).step


def test_a_withdrawn_answer_is_gone_and_the_later_ones_stay(context: Context) -> None:
    token, _ = begin(context, "toys")
    for question, body in (("hello", {"seen": True}), ("brand", {"choices": ["Ada"]}), ("price", {"max": 10})):
        answer(context, token, question, body)
    view = withdraw(context, token, "brand")
    assert [(each.question, each.stale) for each in view.step.answers] == [("hello", False), ("price", True)]
    assert view.step.remaining == 5


def test_withdrawing_what_was_never_said_changes_nothing(context: Context) -> None:
    token, view = begin(context, "toys")
    assert withdraw(context, token, "brand").step == view.step


def test_what_is_refused_leaves_no_trace(context: Context) -> None:
    token, _ = begin(context, "toys")
    before = answer(context, token, "hello", {"seen": True})
    assert refused(lambda: answer(context, token, "brand", {"skip": True})) == "not-skippable"
    assert refused(lambda: answer(context, token, "ports", {"choices": ["none", "hdmi"]})) == "exclusive"
    with pytest.raises(NotFound):
        answer(context, token, "colour", {"choices": ["red"]})
    with pytest.raises(NotFound):
        withdraw(context, token, "colour")
    assert current(context, token) == before


def test_several_answers_change_all_or_none(context: Context) -> None:
    token, _ = begin(context, "toys")
    before = change(context, token, {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}})
    assert said(before) == {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}}
    assert refused(lambda: change(context, token, {"brand": None, "price": {"max": "cheap"}})) == "invalid-answer"
    assert current(context, token) == before
    after = change(context, token, {"brand": None, "price": {"max": 30}})
    assert said(after) == {"hello": {"seen": True}, "price": {"max": 30.0}}


def test_looking_back_changes_nothing(context: Context) -> None:
    token, _ = begin(context, "toys")
    before = answer(context, token, "brand", {"choices": ["Ada"]})
    view = look(context, token, "brand").step.question
    assert view
    assert [(choice.choice.id, choice.count, choice.selected) for choice in view.choices] == [
        ("Ada", 5, True),
        ("Bor", 5, False),
        ("Nobody", 5, False),
    ]
    assert current(context, token) == before


def test_results_can_be_seen_before_the_end_and_page_by_page(context: Context) -> None:
    token, _ = begin(context, "toys")
    pages = [results(context, token, limit=2, offset=offset).step for offset in (0, 2, 4, 6)]
    assert [[product.id for product in page.products] for page in pages] == [["p5", "p3"], ["p2", "p1"], ["p4"], []]
    assert {page.total for page in pages} == {5}


def test_why_names_the_answers_that_keep_a_product_out(context: Context) -> None:
    token, _ = begin(context, "toys")
    change(context, token, {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}})
    _, found = why(context, token, "p3")
    assert (found.shown.id, found.candidate, found.failed) == ("p3", False, ("brand",))
    with pytest.raises(NotFound):
        why(context, token, "p99")


@pytest.mark.parametrize("token", ["", "forged", "\udc80", "0" * 100_000])
def test_a_token_of_no_session_is_refused(context: Context, token: str) -> None:
    for call in (
        lambda: current(context, token),
        lambda: look(context, token, "brand"),
        lambda: results(context, token),
        lambda: why(context, token, "p1"),
        lambda: answer(context, token, "brand", {"choices": ["Ada"]}),
        lambda: withdraw(context, token, "brand"),
    ):
        with pytest.raises(Unauthorized):
            call()
