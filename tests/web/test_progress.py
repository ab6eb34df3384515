"""How far one is, in the words of each language."""

from __future__ import annotations

import re

import pytest

from app.web.texts import translator
from tests.web.page import Page, Shopper


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
