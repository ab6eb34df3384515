"""What cannot be taken: the page says what to mend, and loses nothing."""

from __future__ import annotations

import pytest

from tests.web.page import Shopper, to_question


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
