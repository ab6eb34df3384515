"""`salesclerk goal`: nothing is fitted to a handful of outcomes, and that is said."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.homes import Home


def test_too_few_outcomes_are_no_judgement(home: Home, salesclerk: Run) -> None:
    home.edit("questionnaires/toys.yaml", "questions:\n", "goal: {event: purchase}\nquestions:\n")
    home.open().close()
    said = salesclerk("goal", "toys")
    assert said.status == 1
    assert said.out == "toys: 0 outcomes\n40 outcomes are needed, there are 0: the weights stay as written\n"
    assert salesclerk("goal", "toys", "--as-written").status == 0
