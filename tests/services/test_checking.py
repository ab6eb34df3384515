"""Checking says what publishing would, of files that nobody has to take in."""

from pathlib import Path

import pytest

from app.issues.codes import COVERAGE
from app.services.checking import check_files, check_paths
from tests.homes import QUESTIONNAIRE, Home, with_parts


def check(home: Home, *paths: Path) -> list[str]:
    """Every issue of some files, or of the whole home; what its paths do to the toys is tested in tests/compiler."""
    folders = [home.path / "catalog", home.path / "questionnaires"]
    issues = check_files(paths or folders, home.path / "catalog")
    return [
        f"{issue.mark.file.removeprefix(str(home.path))}:{issue.mark.line} {issue.code}"
        for issue in issues
        if issue.code not in COVERAGE
    ]


def test_a_sound_home_is_clean(home: Home) -> None:
    assert check(home) == []


def test_folders_stand_for_the_mappings_and_questionnaires_in_them(home: Home) -> None:
    home.put("questionnaires/notes.txt", "anything: [")
    folders = [home.path / "catalog", home.path / "questionnaires"]
    files, _ = check_paths([*folders, home.path / "questionnaires/toys.yaml"], home.path / "catalog")
    assert [path.name for path in files] == ["toys.mapping.yaml", "toys.yaml"]


def test_a_home_stands_for_the_folders_in_it(home: Home) -> None:
    files, _ = check_paths([home.path], home.path / "catalog")
    assert [path.name for path in files] == ["toys.mapping.yaml", "toys.yaml"]


JOURNEYS = """\
journeys: toys
on: 2026-11-20
Ada:
  answers: {hello: seen, brand: Ada, ports: skip}
  then: {question: price, remaining: %d}
"""


def test_journeys_are_walked_with_their_questionnaire(home: Home) -> None:
    journeys = home.put("questionnaires/toys.journeys.yaml", JOURNEYS % 2)
    assert check(home) == []
    files, _ = check_paths([home.path / "questionnaires"], home.path / "catalog")
    assert [path.name for path in files] == ["toys.yaml", "toys.journeys.yaml"]
    home.put("questionnaires/toys.journeys.yaml", JOURNEYS % 3)
    for paths in ((), (journeys,), (home.path / "questionnaires/toys.yaml",)):
        assert check(home, *paths) == ["/questionnaires/toys.journeys.yaml:5 journey"]


def test_journeys_of_a_broken_questionnaire_are_not_walked(home: Home) -> None:
    home.put("questionnaires/toys.journeys.yaml", JOURNEYS % 3)
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    assert check(home) == ["/questionnaires/toys.yaml:15 unknown-attribute"]


def test_journeys_without_a_questionnaire_are_not_walked_and_that_is_said(home: Home) -> None:
    home.put("questionnaires/boats.journeys.yaml", JOURNEYS % 3)
    assert check(home) == ["/questionnaires/boats.journeys.yaml:1 not-read"]


def test_every_issue_of_every_file_is_found(home: Home) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    home.put("questionnaires/boats.yaml", QUESTIONNAIRE.replace(": toys", ": tois"))
    assert check(home) == [
        "/catalog/toys.csv:4 bad-row",
        "/questionnaires/boats.yaml:2 unknown-catalog",
        "/questionnaires/toys.yaml:15 unknown-attribute",
    ]


TRIGGER = "{id}: {{catalog: {catalog}, after: {{event: purchase, product: {{brand: Ada}}}}, offer: {{brand: Bor}}, for: 7 days}}\n"


def test_a_trigger_on_a_catalog_that_there_is_not_is_named(home: Home) -> None:
    path = home.put("questionnaires/triggers.yaml", TRIGGER.format(id="a", catalog="toys"))
    assert check(home) == []
    path.write_text(path.read_text() + TRIGGER.format(id="b", catalog="nope") + TRIGGER.format(id="c", catalog="tois"))
    assert check(home) == [f"/questionnaires/triggers.yaml:{line} unknown-catalog" for line in (2, 3)]
    messages = [(one.mark.column, one.message, one.help) for one in check_files([path], home.path / "catalog")]
    assert messages == [
        (14, "the catalog `nope` is not known", "known here: toys"),
        (14, "the catalog `tois` is not known", "did you mean `toys`?"),
    ]


def test_a_trigger_on_a_catalog_that_cannot_be_read_says_so(home: Home) -> None:
    path = home.put("questionnaires/triggers.yaml", TRIGGER.format(id="a", catalog="toys"))
    home.edit("catalog/toys.mapping.yaml", "price: price", "price: prise")
    assert check(home)[-1] == "/questionnaires/triggers.yaml:1 unknown-catalog"
    assert [one.message for one in check_files([path], home.path / "catalog")] == ["the catalog `toys` cannot be read"]


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
    found = [(issue.code, issue.mark.file) for issue in issues if issue.code not in COVERAGE]
    assert found == [("bad-id", str(second))]


# Files that are part of others


def test_a_part_is_no_questionnaire(home: Home) -> None:
    with_parts(home)
    assert check(home) == []


def test_what_is_wrong_with_a_part_is_said_of_its_own_file(home: Home) -> None:
    with_parts(home).edit("questionnaires/common.yaml", "type: range", "type: rage")
    second = (home.path / "questionnaires/toys.yaml").read_text().replace("questionnaire: toys", "questionnaire: more")
    home.put("questionnaires/more.yaml", second)
    assert check(home).count("/questionnaires/common.yaml:2 bad-value") == 2


def test_a_part_that_nobody_includes_is_read_as_one(home: Home) -> None:
    part = home.put("questionnaires/common.yaml", "questions: [a]\n")
    assert check(home) == check(home, part) == ["/questionnaires/common.yaml:1 wrong-type"]
    home.put("questionnaires/common.yaml", "questions: {a: {ask: A, type: info}}\n")
    assert check(home) == check(home, part) == []


def test_a_part_that_is_not_there_is_named_where_it_is_included(home: Home) -> None:
    with_parts(home)
    (home.path / "questionnaires/common.yaml").unlink()
    assert check(home)[0] == "/questionnaires/toys.yaml:5 missing-file"


def test_a_questionnaire_that_another_includes_is_still_one(home: Home) -> None:
    with_parts(home)
    home.put("questionnaires/common.yaml", QUESTIONNAIRE.replace("questionnaire: toys", "questionnaire: more"))
    assert "/questionnaires/common.yaml:1 unknown-key" in check(home)


@pytest.mark.parametrize("name", ["../secret.yaml", "/etc/passwd", "a/b.yaml", "common.yml"])
def test_only_a_file_beside_it_can_be_included(home: Home, name: str) -> None:
    home.put("secret.yaml", "secret: [")
    home.edit("questionnaires/toys.yaml", "languages: [en, de]\n", f"languages: [en, de]\ninclude: ['{name}']\n")
    assert check(home) == ["/questionnaires/toys.yaml:5 bad-value"]


@pytest.mark.parametrize("form", ["plain", "json", "byte order mark", "windows"])
def test_a_questionnaire_is_known_in_every_form(home: Home, form: str) -> None:
    text = QUESTIONNAIRE
    if form == "json":
        text = '{"questionnaire": "toys", "catalog": "toys", "title": "T", "questions": {"a": {"ask": "A", "type": "info"}}}'
    if form == "byte order mark":
        text = "\ufeff" + text
    if form == "windows":
        text = text.replace("\n", "\r\n")
    (home.path / "questionnaires/toys.yaml").write_bytes(text.encode())
    assert check(home) == []


def test_a_yml_file_is_said_not_to_be_read(home: Home) -> None:
    home.put("questionnaires/more.yml", "anything: [")
    home.put("catalog/more.mapping.yml", "anything: [")
    assert check(home) == ["/catalog/more.mapping.yml:1 not-read", "/questionnaires/more.yml:1 not-read"]


def test_files_are_called_as_seen_from_here(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    monkeypatch.chdir(home.path)
    issues = check_files([home.path / "catalog", home.path / "questionnaires"], home.path / "catalog")
    assert [issue.mark.file for issue in issues] == ["catalog/toys.csv", "questionnaires/toys.yaml"]
    context = home.open()
    assert {issue.mark.file for issue in context.folders.issues} == {issue.mark.file for issue in issues}
    context.close()


# What an author acknowledges


def unknown_value(home: Home, allow: str) -> list[tuple[str, str | None]]:
    """The issues of a home whose choice `Nobody` asks for a brand that no product has."""
    filter = f"{{brand: [Dan]}}, allow: {allow}"
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", filter)
    home.edit("questionnaires/toys.yaml", "nothing-fits: somebody has to ask for nobody, ", "")
    issues = check_files([home.path / "questionnaires"], home.path / "catalog")
    return [(issue.code, issue.allowed) for issue in issues if issue.code not in COVERAGE]


def test_a_warning_that_is_allowed_keeps_its_reason(home: Home) -> None:
    assert unknown_value(home, "[{unknown-value: Dan comes in May}]") == [("unknown-value", "Dan comes in May")]


def test_what_is_allowed_in_vain_is_named(home: Home) -> None:
    assert unknown_value(home, "[unknown-value, unreachable]") == [("unknown-value", ""), ("unused-allow", None)]
