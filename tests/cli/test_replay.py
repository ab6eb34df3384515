"""`salesclerk replay`: one line a recorded step, and how many are the same."""

from __future__ import annotations

import json

from app.services.answering import answer, begin
from app.store import answers
from tests.cli.conftest import Run
from tests.homes import Home


def test_recorded_steps_are_told_line_by_line(home: Home, salesclerk: Run) -> None:
    context = home.open()
    token, _ = begin(context, "toys")
    answer(context, token, "hello", {"seen": True})
    answer(context, token, "brand", {"choices": ["Ada"]})
    context.close()
    said = salesclerk("replay")
    assert said.status == 0
    first, second, tally = said.out.splitlines()
    assert "session 1, hello: same; asks brand, 5 left; first p5, p3" in first and "model none" in first
    assert "session 1, brand: same; asks ports, 2 left" in second
    assert tally == "2 steps: 2 same, 0 differs, 0 path only"
    told = [json.loads(line) for line in salesclerk("replay", "1", "--format", "json").out.splitlines()]
    assert [(one["verdict"], one["asked"]) for one in told] == [("same", "brand"), ("same", "ports")]
    assert told[0]["ranking"][0][0] == "p5"
    absent = salesclerk("replay", "1", "7", "9")
    assert (absent.status, absent.out) == (1, "")
    assert "there is no session 7, 9" in absent.err


def test_a_step_that_differs_ends_it_with_1(home: Home, salesclerk: Run) -> None:
    context = home.open()
    token, _ = begin(context, "toys")
    answer(context, token, "hello", {"seen": True})
    with context.database.writing() as db:
        answers.stamp(db, 1, None, 0, "0" * 64, False)
        for row in answers.history(db, 1):
            assert row.shown != "0" * 64  # a step is recorded once
        answers.write(db, 1, "hello", None, None, context.clock(), row.version, row.revision)
        answers.stamp(db, 1, None, 0, "0" * 64, False)
    context.close()
    assert salesclerk("replay").status == 1
