"""Every issue code has its broken example: a file, and beside it, to the letter, what its author reads.

After a deliberate change of a message: `python -m tests.issues.test_codes` writes the texts anew; read the diff.

Beside `code.aspect.yaml` stands `code.aspect.mended.yaml`: the same file with everything put right. docs/issues.md
shows both.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog.feed import read_feed
from app.catalog.mapping import read_mapping_file
from app.compiler.checks import check_catalog
from app.compiler.journeys import check_journeys
from app.compiler.prove import prove
from app.guide import Release, compile_release
from app.issues import CODES, Collector, Issue, Severity, acknowledge
from app.questionnaire import check_graph, check_logic, parse
from app.shopper.segments import read_segments
from tests.builders import TODAY, index, release, toy, toys

TESTS = Path(__file__).parents[1]
MENDED = ".mended"
EXAMPLES = sorted(
    path
    for room in ("questionnaire", "catalog", "compiler", "shopper")
    for path in (TESTS / room / "bad").iterdir()
    if path.suffix != ".txt" and not path.stem.endswith(MENDED)
)
ELSEWHERE = {"not-read", "unknown-catalog", "emptied-choice", "file-gone", "held-back", "coverage", "not-covered"}
"""Codes of what stands between files, tested in tests/services, and of what is said of every questionnaire, or of one too
large to be shown, in tests/compiler; docs/tools/issues.md shows them."""

SHOP = [
    toy("a", brand="Ada", ports=("hdmi", "usb-c"), price=3.0, size=0.0, gps="true", stock=1.0, sold=4.0),
    toy("b", brand="Bor", ports=("hdmi",), price=5.0, size=2.0, gps="false", stock=0.0),
]
ASKED = {
    "questions": {
        "brand": {"ask": "Which brand?", "type": "single", "attribute": "brand", "choices": "auto", "next": "price"},
        "ports": {"ask": "Which ports?", "type": "multiple", "attribute": "ports", "choices": "auto"},
        "price": {"ask": "How much?", "type": "range", "attribute": "price"},
    }
}
"""What the journeys among the examples are of."""


def code_of(path: Path) -> str:
    """An example is called `code.yaml`, or `code.aspect.yaml`."""
    return path.name.partition(".")[0]


def mended(path: Path) -> Path:
    """The file beside a broken example that shows it put right."""
    return path.with_name(f"{path.stem}{MENDED}{path.suffix}")


def issues_of(path: Path) -> list[Issue]:
    """Everything that is said of a broken file, by all the stages that it reaches."""
    issues = Collector()
    if path.suffix != ".yaml":
        read_feed(path, toys(), issues)
    elif ".journeys" in path.name:
        check_journeys(path.read_text("utf-8"), path.name, release(ASKED, SHOP), TODAY, issues)
    elif ".segments" in path.name:
        read_segments(path.read_text("utf-8"), path.name, issues)
    elif path.parent.parent.name == "catalog":
        read_mapping_file(path.read_text("utf-8"), path.name, issues)
    else:
        questionnaire = parse(path.read_text("utf-8"), path.name, issues)
        if questionnaire:
            check_graph(questionnaire, issues)
        if questionnaire and not issues.failed:
            check_logic(questionnaire, TODAY, issues)
        if questionnaire and not issues.failed:
            compiled = compile_release(questionnaire, "1", index(SHOP), issues)
            if compiled and path.parent.parent.name == "compiler":
                check_catalog(compiled, TODAY, issues)
                issues.issues.extend(proven(compiled, code_of(path)))
        return acknowledge(issues.issues, questionnaire.allowances if questionnaire else ())
    return issues.issues


def proven(release: Release, code: str) -> list[Issue]:
    """What is proven of every path; notes that the example is not about are left aside."""
    issues = Collector()
    prove(release, TODAY, issues)
    return [issue for issue in issues.issues if issue.severity is not Severity.NOTE or issue.code == code]


def text_of(path: Path) -> str:
    return "".join(f"{issue}\n" for issue in issues_of(path))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_the_author_reads_what_stands_beside_the_example(path: Path) -> None:
    assert path.with_suffix(".txt").read_text("utf-8") == text_of(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_an_example_shows_its_code_and_no_other(path: Path) -> None:
    assert {issue.code for issue in issues_of(path)} == {code_of(path)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_every_issue_says_what_to_do(path: Path) -> None:
    assert all(issue.help for issue in issues_of(path))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_what_is_mended_no_longer_shows_it(path: Path) -> None:
    assert mended(path).exists(), f"write {mended(path).name}: the example put right"
    assert [issue for issue in issues_of(mended(path)) if issue.code == code_of(path)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_what_is_mended_has_no_error(path: Path) -> None:
    assert [str(issue) for issue in issues_of(mended(path)) if issue.severity is Severity.ERROR] == []


def test_every_code_has_an_example() -> None:
    assert set(CODES) == {code_of(path) for path in EXAMPLES} | ELSEWHERE


if __name__ == "__main__":
    for example in EXAMPLES:
        example.with_suffix(".txt").write_text(text_of(example), "utf-8")
