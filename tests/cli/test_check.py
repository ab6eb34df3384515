"""`salesclerk check`: every issue with its place, and a status that a script can read."""

import json

import pytest

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_sound_home_ends_with_0(salesclerk: Run) -> None:
    said = salesclerk("check")
    last = said.out.splitlines()[-1]
    assert said.status == 0
    assert last.startswith("2 files checked: ")
    assert "error" not in last and "warning" not in last


BROKEN = ("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")


def test_an_error_ends_with_1_and_shows_where(home: Home, salesclerk: Run) -> None:
    home.edit(*BROKEN)
    said = salesclerk("check", home.path / "questionnaires")
    assert said.status == 1
    assert said.out.splitlines() == [
        f"{home.path}/questionnaires/toys.yaml:15:86: error[unknown-attribute]: the attribute `prise` is not known",
        "      14 | …tribute: brand",
        "    > 15 | …oices: {Ada: {label: Ada}, Bor: {label: Bor}, Nobody: {label: Nobody, filter: {prise: {max: 1}}}}",
        "         | " + " " * 80 + "^",
        "      16 | …s:",
        "    at questions.brand.choices.Nobody.filter.prise",
        "    help: did you mean `price`?",
        "",
        "catalog: 1 error",
        "1 file checked: 1 error",
    ]


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_a_warning_ends_with_1_if_asked_to(home: Home, salesclerk: Run, options: list[str], status: int) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    said = salesclerk("check", *options)
    assert "bad-row" in said.out
    assert said.status == status
    assert said.out.splitlines()[-1].startswith("2 files checked: 1 warning, ")


def test_a_path_that_does_not_exist_is_wrong_usage(home: Home, salesclerk: Run) -> None:
    assert salesclerk("check", home.path / "nothing.yaml").status == 2


@pytest.mark.parametrize("format_", ["json", "sarif"])
@pytest.mark.parametrize(
    ("text", "status"), [("questionnaire: [", 1), ("\x00", 1), ("größe: 日本", 1), ("", 1), (None, 2)]
)
def test_stdout_holds_one_document_whatever_is_checked(
    home: Home, salesclerk: Run, format_: str, text: str | None, status: int
) -> None:
    file = home.path / "draft.yaml"
    if text is not None:
        file.write_text(text)
    said = salesclerk("check", "--format", format_, file)
    assert (said.status, said.err) == (status, "")
    assert json.loads(said.out)


def test_bytes_that_are_no_text_are_reported_as_json(home: Home, salesclerk: Run) -> None:
    (home.path / "questionnaires/toys.yaml").write_bytes(b"questionnaire: toys\ntitle: \xff\n")
    (issue,) = json.loads(salesclerk("check", "--format", "json").out)["issues"]
    assert (issue["code"], issue["line"], issue["column"]) == ("encoding", 2, None)


def test_every_format_is_offered_and_no_other(salesclerk: Run) -> None:
    assert [salesclerk("check", "--format", name).status for name in ("text", "json", "github", "sarif")] == [0] * 4
    assert salesclerk("check", "--format", "xml").status == 2
