"""`salesclerk doctor`: one line a finding, and a status that a script can read."""

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_home_that_serves_ends_with_0(home: Home, salesclerk: Run) -> None:
    home.open().close()
    said = salesclerk("doctor")
    assert said.status == 0
    assert [line[:3] for line in said.out.splitlines()] == ["ok "] * 5


def test_a_fresh_home_ends_with_1_and_stays_fresh(home: Home, salesclerk: Run) -> None:
    said = salesclerk("doctor")
    assert said.status == 1
    assert "BAD database: the tables of the database have not been made" in said.out
    assert not (home.path / "var").exists()


def test_issues_stand_under_the_finding(home: Home, salesclerk: Run) -> None:
    home.put("questionnaires/toys.yaml", "questionnaire: [")
    said = salesclerk("doctor")
    assert (said.status, ": error[syntax]: " in said.out) == (1, True)


def test_a_model_that_is_damaged_ends_with_1(home: Home, salesclerk: Run) -> None:
    assert salesclerk("train", "toys").status == 0
    said = salesclerk("doctor")
    assert said.status == 0 and "ok  model of toys: " in said.out
    (home.path / "var/learnt/toys/current").write_text("")
    said = salesclerk("doctor")
    assert said.status == 1
    why = "does not serve: its file current names no revision; `salesclerk train toys` makes it anew"
    assert f"BAD model of toys: {why}\n" in said.out
