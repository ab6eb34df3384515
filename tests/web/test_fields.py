"""The number fields of the page without JavaScript: in the page's language, and with what to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.page import Page, Shopper, to_question


def field(page: Page, name: str) -> dict[str, str]:
    """The field of a name, one that a person can fill in."""
    return next(each for each in page.all("input") if each.get("id") == name)


def handle(page: Page, name: str) -> dict[str, str]:
    return next(each for each in page.all("input") if each.get("data-for") == name)


def at_budget(client: FlaskClient, language: str) -> Shopper:
    shopper = Shopper(client, f"/w/kettles?lang={language}")
    to_question(shopper, "budget")
    return shopper


@pytest.mark.parametrize(
    ("language", "entered", "shown", "remaining"),
    [
        ("de", "30,5", "30,5", 2),
        ("de", "30.5", "30,5", 2),
        ("de", "1.500", "1.500", 4),
        ("en", "1,500.50", "1,500.5", 4),
        ("en", "٣٠", "30", 2),
        ("en", "1 500", "1,500", 4),
    ],
)
def test_a_number_is_read_and_shown_in_the_language(
    client: FlaskClient, language: str, entered: str, shown: str, remaining: int
) -> None:
    page = at_budget(client, language).press("update", {"max": entered})
    assert (field(page, "max")["value"], page.main["data-remaining"]) == (shown, str(remaining))
    assert json.loads(page.main["data-said"])["max"] == shown.replace("," if language == "en" else ".", "").replace(
        ",", "."
    )


def test_what_the_page_shows_is_taken_as_it_stands(client: FlaskClient) -> None:
    shopper = at_budget(client, "de")
    shopper.press("update", {"min": "19,5", "max": "49"})
    page = shopper.press("update")
    assert (field(page, "min")["value"], page.main["data-remaining"]) == ("19,5", "3")
    shopper.press("answer")
    assert field(shopper.press("look:budget"), "min")["value"] == "19,5"


@pytest.mark.parametrize(
    ("language", "entries", "wrong", "sentence"),
    [
        ("en", {"max": "1.500"}, ["max"], "“1.500” can be read in two ways. Write 1,500 or 1.5."),
        ("de", {"max": "1,500"}, ["max"], "„1,500“ lässt sich auf zwei Arten lesen. Schreibe 1.500 oder 1,5."),
        ("en", {"min": "20", "max": "a lot"}, ["max"], "“a lot” cannot be read. Enter a number, such as 1500."),
        ("en", {"max": "-5"}, ["max"], "Enter a value of at least 0\u00a0EUR."),
        ("en", {"min": "90", "max": "20"}, ["min", "max"], "“At least” is above “At most”. Please check both."),
    ],
)
@pytest.mark.parametrize("deed", ["answer", "update"])
def test_what_cannot_be_taken_is_said_at_the_field(
    client: FlaskClient, language: str, entries: dict[str, str | list[str]], wrong: list[str], sentence: str, deed: str
) -> None:
    shopper = at_budget(client, language)
    before = shopper.press("update", {"min": "", "max": "40"}).main["data-remaining"]
    page = shopper.press(deed, {"min": "", **entries})
    assert shopper.response.status_code == 422
    assert [name for name in ("min", "max") if "aria-invalid" in field(page, name)] == wrong
    assert all(field(page, name)["aria-describedby"] == "wrong" for name in wrong)
    assert [each.get("id") for _, each in page.elements if "data-focus" in each] == wrong[:1]
    assert [each["class"] for each in page.all("p") if each.get("id") == "wrong"] == ["fault"]
    assert sentence in page.html
    assert {name: field(page, name)["value"] for name in entries} == entries, "nothing that was entered is lost"
    assert page.main["data-remaining"] == before, "the answer given before stands"


def test_a_number_question_reads_the_language_too(client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/kettles?lang=de")
    to_question(shopper, "people")
    page = shopper.press("answer", {"value": "2,500"})
    value = field(page, "value")
    assert (value["value"], value["aria-describedby"], value["type"]) == ("2,500", "wrong", "text")
    assert "Schreibe 2.500 oder 2,5." in page.html
    assert "Gib einen Wert von 1 bis 9 ein." in shopper.press("answer", {"value": "1.000"}).html
    shopper.press("answer", {"value": "2,5"})
    assert field(shopper.press("look:people"), "value")["value"] == "2,5"


def test_a_page_in_the_only_language_that_there_is_reads_that(home: Path, client: FlaskClient) -> None:
    path = home / "questionnaires" / "kettles.yaml"
    path.write_text(path.read_text("utf-8").replace("languages: [en, de]", "languages: [de]"), "utf-8")
    shopper = Shopper(client, "/w/kettles")
    to_question(shopper, "budget")
    assert field(shopper.press("update", {"max": "1.500"}), "max")["value"] == "1.500"


def test_handles_say_their_value_with_its_unit_and_have_names_of_their_own(client: FlaskClient) -> None:
    shopper = at_budget(client, "de")
    assert [handle(shopper.page, name)["aria-valuetext"] for name in ("min", "max")] == ["ohne Grenze"] * 2
    page = shopper.press("update", {"min": "19,5", "max": "219000"})
    low, high = (handle(page, name) for name in ("min", "max"))
    assert (low["aria-valuetext"], low["value"]) == ("19,5\u00a0EUR", "19.5")
    assert (high["value"], high["max"]) == (high["max"], "99")
    assert {low["aria-label"], high["aria-label"]} == {"Regler: mindestens", "Regler: höchstens"}
