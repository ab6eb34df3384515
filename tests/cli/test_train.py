"""`salesclerk train`: one catalog or all, in one line each."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_catalog_is_trained_on_in_one_line(home: Home, salesclerk: Run) -> None:
    said = salesclerk("train", "toys")
    assert said.status == 0 and said.err == ""
    assert said.out.startswith("toys: model ") and said.out.endswith(" of 0 events\n")
    assert salesclerk("train", "--all").out == said.out
    assert (home.path / "var" / "learnt" / "toys" / "current").read_text() in said.out


def test_scores_of_an_outside_model(home: Home, salesclerk: Run) -> None:
    path = home.put("scores.csv", "product,score\np1,2\n")
    assert salesclerk("train", "toys", "--scores", path).out.endswith("of 0 events, 1 scores of another model\n")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [((), 2), (("toys", "--all"), 2), (("--all", "--scores", "pyproject.toml"), 2), (("no",), 1)],
)
def test_what_cannot_be_trained_on_is_said(salesclerk: Run, arguments: tuple[str, ...], status: int) -> None:
    assert salesclerk("train", *arguments).status == status
