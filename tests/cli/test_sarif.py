"""SARIF 2.1.0 by the words of the standard (the sections are named), on a report with everything in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from app.cli.formats import FORMATS
from app.issues import CODES
from tests.cli.formats import ROAD, report

LEVELS = {"none", "note", "warning", "error"}  # 3.27.10
SUPPRESSIONS = {"inSource", "external"}  # 3.35.2


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """The one run of the log, 3.13: version and runs are needed, $schema names the schema."""
    log = json.loads(FORMATS["sarif"](report(tmp_path)))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    return only


def test_the_tool_names_itself_and_its_rules(run: Any) -> None:
    """3.14.6, 3.18, 3.19.2 and 3.49: a driver has a name; a rule an id, unique here, texts that end, a level."""
    driver = run["tool"]["driver"]
    assert driver["name"] == "salesclerk"
    assert [rule["id"] for rule in driver["rules"]] == list(CODES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity
        assert rule["defaultConfiguration"]["level"] in LEVELS


def test_a_result_points_to_its_rule(run: Any) -> None:
    """3.27.5, 3.27.6, 3.27.11: ruleIndex is that of ruleId among the rules, a message has a text."""
    assert len(run["results"]) == 5
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]


def test_every_place_is_a_region_of_an_artifact(run: Any, tmp_path: Path) -> None:
    """3.29, 3.30: lines and columns from 1, the context contains the region; columns count characters (3.14.17)."""
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        region, context = physical["region"], physical["contextRegion"]
        assert region["startLine"] >= 1
        assert region.get("startColumn", 1) >= 1
        assert context["startLine"] <= region["startLine"] <= context["endLine"]
        lines = context["snippet"]["text"].split("\n")
        assert len(lines) == context["endLine"] - context["startLine"] + 1
        uri = urlsplit(physical["artifactLocation"]["uri"])
        assert (uri.scheme, " " in uri.path) == ("file", False)
        assert Path(unquote(uri.path)).parent == tmp_path


def test_a_path_by_ids_is_a_logical_location(run: Any) -> None:
    """3.33.4, 3.33.5."""
    (location,) = run["results"][3]["locations"]
    assert location["logicalLocations"] == [{"name": ROAD[-1], "fullyQualifiedName": ".".join(ROAD)}]
    assert "logicalLocations" not in run["results"][4]["locations"][0]


def test_what_is_acknowledged_is_suppressed_in_its_source(run: Any) -> None:
    """3.27.23: if one result says whether it is suppressed, all do."""
    assert [result["suppressions"] for result in run["results"]] == [
        [],
        [],
        [{"kind": "inSource", "justification": "soon: 日本"}],
        [],
        [],
    ]
    assert {each["kind"] for result in run["results"] for each in result["suppressions"]} <= SUPPRESSIONS


def test_fingerprints_tell_results_apart_and_outlive_lines_above(tmp_path: Path) -> None:
    """3.27.16 and appendix B: not of line numbers."""

    def prints() -> list[str]:
        log = json.loads(FORMATS["sarif"](report(tmp_path)))
        return [only for result in log["runs"][0]["results"] for only in result["partialFingerprints"].values()]

    assert len(set(prints())) == 5
    assert prints() == prints()


def test_a_relative_file_is_relative_to_a_declared_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.4.3, 3.4.4, 3.14.14: a relative reference with a base id that the run declares."""
    monkeypatch.chdir(tmp_path)
    os.mkdir("größe")
    (run,) = json.loads(FORMATS["sarif"](report(Path("größe"))))["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert places[0] == {"uri": "gr%C3%B6%C3%9Fe/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert {place["uriBaseId"] for place in places} == set(run["originalUriBaseIds"])
    assert [each["location"] for each in run["artifacts"]] == list({str(place): place for place in places}.values())
