"""`salesclerk graph`: a file or a published questionnaire, drawn with the counts of its catalog."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from tests.cli.conftest import Run
from tests.homes import Home


@pytest.mark.parametrize(
    ("format_", "begins", "holds"),
    [
        ("mermaid", "---\ntitle:", 'n1["Which brand?<br/>brand · 5"]'),
        ("dot", "digraph", '"brand" [label="Which brand?\\nbrand · 5"'),
        ("svg", "<svg", ">brand · 5</text>"),
    ],
)
def test_a_file_is_drawn_in_each_format(home: Home, salesclerk: Run, format_: str, begins: str, holds: str) -> None:
    said = salesclerk("graph", home.path / "questionnaires/toys.yaml", "--format", format_)
    assert said.status == 0
    assert said.out.startswith(begins) and holds in said.out


def test_a_published_questionnaire_is_drawn_by_its_id_to_a_file_in_a_language(home: Home, salesclerk: Run) -> None:
    assert salesclerk("publish", home.path / "questionnaires/toys.yaml").status == 0
    target = home.path / "toys.svg"
    assert salesclerk("graph", "toys", "--format", "svg", "-o", target, "--language", "de").status == 0
    root = ElementTree.parse(target).getroot()
    assert root[0].text == "Finde ein Spielzeug"


def test_a_choice_that_fits_nothing_is_marked(home: Home, salesclerk: Run) -> None:
    home.edit("questionnaires/toys.yaml", "filter: {price: {max: 1}}", "filter: {price: {max: 1}}, next: results")
    said = salesclerk("graph", home.path / "questionnaires/toys.yaml")
    assert '-.->|"Nobody · 0"|' in said.out and "linkStyle" in said.out


@pytest.mark.parametrize(
    ("target", "word"),
    [("nobody", "there is no published questionnaire"), ("nobody.yaml", "there is no file"), ("toys@7", "no version")],
)
def test_what_is_not_there_is_said(home: Home, salesclerk: Run, target: str, word: str) -> None:
    assert salesclerk("publish", home.path / "questionnaires/toys.yaml").status == 0
    said = salesclerk("graph", target)
    assert (said.status, word in said.err) == (1, True), said.err


def test_a_broken_file_is_not_drawn(home: Home, salesclerk: Run) -> None:
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    said = salesclerk("graph", home.path / "questionnaires/toys.yaml")
    assert (said.status, "says where" in said.err) == (1, True)


def test_a_place_that_cannot_be_written_is_said(home: Home, salesclerk: Run) -> None:
    said = salesclerk("graph", home.path / "questionnaires/toys.yaml", "-o", home.path / "nowhere/toys.svg")
    assert said.status == 1 and "nowhere" in said.err and "Traceback" not in said.err
