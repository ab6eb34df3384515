"""What stands above a list: by what it is in order; and what leaving a question open is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import Caller
from tests.web.page import Shopper


@pytest.fixture
def newest(tmp_path: Path) -> Iterator[FlaskClient]:
    home = toy_home(tmp_path)
    home.edit(
        "catalog/toys.mapping.yaml",
        "price: {kind: number,",
        "price: {kind: number, most: {en: dearest, de: teuerstes},",
    )
    home.edit("questionnaires/toys.yaml", "limit: 2,", "limit: 2, otherwise: {price: most},")
    home.edit(
        "questionnaires/toys.yaml",
        "    ask: Which ports?\n",
        "    ask: Which ports?\n    skip: {en: Whatever, de: Egal was}\n",
    )
    opened = home.open()
    assert not opened.folders.issues, [str(issue) for issue in opened.folders.issues]
    yield create_app(opened).test_client()
    opened.close()


def test_a_list_without_answers_says_what_stands_first(newest: FlaskClient) -> None:
    caller = Caller.begin(newest, "toys")
    found = caller.get("/results")
    assert found["lead"] == "You have not said anything yet. First comes: dearest."
    terms = [(term["term"], term["attribute"], term["label"]) for term in found["products"][0]["terms"]]
    assert ("otherwise", "price", "Where nothing else decides: price") in terms
    assert not any(reason["attributes"] == ["price"] for one in found["products"] for reason in one["reasons"])
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Bor"]})
    assert caller.get("/results")["lead"] == "Best first, by your answers."


def test_a_list_without_answers_nor_an_order_says_that_it_is_not_sorted(api: FlaskClient) -> None:
    caller = Caller.begin(api, "toys")
    assert caller.get("/results")["lead"] == "You have not said anything yet, so none of this is sorted for you."
    caller.call("POST", "/events", json={"events": [{"id": "1", "name": "view_item", "products": [{"id": "p3"}]}]})
    assert caller.get("/results")["lead"] == "Best first, by what you looked at."


def test_leaving_a_question_open_is_called_as_the_author_says(newest: FlaskClient) -> None:
    shopper = Shopper(newest, "/w/toys?lang=de")
    shopper.press("seen")
    page = shopper.press("answer", {"choices": "Bor"})
    assert ">Egal was</button>" in page.html and ">Egal<" not in page.html
    page = shopper.press("skip")
    assert "<strong>Egal was</strong>" in page.html
    assert ">Egal</button>" in page.html  # the next question has no words of its own
    assert "✓ Egal was (deine Antwort)" in shopper.press("look:ports").html
