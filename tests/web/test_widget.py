"""The widget's page: without JavaScript, with bad input, and what it lets out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.web.texts import LANGUAGES, forms, translator
from tests.web.page import Page, Shopper

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def shopper(client: FlaskClient) -> Shopper:
    return Shopper(client, "/w/kettles")


def to_question(shopper: Shopper, question: str) -> Page:
    """Answers what comes before a question by skipping."""
    while shopper.page.main.get("data-question") != question:
        shopper.press("seen" if shopper.page.main["data-type"] == "info" else "skip")
    return shopper.page


def to_extras(shopper: Shopper) -> Page:
    """The one red kettle is left, so that the extras change nothing and are passed over: they are opened again."""
    to_question(shopper, "colour")
    page = shopper.press("answer", {"choices": "red"})
    assert page.main["data-question"] == "when"
    return shopper.send(page.forms[0].action, {**page.fields(), "do": "look:extras"})


def test_the_first_page_is_the_same_for_everyone(client: FlaskClient) -> None:
    first = client.get("/w/kettles")
    again = client.get("/w/kettles", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert "Set-Cookie" not in first.headers
    assert Page(first.text).main["data-token"] == ""


def test_the_page_speaks_the_language_asked_for(client: FlaskClient) -> None:
    page = Page(client.get("/w/kettles?lang=de").text)
    assert page.heading == "Willkommen"
    assert "4 Produkte passen" in page.html


def test_only_named_origins_may_frame_the_page_and_nothing_inline_runs(shopper: Shopper) -> None:
    policy = shopper.response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy and "https://shop.example" in policy
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert not re.search(r"<style|<script(?![^>]+src=)| style=| on\w+=", shopper.page.html)


def test_a_shopper_without_javascript_reaches_products(shopper: Shopper) -> None:
    assert shopper.page.heading == "Welcome"
    shopper.press("seen")
    assert shopper.page.heading == "Which colour?"
    assert shopper.response.headers["Cache-Control"] == "private, max-age=0"
    shopper.press("answer", {"choices": "blue"})
    shopper.press("answer", {"choices": ["whistle"]})
    assert shopper.page.heading == "What may it cost?"
    shopper.press("answer", {"min": "20", "max": "60"})
    shopper.press("answer", {"value": "2026-11-20"})
    shopper.press("answer", {"value": "2"})
    assert shopper.page.main["data-kind"] == "results"
    assert [each["data-product"] for each in shopper.page.all("li") if "data-product" in each] == ["k-2"]


def test_the_token_is_in_no_address(shopper: Shopper) -> None:
    shopper.press("seen")
    token = shopper.page.main["data-token"]
    assert len(token) > 40
    addresses = [
        value for _, found in shopper.page.elements for key, value in found.items() if key in ("href", "src", "action")
    ]
    assert not [address for address in addresses if token in address]


def test_update_saves_and_stays_at_the_question(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    page = shopper.press("update", {"choices": ["whistle"]})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("extras", "3")
    assert [each["value"] for each in page.all("input") if "checked" in each] == ["whistle"]
    form = next(form for form in page.forms if "update" in form.deeds)
    sent = {key: value for key, value in form.fields if key != "choices"} | {"do": "update"}
    assert shopper.send(form.action, dict(sent)).main["data-remaining"] == "4"


def test_back_shows_the_answer_and_later_ones_stay(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "blue"})
    shopper.press("answer", {"choices": ["whistle"]})
    shopper.press("look:extras")
    page = shopper.press("look:colour")
    assert [each["value"] for each in page.all("input") if "checked" in each] == ["blue"]
    page = shopper.press("answer", {"choices": "red"})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("when", "1")
    page = shopper.press("withdraw:colour")
    assert page.main["data-question"] == "colour"


def test_results_can_be_seen_now_shown_on_and_left_for_the_questions(shopper: Shopper) -> None:
    page = shopper.press("results")
    assert page.heading == "4 products for you"
    page = shopper.press("more:1")
    assert len([1 for each in page.all("li") if "data-product" in each]) == 4
    assert shopper.press("continue").heading == "Welcome"
    shopper.press("results")
    page = shopper.press("restart")
    assert (page.heading, page.main["data-token"]) == ("Welcome", "")


def test_what_is_picked_counts_whichever_button_leaves_the_question(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    page = shopper.press("results", {"choices": "blue"})
    assert (page.heading, page.main["data-total"]) == ("2 products for you", "2")
    assert "data-kept" in page.main

    page = shopper.press("look:colour")
    page = shopper.press("continue", {"choices": "red"})
    assert page.main["data-remaining"] == "1"
    page = shopper.press("look:colour")
    page = shopper.press("look:hello", {"choices": "blue"})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("hello", "2")


def test_what_is_picked_no_more_counts_no_more(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    shopper.press("answer", {"choices": ["whistle"]})
    page = shopper.press("look:extras")
    sent = {key: value for key, value in page.fields().items() if key != "choices"} | {"do": "results"}
    assert shopper.send("/w/kettles", dict(sent)).main["data-total"] == "4"


def test_a_range_left_open_is_no_preference(shopper: Shopper) -> None:
    to_question(shopper, "budget")
    page = shopper.press("answer", {"min": "", "max": " "})
    assert (shopper.response.status_code, page.main["data-question"]) == (200, "when")
    assert "No preference" in page.texts["strong"]
    assert "✓ No preference (your answer)" in shopper.press("look:budget").texts["button"]


@pytest.fixture
def thrifty(home: Path) -> None:
    """The shop where a budget must be named."""
    path = home / "questionnaires" / "kettles.yaml"
    path.write_text(path.read_text("utf-8").replace("bound: both", "bound: both, skippable: false"), "utf-8")


def test_a_range_that_must_be_answered_is_not_left_open(thrifty: None, client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/kettles")
    to_question(shopper, "budget")
    page = shopper.press("answer", {"min": "", "max": ""})
    assert shopper.response.status_code == 422
    assert "Enter a value to go on." in page.texts["div"]


def test_the_page_says_how_many_questions_come_after_this_one(shopper: Shopper) -> None:
    def told(page: Page) -> tuple[str, int]:
        after = int(page.main["data-expected"]) - int(page.main["data-answered"]) - 1
        return re.findall(r'class="progress">([^<]*)<', page.html)[0], after

    seen: list[str] = []
    while shopper.page.main["data-kind"] == "question":
        text, after = told(shopper.page)
        assert text == f"Question {len(seen) + 1}" + (f", then about {after} more" if after else "")
        seen.append(shopper.page.main["data-question"])
        shopper.press({"hello": "seen", "people": "answer"}.get(seen[-1], "skip"), {"value": "2"})
    assert len(seen) > 3
    page = shopper.press(f"look:{seen[1]}")
    assert re.findall(r'class="progress">([^<]*)<', page.html) == ["Question 2"], "all else is answered"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "Question 2, then about 1 more"),
        ("de", 3, "Frage 2, dann noch etwa 3"),
        ("ar", 1, "السؤال 2، ثم سؤال واحد تقريبًا"),
        ("ar", 2, "السؤال 2، ثم سؤالان تقريبًا"),
        ("ar", 3, "السؤال 2، ثم نحو 3 أسئلة"),
        ("ar", 11, "السؤال 2، ثم نحو 11 سؤالًا"),
    ],
)
def test_how_many_more_is_said_in_the_form_of_its_number(language: str, n: int, text: str) -> None:
    assert translator(language)("question.progress", number=2, n=n) == text


def test_no_preference_stays_an_answer_when_it_is_looked_at_again(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    shopper.press("look:colour")
    page = shopper.press("results")
    assert ("data-kept" in page.main, page.main["data-answered"]) == (False, "2")


def test_the_list_is_not_shown_for_what_cannot_be_read_but_back_leads_back(shopper: Shopper) -> None:
    to_question(shopper, "budget")
    page = shopper.press("results", {"min": "cheap"})
    assert (shopper.response.status_code, page.main["data-question"]) == (422, "budget")
    assert page.fields()["min"] == "cheap"
    page = shopper.press("look:extras", {"min": "cheap"})
    assert (shopper.response.status_code, page.main["data-question"]) == (200, "extras")


def test_what_enter_presses_is_never_back(shopper: Shopper) -> None:
    page = to_question(shopper, "budget")
    first = next(each for each in page.all("button") if each.get("form") == "answer")
    assert (first["value"], first["tabindex"], first["aria-hidden"]) == ("answer", "-1", "true")


def test_results_open_a_further_question_and_its_answer_counts(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "blue"})
    page = shopper.press("results")
    assert page.main["data-total"] == "2"
    assert shopper.press("look:budget").main["data-question"] == "budget"
    shopper.press("answer", {"min": "40", "max": "60"})
    assert shopper.press("results").main["data-total"] == "1"


def test_nothing_left_offers_what_to_loosen_and_what_to_give_up(shopper: Shopper) -> None:
    to_extras(shopper)
    page = shopper.press("answer", {"choices": ["lid"]})
    assert page.heading == "Nothing fits all of your answers"
    assert re.findall(r'value="relax:\d">([^<]+)<', page.html) == [
        "Accept Blue: 2 products",
        "Accept A whistle: 1 product",
        "Without “Which colour?”: 3 products",
    ]
    page = shopper.press("relax:2")
    assert (page.main["data-kind"], page.main["data-total"]) == ("results", "3")


def test_what_a_choice_needs_that_fits_nothing_is_one_press_away(shopper: Shopper) -> None:
    page = to_extras(shopper)
    assert 'aria-label="A lid: Accept Blue, then 2 are left"' in page.html
    assert page.forms[[form.id for form in page.forms].index("answer")].deeds[0] == "answer"  # what Enter presses
    page = shopper.press("need:lid")
    assert (page.main["data-question"], page.main["data-remaining"]) == ("budget", "2")
    assert "Blue" in page.texts["strong"] and "A lid" in page.texts["strong"]


def test_a_need_that_there_is_not_shows_the_question_again(shopper: Shopper) -> None:
    page = to_extras(shopper)
    fields = {**page.fields(), "do": "need:whistle"}
    page = shopper.send(page.forms[0].action, {**fields})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("extras", "1")


@pytest.fixture
def firm(home: Path) -> None:
    """The shop with answers that must stay."""
    path = home / "questionnaires" / "kettles.yaml"
    text = path.read_text("utf-8")
    for question in ("attribute: colour", "attribute: tags"):
        text = text.replace(question, question + "\n    must: true")
    path.write_text(text, "utf-8")


def test_what_must_stay_is_never_relaxed_but_can_be_edited(firm: None, client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/kettles")
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "red"})
    page = shopper.press("answer", {"choices": ["lid"]})
    assert page.heading == "Nothing in this shop meets all of these"
    assert "What must it have? A lid" in page.html and "Which colour? Red" in page.html
    deeds = [deed for form in page.forms for deed in form.deeds]
    assert not any(deed.startswith("relax") for deed in deeds)
    assert {"look:colour", "look:extras", "restart"} <= set(deeds)
    shopper.press("look:colour")
    assert shopper.press("answer", {"choices": "blue"}).main["data-remaining"] == "2"


@pytest.fixture
def bare_shop(home: Path) -> None:
    """The shop while nothing in it may be shown."""
    path = home / "questionnaires" / "kettles.yaml"
    path.write_text(path.read_text("utf-8") + "merchandise: [{exclude: {price: {min: 0}}}]\n", "utf-8")


def test_an_empty_shop_says_so(bare_shop: None, client: FlaskClient) -> None:
    page = Shopper(client, "/w/kettles?lang=de").page
    assert page.heading == "In diesem Laden gibt es gerade nichts"


def test_an_end_thanks_and_shows_no_products(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    page = shopper.press("answer", {"choices": "out"})
    assert (page.heading, page.main["data-kind"]) == ("Thank you", "ended")


def test_a_choice_that_fits_nothing_says_so_and_cannot_be_picked(shopper: Shopper) -> None:
    page = to_question(shopper, "colour")
    assert [each["value"] for each in page.all("input") if "disabled" in each] == ["pink"]
    assert "Nothing fits with your other answers" in page.html


@pytest.mark.parametrize(
    ("question", "entries", "sentence"),
    [
        ("colour", {}, "Pick at least one, or say that you have no preference."),
        ("colour", {"choices": "purple"}, "That choice is not offered any more."),
        ("extras", {"choices": ["whistle", "lid", "handle"]}, "Pick at most 2."),
        ("extras", {"choices": ["whistle", "nothing"]}, "One of these cannot be combined"),
        ("when", {"value": ""}, "Enter a value, or say that you have no preference."),
        ("budget", {"min": "cheap"}, "Enter a number"),
        ("budget", {"min": "inf"}, "Enter a number"),
        ("budget", {"min": "90", "max": "20"}, "“At least” is above “At most”."),
        ("when", {"value": "tomorrow"}, "We could not read that answer."),
        ("people", {"value": "12"}, "Enter a value from 1 to 9."),
        ("people", {"value": ""}, "Enter a value to go on."),
    ],
)
def test_a_refused_answer_says_what_to_mend(
    shopper: Shopper, question: str, entries: dict[str, str | list[str]], sentence: str
) -> None:
    to_question(shopper, question)
    page = shopper.press("answer", entries)
    assert shopper.response.status_code == 422
    assert sentence in page.texts["div"]
    assert page.main["data-question"] == question
    kept = {key: value for form in page.forms for key, value in form.fields if key in ("min", "max", "value")}
    assert all(
        kept.get(key, value) == value for key, value in entries.items() if isinstance(value, str) and key != "choices"
    )


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"do": "explode"}, 400),
        ({"do": ""}, 400),
        ({"do": "relax:-1"}, 400),
        ({"do": "more:lots"}, 400),
        ({"do": "look:nowhere"}, 404),
        ({"question": "nowhere", "do": "skip"}, 404),
        ({"seq": "soon"}, 400),
        ({"type": "riddle"}, 400),
        ({"value": "x" * 1000}, 400),
        ({"token": "forged"}, 401),
    ],
)
def test_a_malformed_form_is_a_clear_page_and_loses_nothing(
    shopper: Shopper, change: dict[str, str], status: int
) -> None:
    to_question(shopper, "extras")
    token = shopper.page.main["data-token"]
    sent: dict[str, str | list[str]] = {
        "token": token,
        "question": "extras",
        "type": "multiple",
        "choices": "lid",
        "do": "answer",
        **change,
    }
    page = shopper.send("/w/kettles", sent)
    assert shopper.response.status_code == status
    if status == 401:
        assert (page.heading, page.main["data-token"]) == ("This visit has ended", "")
        assert shopper.press("restart").heading == "Welcome"
    else:
        assert (
            shopper.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"}).get_json()["answers"][
                0
            ]["question"]
            == "hello"
        )


def test_an_unknown_questionnaire_is_a_page(client: FlaskClient) -> None:
    for response in (client.get("/w/nowhere"), client.post("/w/nowhere", data={"do": "answer"})):
        assert response.status_code == 404
        assert Page(response.text).heading == "This page cannot be shown"
    assert '<html lang="en"' in client.get("/w/nowhere?lang=x<y>_%00").text


def test_the_accent_is_legible_on_both_grounds(client: FlaskClient) -> None:
    response = client.get("/w/kettles/theme.css")
    assert response.content_type.startswith("text/css")
    assert response.text.count("--sc-accent:#") == 3


def test_a_sensitive_question_is_marked_so_that_its_answer_stays_inside(shopper: Shopper) -> None:
    assert "data-sensitive" in to_question(shopper, "when").main
    script = (STATIC / "widget-host.js").read_text("utf-8")
    assert 'if ("sensitive" in main().dataset) return { ...data, sensitive: true };' in script


def test_nothing_is_posted_to_any_origin() -> None:
    for script in STATIC.glob("*.js"):
        assert not re.search(r"postMessage\([^;]*[\"']\*[\"']", script.read_text("utf-8"))


def test_all_languages_say_the_same_things() -> None:
    keys = {language: set(forms(language)) for language in LANGUAGES}
    assert len(set(map(frozenset, keys.values()))) == 1
