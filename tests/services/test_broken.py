"""What is broken is reported, and the last good state serves."""

import os

import pytest

from app.services import Context
from tests.homes import Home
from tests.services.desk import asked, look, remaining


@pytest.mark.parametrize(
    ("file", "old", "new", "issue"),
    [
        ("questionnaires/toys.yaml", "type: info}", "type: info", "toys.yaml:10:8 syntax"),
        ("questionnaires/toys.yaml", "    type: single\n", "    type: sinlge\n", "toys.yaml:12:11 bad-value"),
        ("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}", "toys.yaml:15:86 unknown-attribute"),
        ("questionnaires/toys.yaml", "catalog: toys", "catalog: tois", "toys.yaml:2:10 unknown-catalog"),
        ("catalog/toys.mapping.yaml", "price: price", "price: prise", "toys.mapping.yaml:4:38 bad-role"),
        ("catalog/toys.mapping.yaml", "toys.csv", "tois.csv", "toys.mapping.yaml:1 missing-file"),
        ("catalog/toys.csv", "id,title,brand", "id,title,brant", "toys.csv:1 missing-column"),
    ],
)
def test_a_broken_file_is_reported_with_its_place(
    home: Home, context: Context, file: str, old: str, new: str, issue: str
) -> None:
    home.edit(file, old, new)
    assert look(context)[:1] == [issue]
    assert (asked(context), remaining(context)) == ("Good day", 5)
    home.edit(file, new, old)
    assert look(context) == []


def test_bytes_that_are_no_text_are_reported_with_their_line(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").write_bytes(b"questionnaire: toys\ntitle: \xff\n")
    assert look(context) == ["toys.yaml:2 encoding"]
    assert remaining(context) == 5


def test_a_broken_row_is_left_out_and_the_others_are_taken(home: Home, context: Context) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    assert look(context) == ["toys.csv:4 bad-row"]
    assert remaining(context) == 4


def test_a_broken_file_stops_no_other_one(home: Home, context: Context) -> None:
    home.put("questionnaires/boats.yaml", "questionnaire: [")
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    assert [place.partition(" ")[2] for place in look(context)] == ["syntax"]
    assert asked(context) == "Good evening"


def test_two_files_of_one_questionnaire_are_refused_by_name(home: Home, context: Context) -> None:
    home.put(
        "questionnaires/zoo.yaml",
        (home.path / "questionnaires/toys.yaml").read_text().replace("Good day", "Good night"),
    )
    assert look(context) == ["zoo.yaml:1 bad-id"]
    assert asked(context) == "Good day"


def test_two_mappings_of_one_catalog_are_refused_by_name(home: Home, context: Context) -> None:
    home.put("catalog/zoo.mapping.yaml", (home.path / "catalog/toys.mapping.yaml").read_text())
    assert look(context) == ["zoo.mapping.yaml:1 bad-id"]
    assert remaining(context) == 5


def test_an_empty_home_serves_nothing_and_waits(tmp_path: os.PathLike[str]) -> None:
    home = Home(tmp_path / "empty")  # type: ignore[operator]
    context = home.open()
    assert (context.releases.releases(), context.folders.issues) == ({}, ())
    context.close()
