"""A report on two small files, for the tests of the formats."""

from __future__ import annotations

from pathlib import Path

from app.cli.formats import Report, make_report
from app.issues import Issue, Mark

FIRST = "questionnaire: toys\ntitle: Größe\nquestions:\n\tbad: 日本 [x]\n"
ROAD = ("questions", "ground", "choices", "road", "filter", "type", "0")


def report(folder: Path) -> Report:
    """An error, a warning, a note, and an acknowledged one, given in no order."""
    first, second = folder / "a b.yaml", folder / "feed.csv"
    first.write_text(FIRST)
    second.write_text("id,title\n1,one\n2,two\n")
    issues = [
        Issue("bad-row", Mark(str(second), 2), "100% wrong", "mend: it"),
        Issue("unknown-value", Mark(str(first), 4, 11, ROAD), "no `Q`", "write A, B"),
        Issue("unknown-value", Mark(str(first), 3, 1, ROAD), "no `R`", "write A", allowed="soon: 日本"),
        Issue("bad-id", Mark(str(first), 1, 16, ("questionnaire",)), "a\nb", "c"),
        Issue("unused-allow", Mark(str(first), 2, 1, ("title",)), "nothing", ""),
    ]
    return make_report([str(first), str(second)], [*issues, issues[0]])
