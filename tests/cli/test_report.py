"""What commands print of issues."""

from __future__ import annotations

import pytest

from app.cli.report import print_issues
from app.cli.tally import totals
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


def test_what_is_acknowledged_is_counted_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    found = print_issues([Issue("unreachable", Mark("a.yaml", 1), "one", "do this", allowed="")])
    assert capsys.readouterr().out == ""
    assert totals(found) == "1 acknowledged"
