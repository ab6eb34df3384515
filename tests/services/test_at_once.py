"""Answers two at once, and too late."""

import multiprocessing
import threading
from pathlib import Path
from typing import Any

import pytest

from app.services import Context
from app.services.answering import Beginning, answer, begin, current, withdraw
from tests.homes import Home
from tests.services.conversing import KEY, refused, said


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
