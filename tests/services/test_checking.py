"""Checking says what publishing would, of files that nobody has to take in."""

from pathlib import Path

import pytest

from app.services.checking import check_files, files_to_check
from tests.homes import QUESTIONNAIRE, Home


def check(home: Home, *paths: Path) -> list[str]:
    """Every issue of some files, or of the whole home."""
    folders = [home.path / "catalog", home.path / "questionnaires"]
    issues = check_files(files_to_check(paths or folders), home.path / "catalog")
    return [f"{issue.mark.file.removeprefix(str(home.path))}:{issue.mark.line} {issue.code}" for issue in issues]


def test_a_sound_home_is_clean(home: Home) -> None:
    assert check(home) == []


def test_folders_stand_for_the_mappings_and_questionnaires_in_them(home: Home) -> None:
    for name in ("toys.journeys.yaml", "segments.yaml", "triggers.yaml", "notes.txt"):
        home.put(f"questionnaires/{name}", "anything: [")
    files = files_to_check(
        [home.path / "catalog", home.path / "questionnaires", home.path / "questionnaires/toys.yaml"]
    )
    assert [path.name for path in files] == ["toys.mapping.yaml", "toys.yaml"]


def test_every_issue_of_every_file_is_found(home: Home) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    home.put("questionnaires/boats.yaml", QUESTIONNAIRE.replace(": toys", ": tois"))
    assert check(home) == [
        "toys.csv:4 bad-row",
        "/questionnaires/boats.yaml:2 unknown-catalog",
        "/questionnaires/toys.yaml:15 unknown-attribute",
    ]


def test_a_questionnaire_alone_is_held_against_the_catalog_of_the_home(home: Home) -> None:
    draft = home.path / "draft.yaml"
    draft.write_text(QUESTIONNAIRE.replace("{price: {max: 1}}", "{prise: {max: 1}}"))
    assert check(home, draft) == ["/draft.yaml:15 unknown-attribute"]


@pytest.mark.parametrize(
    ("file", "old", "new", "issue"),
    [
        ("toys.mapping.yaml", "feed: toys.csv", "feed: tois.csv", "/catalog/toys.mapping.yaml:1 missing-file"),
        ("toys.mapping.yaml", "price: price", "price: prise", "/catalog/toys.mapping.yaml:4 bad-role"),
    ],
)
def test_a_catalog_that_cannot_be_read_is_not_called_unknown(
    home: Home, file: str, old: str, new: str, issue: str
) -> None:
    home.edit(f"catalog/{file}", old, new)
    assert check(home) == [issue, "/questionnaires/toys.yaml:2 unknown-catalog"]
    (found,) = check_files([home.path / "questionnaires/toys.yaml"], home.path / "catalog")
    assert found.message == "the catalog `toys` cannot be read"


@pytest.mark.parametrize("text", ["", "\t", "[]", "questionnaire: toys", "a: &a [*a]", "- \x00", "{" * 5000])
def test_nonsense_ends_in_issues(home: Home, text: str) -> None:
    home.put("questionnaires/toys.yaml", text)
    home.put("catalog/toys.mapping.yaml", text)
    assert check(home)


def test_two_files_of_one_id_are_reported_as_publishing_would(home: Home) -> None:
    first = home.path / "questionnaires/toys.yaml"
    second = home.put("questionnaires/toys2.yaml", first.read_text())
    issues = check_files([first, second], home.path / "catalog")
    assert [(issue.code, issue.mark.file) for issue in issues] == [("bad-id", str(second))]
