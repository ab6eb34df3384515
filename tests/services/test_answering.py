"""A shopper's conversation: what is kept of it, in which order, and what is refused without a trace."""

import multiprocessing
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound, Refused, Unauthorized
from app.services import Context
from app.services.answering import (
    Beginning,
    View,
    answer,
    begin,
    change,
    current,
    look,
    open_questionnaire,
    results,
    stateless,
    why,
    withdraw,
)
from app.store import sessions
from tests.homes import Home

KEY = "5e0c6a52-key-of-a-client"


def said(view: View) -> dict[str, Any]:
    """The answers that stand, by question."""
    return {each.question: each.body for each in view.step.answers}


# Beginning


def test_a_new_session_begins_at_the_first_question(context: Context) -> None:
    _, view = begin(context, "toys")
    assert view.step == open_questionnaire(context, "toys").step


def test_a_token_is_256_random_bits_of_which_only_the_hash_is_kept(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys")
    other, _ = begin(context, "toys")
    assert token != other
    assert len(token) == 43
    with context.database.reading() as db:
        assert sessions.by_token(db, sha256(token.encode()).hexdigest()) is not None
    context.close()
    kept = b"".join(path.read_bytes() for path in (home.path / "var").rglob("*") if path.is_file())
    assert token.encode() not in kept
    assert sha256(token.encode()).hexdigest().encode() in kept


def test_an_idempotency_key_again_gives_the_same_session(context: Context) -> None:
    token, _ = begin(context, "toys", Beginning(idempotency_key=KEY))
    answer(context, token, "hello", {"seen": True})
    again, view = begin(context, "toys", Beginning(idempotency_key=KEY))
    assert again == token
    assert said(view) == {"hello": {"seen": True}}


def test_its_token_cannot_be_derived_without_the_servers_secret(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys", Beginning(idempotency_key=KEY))
    elsewhere = home.open(secret="another", database_url=f"sqlite:///{home.path}/elsewhere.db")
    assert begin(elsewhere, "toys", Beginning(idempotency_key=KEY))[0] != token
    elsewhere.close()


def test_a_key_is_kept_as_a_hash_too(home: Home, context: Context) -> None:
    begin(context, "toys", Beginning(idempotency_key=KEY))
    context.close()
    assert KEY.encode() not in b"".join(path.read_bytes() for path in (home.path / "var").rglob("*") if path.is_file())


def test_a_key_belongs_to_one_questionnaire(home: Home, context: Context) -> None:
    text = (home.path / "questionnaires/toys.yaml").read_text()
    home.put("questionnaires/more.yaml", text.replace("questionnaire: toys", "questionnaire: more"))
    context.folders.look()
    begin(context, "toys", Beginning(idempotency_key=KEY))
    assert refused(lambda: begin(context, "more", Beginning(idempotency_key=KEY))) == "idempotency-mismatch"


def test_a_key_that_could_be_guessed_is_refused(context: Context) -> None:
    assert refused(lambda: begin(context, "toys", Beginning(idempotency_key="1"))) == "short-key"


def test_prefilled_answers_stand_from_the_first_step_on(context: Context) -> None:
    prefill = {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}}
    _, view = begin(context, "toys", Beginning(prefill=prefill))
    assert said(view) == prefill
    assert view.step.remaining == 2


def test_what_cannot_be_read_of_a_beginning_begins_nothing(context: Context) -> None:
    assert refused(lambda: begin(context, "toys", Beginning(consent="maybe"))) == "invalid-consent"
    assert refused(lambda: begin(context, "toys", Beginning(prefill={"brand": {"max": 1}}))) == "invalid-answer"
    with pytest.raises(NotFound):
        begin(context, "toys", Beginning(prefill={"colour": {"choices": ["red"]}}))
    with pytest.raises(NotFound):
        begin(context, "ships")


@pytest.mark.parametrize(
    ("wanted", "language"), [("de", "de"), ("de-AT", "de"), ("fr", "en"), ("", "en"), (None, "en")]
)
def test_a_session_speaks_the_nearest_language(context: Context, wanted: str | None, language: str) -> None:
    assert begin(context, "toys", Beginning(language=wanted))[1].language == language


# Answering


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


# Two at once, and too late


def test_a_late_retry_never_overwrites_a_newer_answer(context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "brand", {"choices": ["Ada"]}, seq=1)
    newer = answer(context, token, "brand", {"choices": ["Bor"]}, seq=2)
    for seq in (0, 1, 2):
        assert answer(context, token, "brand", {"choices": ["Ada"]}, seq=seq) == newer
        assert withdraw(context, token, "brand", seq=seq) == newer
    assert said(withdraw(context, token, "brand", seq=3)) == {}
    assert said(answer(context, token, "brand", {"choices": ["Ada"]}, seq=2)) == {}


def test_an_older_number_counts_for_its_own_question_only(context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "price", {"max": 30}, seq=9)
    assert said(answer(context, token, "brand", {"choices": ["Ada"]}, seq=3)) == {
        "price": {"max": 30.0},
        "brand": {"choices": ["Ada"]},
    }


def test_the_same_answer_under_a_higher_number_makes_older_ones_late(context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "brand", {"choices": ["Ada"]}, seq=1)
    answer(context, token, "brand", {"choices": ["Ada"]}, seq=5)
    assert said(answer(context, token, "brand", {"choices": ["Bor"]}, seq=4)) == {"brand": {"choices": ["Ada"]}}


@pytest.mark.parametrize("seq", [-1, 2**53 + 1])
def test_a_number_that_is_none_is_refused(context: Context, seq: int) -> None:
    token, _ = begin(context, "toys")
    assert refused(lambda: answer(context, token, "brand", {"choices": ["Ada"]}, seq=seq)) == "invalid-seq"


BODIES: dict[str, dict[str, Any]] = {
    "hello": {"seen": True},
    "brand": {"choices": ["Ada"]},
    "ports": {"choices": ["hdmi"]},
    "price": {"max": 30.0},
    "height": {"value": 180.0},
    "born": {"value": "2000-02-29"},
}


def test_answers_of_threads_at_once_all_survive(context: Context) -> None:
    token, _ = begin(context, "toys")
    start = threading.Barrier(len(BODIES))

    def say(question: str) -> None:
        start.wait()
        answer(context, token, question, BODIES[question])

    threads = [threading.Thread(target=say, args=(question,)) for question in BODIES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said(current(context, token)) == BODIES


def say_at(home: str, token: str, question: str, start: "multiprocessing.synchronize.Barrier") -> None:
    """Answers one question in a process of its own, the moment that all others do."""
    context = Home(Path(home)).open()
    start.wait()
    answer(context, token, question, BODIES[question])
    context.close()


def test_answers_of_processes_at_once_all_survive(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys")
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(3)
    questions = ["brand", "ports", "price"]
    processes = [spawn.Process(target=say_at, args=(str(home.path), token, each, start)) for each in questions]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert said(current(context, token)) == {question: BODIES[question] for question in questions}


def test_one_key_used_by_threads_at_once_begins_one_session(context: Context) -> None:
    start, tokens = threading.Barrier(4), []

    def come() -> None:
        start.wait()
        tokens.append(begin(context, "toys", Beginning(idempotency_key=KEY, prefill={"hello": {"seen": True}}))[0])

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tokens) == 4
    assert len(set(tokens)) == 1


def refused(call: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(Refused) as error:
        call()
    return error.value.code
