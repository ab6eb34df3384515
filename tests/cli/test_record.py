"""`salesclerk check --record`: a journey from the command line, or typed in."""

from __future__ import annotations

import io

import pytest

from tests.cli.conftest import Run
from tests.homes import Home

ANSWERS = ("-a", "hello=seen", "-a", "brand=Bor", "-a", "ports=[usb-c]", "-a", "price=..30")
RECORDED = """\
Bor:
  answers: {hello: seen, brand: Bor, ports: [usb-c], price: {max: 30}}
  then: {question: height, remaining: 1}
"""


def test_answers_are_recorded_and_the_journey_holds(home: Home, salesclerk: Run) -> None:
    file = home.path / "questionnaires/toys.yaml"
    said = salesclerk("check", file, "--record", "Bor", *ANSWERS)
    journeys = home.path / "questionnaires/toys.journeys.yaml"
    assert (said.status, said.out) == (0, f"{journeys}: recorded `Bor`, 4 answers\n")
    assert journeys.read_text().endswith("\n\n" + RECORDED)
    said = salesclerk("check", file)
    assert (said.status, "error" in said.out, "warning" in said.out) == (0, False, False)


def test_the_file_is_kept_with_its_comments_and_mark(home: Home, salesclerk: Run) -> None:
    before = "\ufeff# mine\njourneys: toys\n".encode()
    file = home.path / "questionnaires/toys.journeys.yaml"
    file.write_bytes(before)
    assert salesclerk("check", file, "--record", "Bor", *ANSWERS).status == 0
    assert file.read_bytes() == before + ("\n" + RECORDED).encode()
    assert salesclerk("check", file).status == 0


def test_what_is_typed_is_recorded(home: Home, salesclerk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("seen\nBorr\nBor\n[usb-c]\n..30\n\n"))
    said = salesclerk("check", home.path / "questionnaires/toys.yaml", "--record", "Bor")
    assert said.status == 0
    assert "did you mean `Bor`?" in said.err and "  Ada: Ada (2)" in said.err
    assert (home.path / "questionnaires/toys.journeys.yaml").read_text().endswith("\n\n" + RECORDED)


@pytest.mark.parametrize(
    ("options", "status", "word"),
    [
        (["--record", "x", "-a", "brand"], 2, "question=answer"),
        (["--record", "x", "-a", "brand=Borr"], 1, "did you mean `Bor`?"),
        (["--record", "x", "-a", "brnd=Bor"], 1, "did you mean `brand`?"),
        (["--record", "x", "-a", "price=cheap"], 1, "`cheap` is no answer to `price`"),
        (["--record", "x", "-a", "price=[1"], 1, "salesclerk: "),
        (["--record", "on", "-a", "hello=seen"], 1, "the name is taken"),
        (["-a", "hello=seen"], 2, "--record NAME"),
    ],
)
def test_what_is_no_answer_is_said_and_nothing_written(
    home: Home, salesclerk: Run, options: list[str], status: int, word: str
) -> None:
    said = salesclerk("check", home.path / "questionnaires/toys.yaml", *options)
    assert (said.status, word in said.err) == (status, True), said.err
    assert not (home.path / "questionnaires/toys.journeys.yaml").exists()


def test_nothing_is_recorded_on_a_broken_questionnaire(home: Home, salesclerk: Run) -> None:
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    said = salesclerk("check", home.path / "questionnaires/toys.yaml", "--record", "Bor", *ANSWERS)
    assert (said.status, "says why" in said.err) == (1, True)
