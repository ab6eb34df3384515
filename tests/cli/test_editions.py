"""`salesclerk publish`, `versions`, `rollback` and `pull`: what they print, and how they end."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Run
from tests.homes import QUESTIONNAIRE, Home, with_parts


@pytest.fixture
def two(home: Home, salesclerk: Run) -> Home:
    """Version 1 from the folder, version 2 by Ada."""
    home.open().close()
    draft = home.path / "draft.yaml"
    draft.write_text(QUESTIONNAIRE.replace("Good day", "Good morning"))
    said = salesclerk("publish", draft, "--author", "ada", "--note", "friendlier")
    assert (said.status, said.err) == (0, "")
    assert re.fullmatch(
        r"toys: version 2 \([0-9a-f]{12}\) serves; \d+ notes, \d+ acknowledged", said.out.splitlines()[-1]
    )
    return home


def test_versions_are_listed_latest_first(two: Home, salesclerk: Run) -> None:
    said = salesclerk("versions", "toys")
    lines = [
        re.sub(r"[0-9a-f]{12}", "…", re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "then", line))
        for line in said.out.splitlines()
    ]
    assert lines == ["   2  …  then UTC  ada  friendlier  serves", "   1  …  then UTC  folder"]


def test_versions_are_listed_for_programs_too(two: Home, salesclerk: Run) -> None:
    found = json.loads(salesclerk("versions", "toys", "--format", "json").out)
    assert [(each["number"], each["author"], each["serves"]) for each in found["versions"]] == [
        (2, "ada", True),
        (1, "folder", False),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", each["sha256"]) for each in found["versions"])


def test_a_file_with_errors_is_refused(two: Home, salesclerk: Run) -> None:
    draft = two.path / "draft.yaml"
    draft.write_text(QUESTIONNAIRE.replace("{price: {max: 1}}", "{prise: {max: 1}}"))
    said = salesclerk("publish", draft)
    assert (said.status, said.out.splitlines()[-1]) == (1, "nothing was published; 1 error")
    assert f"{draft}:15:86: error[unknown-attribute]" in said.out


def test_a_warning_refuses_it_if_asked_to(two: Home, salesclerk: Run) -> None:
    draft = two.path / "draft.yaml"
    draft.write_text(QUESTIONNAIRE.replace("{price: {max: 1}}", "{brand: [Dan]}"))
    assert salesclerk("publish", "--strict", draft).status == 1
    assert salesclerk("publish", draft).status == 0


def test_what_serves_already_is_not_published_again(two: Home, salesclerk: Run) -> None:
    said = salesclerk("publish", two.path / "draft.yaml")
    assert (said.status, "serves already; nothing was published" in said.out) == (0, True)


def test_a_rollback_names_the_version_that_serves_again(two: Home, salesclerk: Run) -> None:
    said = salesclerk("rollback", "toys", "--author", "bob")
    assert (said.status, said.out.startswith("toys: version 3 (")) == (0, True)
    assert "bob  back to version 1  serves" in salesclerk("versions", "toys").out.splitlines()[0]
    assert salesclerk("rollback", "toys").status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("versions", "boats"), "there is no published questionnaire `boats`"),
        (("rollback", "toys", "9"), "there is no version `9` of `toys`"),
        (("pull", "toys", "xyz"), "there is no version `xyz` of `toys`"),
        (("pull", "boats"), "there is no published questionnaire `boats`"),
    ],
)
def test_what_does_not_exist_ends_with_1(two: Home, salesclerk: Run, arguments: tuple[str, ...], message: str) -> None:
    said = salesclerk(*arguments)
    assert (said.status, said.out, said.err.splitlines()[0]) == (1, "", f"salesclerk: {message}")


@pytest.mark.parametrize(
    "arguments", [("publish",), ("publish", "nothing.yaml"), ("versions",), ("rollback",), ("pull",)]
)
def test_wrong_usage_ends_with_2(salesclerk: Run, arguments: tuple[str, ...]) -> None:
    assert salesclerk(*arguments).status == 2


def test_pull_prints_the_very_file(two: Home, salesclerk: Run) -> None:
    assert salesclerk("pull", "toys", "1").out == QUESTIONNAIRE
    assert salesclerk("pull", "toys").out == QUESTIONNAIRE.replace("Good day", "Good morning")


def test_pull_says_what_else_there_is_and_writes_it(home: Home, salesclerk: Run) -> None:
    with_parts(home).open().close()
    said = salesclerk("pull", "toys")
    assert (said.out, said.err) == (
        (home.path / "questionnaires/toys.yaml").read_text(),
        "it includes common.yaml; --to writes these too\n",
    )
    to = home.path / "copy"
    assert salesclerk("pull", "toys", "--to", to).out.splitlines() == [f"{to}/toys.yaml", f"{to}/common.yaml"]
    assert "holds toys: version 1 (" in salesclerk("pull", "toys", "--to", to).out
    (to / "toys.yaml").write_text("mine")
    refused = salesclerk("pull", "toys", "--to", to)
    assert (refused.status, (to / "toys.yaml").read_text()) == (1, "mine")
    assert salesclerk("pull", "toys", "--to", to, "--force").status == 0


def test_listing_takes_nothing_in(home: Home, salesclerk: Run) -> None:
    assert salesclerk("versions", "toys").status == 1
    assert "published: nothing yet" in salesclerk("versions", "toys").err
