"""Segments as parts of versions: published, pinned, rolled back and checked with the questionnaires that read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import Context
from app.services.checking import check_paths
from app.services.publishing import list_versions, roll_back
from tests.homes import Home, toy_home

GATED = "when: {segment: loyal}"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = toy_home(tmp_path / "toys")
    made.put("questionnaires/segments.yaml", "loyal: {when: {order.count: {min: 3}}}\n")
    source = (made.path / "questionnaires/toys.yaml").read_text("utf-8")
    made.put("questionnaires/toys.yaml", source + f"merchandise: [{{boost: {{brand: Ada}}, {GATED}}}]\n")
    return made


@pytest.fixture
def context(home: Home) -> Iterator[Context]:
    opened = home.open()
    assert not [str(issue) for issue in opened.folders.issues if issue.code == "unknown-segment"]
    yield opened
    opened.close()


def number(context: Context) -> int:
    return list_versions(context, "toys")[0].number


def test_an_edit_of_the_segments_publishes_what_reads_them(home: Home, context: Context) -> None:
    before = context.releases.current("toys")
    home.edit("questionnaires/segments.yaml", "min: 3", "min: 5")
    context.folders.take_in()
    after = context.releases.current("toys")
    assert (number(context), after.version != before.version) == (2, True)
    assert context.releases.pinned("toys", before.version)[0].questionnaire.segments == before.questionnaire.segments
    roll_back(context, "toys", "", "me", "")
    assert context.releases.current("toys").questionnaire.segments == before.questionnaire.segments


def test_what_reads_no_segments_keeps_its_version(home: Home, context: Context) -> None:
    home.edit("questionnaires/toys.yaml", GATED, "when: {campaign: spring}")
    context.folders.take_in()
    home.edit("questionnaires/segments.yaml", "min: 3", "min: 5")
    context.folders.take_in()
    assert number(context) == 2


def test_a_broken_file_of_segments_leaves_the_last_good_state(home: Home, context: Context) -> None:
    home.edit("questionnaires/segments.yaml", "order.count", "order.cuont")
    context.folders.take_in()
    assert number(context) == 1
    assert {issue.code for issue in context.folders.issues} >= {"unknown-name"}


def test_the_check_names_places_in_the_file_of_segments(home: Home) -> None:
    home.put("questionnaires/segments.yaml", "loyal: {when: {order.cuont: {min: 3}}}\n")
    _, reading = check_paths([home.path / "questionnaires/segments.yaml"], home.path / "catalog")
    issues = reading.issues.issues
    assert [(issue.code, issue.mark.line, issue.mark.column) for issue in issues] == [("unknown-name", 1, 16)]
    home.put("questionnaires/segments.yaml", "loyl: {when: {order.count: {min: 3}}}\n")
    _, reading = check_paths([home.path / "questionnaires/toys.yaml"], home.path / "catalog")
    (found,) = [issue for issue in reading.issues.issues if issue.code == "unknown-segment"]
    assert "did you mean `loyl`" in found.help


def test_with_the_whole_folder_names_of_questions_and_attributes_are_known(home: Home) -> None:
    written = "loyal: {when: {order.count: 3}}\na: {when: {said.prise: {max: 9}}}\nb: {when: {profile.brant: Ada}}\n"
    home.put("questionnaires/segments.yaml", written)
    _, reading = check_paths([home.path / "questionnaires"], home.path / "catalog")
    found = [issue for issue in reading.issues.issues if issue.code == "unknown-name"]
    assert [(issue.mark.line, issue.help) for issue in found] == [
        (2, "did you mean `price`?"),
        (3, "did you mean `brand`?"),
    ]
    home.put("questionnaires/segments.yaml", written.replace("prise", "price").replace("brant", "brand"))
    _, reading = check_paths([home.path / "questionnaires"], home.path / "catalog")
    assert not [issue for issue in reading.issues.issues if issue.code == "unknown-name"]
    home.put("questionnaires/segments.yaml", written)
    _, reading = check_paths([home.path / "questionnaires/segments.yaml"], home.path / "catalog")
    assert not reading.issues.issues
