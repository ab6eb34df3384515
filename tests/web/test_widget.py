"""The widget's page: what it is at first, and what it lets out."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from app.web.texts import LANGUAGES, forms
from tests.web.page import Page, Shopper, to_question

STATIC = Path(__file__).parents[2] / "static"


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


def test_the_token_is_in_no_address(shopper: Shopper) -> None:
    shopper.press("seen")
    token = shopper.page.main["data-token"]
    assert len(token) > 40
    addresses = [
        value for _, found in shopper.page.elements for key, value in found.items() if key in ("href", "src", "action")
    ]
    assert not [address for address in addresses if token in address]


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
