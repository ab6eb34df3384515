"""What commands print of issues."""

from __future__ import annotations

import pytest

from app.cli.report import print_issues, totals
from app.issues import Issue, Mark


def test_issues_are_printed_by_their_place_and_once(capsys: pytest.CaptureFixture[str]) -> None:
    late = Issue("bad-value", Mark("b.yaml", 2, 1), "one", "do this")
    wide = Issue("unreachable", Mark("a.yaml", 10, 3), "two", "do that")
    first = Issue("bad-value", Mark("a.yaml", 9, 30), "three", "do so")
    found = print_issues([late, wide, first, late])
    assert capsys.readouterr().out.splitlines() == [
        "a.yaml:9:30: error[bad-value]: three",
        "    do so",
        "a.yaml:10:3: warning[unreachable]: two",
        "    do that",
        "b.yaml:2:1: error[bad-value]: one",
        "    do this",
    ]
    assert totals(found) == "2 errors, 1 warning"
