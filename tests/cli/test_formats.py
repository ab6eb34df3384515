"""The formats of `check`: what a terminal, a program and GitHub read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from app.cli.formats import FORMATS
from tests.cli.formats import FIRST, ROAD, report


def test_text_shows_each_issue_where_it_stands_and_the_stages(tmp_path: Path) -> None:
    lines = re.sub("\x1b\\[[0-9;]*m", "", FORMATS["text"](report(tmp_path))).splitlines()
    assert [line.removeprefix(f"{tmp_path}/") for line in [*lines[:20], *lines[28:]]] == [
        "a b.yaml:2:1: note[unused-allow]: nothing",
        "      1 | questionnaire: toys",
        "    > 2 | title: Größe",
        "        | ^",
        "      3 | questions:",
        "    at title",
        "",
        "a b.yaml:4:11: warning[unknown-value]: no `Q`",
        "      3 | questions:",
        "    > 4 |     bad: 日本 [x]",
        "        |                ^",
        f"    at {'.'.join(ROAD)}",
        "    help: write A, B",
        "",
        "feed.csv:2: warning[bad-row]: 100% wrong",
        "      1 | id,title",
        "    > 2 | 1,one",
        "      3 | 2,two",
        "    help: mend: it",
        "",
        "shape: 1 error, 1 note",
        "catalog: 2 warnings, 1 acknowledged",
        "2 files checked: 1 error, 2 warnings, 1 note, 1 acknowledged",
    ]


def test_json_has_the_shape_that_is_documented(tmp_path: Path) -> None:
    found = json.loads(FORMATS["json"](report(tmp_path)))
    first = str(tmp_path / "a b.yaml")
    assert list(found) == ["format", "files", "issues", "totals", "stages", "coverage"]
    assert found["files"] == [first, str(tmp_path / "feed.csv")]
    assert [(issue["code"], issue["line"], issue["allowed"]) for issue in found["issues"]] == [
        ("bad-id", 1, None),
        ("unused-allow", 2, None),
        ("unknown-value", 3, "soon: 日本"),
        ("unknown-value", 4, None),
        ("bad-row", 2, None),
    ]
    assert found["issues"][3] == {
        "file": first,
        "line": 4,
        "column": 11,
        "path": list(ROAD),
        "code": "unknown-value",
        "severity": "warning",
        "stage": "catalog",
        "message": "no `Q`",
        "help": "write A, B",
        "excerpt": [{"line": 3, "text": "questions:"}, {"line": 4, "text": FIRST.splitlines()[3]}],
        "allowed": None,
    }
    none = {"errors": 0, "warnings": 0, "notes": 0, "acknowledged": 0}
    assert found["totals"] == {"files": 2, "errors": 1, "warnings": 2, "notes": 1, "acknowledged": 1}
    assert found["stages"] == {
        "text": none,
        "shape": none | {"errors": 1, "notes": 1},
        "graph": none,
        "catalog": none | {"warnings": 2, "acknowledged": 1},
        "journeys": none,
    }


def test_github_reads_commands_in_which_nothing_breaks_out(tmp_path: Path) -> None:
    first, second = tmp_path / "a b.yaml", tmp_path / "feed.csv"
    assert FORMATS["github"](report(tmp_path)).splitlines() == [
        f"::error file={first},line=1,col=16,title=bad-id::a%0Ab%0Aat questionnaire%0Ac",
        f"::notice file={first},line=2,col=1,title=unused-allow::nothing%0Aat title",
        f"::warning file={first},line=4,col=11,title=unknown-value::no `Q`%0Aat {'.'.join(ROAD)}%0Awrite A, B",
        f"::warning file={second},line=2,title=bad-row::100%25 wrong%0Amend: it",
        "2 files checked: 1 error, 2 warnings, 1 note, 1 acknowledged",
    ]


def test_a_file_name_cannot_end_a_command(tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%"
    folder.mkdir()
    written = FORMATS["github"](report(folder)).splitlines()[0]
    assert f"file={tmp_path}/a%2Cb%3Ac%25/a b.yaml,line=1" in written
