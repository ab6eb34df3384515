"""`salesclerk simulate`: a table, JSON, a plot; quiet in a pipe."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_file_is_simulated_and_reported_as_tables(home: Home, salesclerk: Run) -> None:
    said = salesclerk("simulate", home.path / "questionnaires/toys.yaml", "--shoppers", 5)
    assert (said.status, said.err) == (0, "")
    for part in (
        "toys: ",
        "Asked in author order",
        "Asked in best order",
        "truthful",
        "hostile",
        "Shannon",
        "best order",
    ):
        assert part in said.out


def test_a_published_questionnaire_is_reported_as_json_the_same_for_the_same_seed(home: Home, salesclerk: Run) -> None:
    assert salesclerk("publish", home.path / "questionnaires/toys.yaml").status == 0
    first, second = (salesclerk("simulate", "toys", "--shoppers", 7, "--format", "json", "--seed", 3) for _ in range(2))
    found = json.loads(first.out)
    assert first.out == second.out
    assert (found["format"], found["questionnaire"], found["shoppers"], found["seed"]) == (1, "toys", 7, 3)
    truthful = found["orders"]["author"][0]
    assert (truthful["kind"], truthful["shoppers"]) == ("truthful", 7)
    assert truthful["kept"] == pytest.approx(5 / 7), "two want what no choice fits, and may not skip"
    assert found["possible"]["shannon"] <= found["possible"]["optimum"] <= found["possible"]["static"]


def test_a_plot_is_written_with_a_curve_for_each_kind_and_order(home: Home, salesclerk: Run) -> None:
    target = home.path / "toys.svg"
    file = home.path / "questionnaires/toys.yaml"
    assert salesclerk("simulate", file, "--shoppers", 5, "--plot", target).status == 0
    root = ElementTree.parse(target).getroot()
    curves = [path.get("d") for path in root.iter("{http://www.w3.org/2000/svg}path") if "V" in (path.get("d") or "")]
    assert len(curves) == 6


def test_a_place_that_cannot_be_written_is_said(home: Home, salesclerk: Run) -> None:
    file = home.path / "questionnaires/toys.yaml"
    said = salesclerk("simulate", file, "--shoppers", 2, "--plot", home.path / "nowhere/toys.svg")
    assert said.status == 1 and "nowhere" in said.err and "Traceback" not in said.err


def test_what_is_not_there_is_said(salesclerk: Run) -> None:
    said = salesclerk("simulate", "nobody.yaml")
    assert (said.status, "there is no file" in said.err) == (1, True)


def test_an_empty_catalog_is_said_to_be_empty(home: Home, salesclerk: Run) -> None:
    home.edit(
        "questionnaires/toys.yaml",
        "questions:",
        "merchandise: [{exclude: {any: []}}, {exclude: {all: []}}]\nquestions:",
    )
    said = salesclerk("simulate", home.path / "questionnaires/toys.yaml", "--shoppers", 2)
    assert "Nothing can be shown to anybody" in said.out and "Asked in" not in said.out
