"""Recording: what stands in a file stays to the byte, and what is added holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compiler.journeys import add_journey, check_journeys, read_journeys
from app.compiler.journeys.said import quoted, read_said, write_said
from app.errors import Refused
from app.guide import Release
from app.issues import Collector, Mark
from tests import worlds
from tests.builders import TODAY, node, release, toy

SHOP = [toy("a b", brand="Ada", price=1.0), toy("b: c", brand="Bor", price=2.5), toy("#c", brand="Bor", price=3.0)]
ASKED = {
    "questions": {
        "brand": {"ask": "A?", "type": "single", "attribute": "brand", "choices": "auto"},
        "price": {"ask": "C?", "type": "range", "attribute": "price"},
    },
    "rules": [{"when": {"brand": "Bor"}, "warn": 'It is "rare": hurry'}],
}
SAID = {"brand": {"choices": ["Bor"]}, "price": {"max": 2.5}}


def shop() -> Release:
    return release(ASKED, SHOP)


def issues_of(text: str, of: Release) -> list[str]:
    issues = Collector()
    check_journeys(text, "toys.journeys.yaml", of, TODAY, issues)
    return [str(issue) for issue in issues.issues]


def test_the_first_journey_makes_the_file() -> None:
    text = add_journey("", "a cheap one", shop(), SAID, {}, TODAY)
    assert text.splitlines() == [
        "journeys: toys",
        "on: 2026-11-20",
        "",
        "a cheap one:",
        "  answers: {brand: Bor, price: {max: 2.5}}",
        '  then: {question: results, remaining: 1, top: ["b: c"], warnings: ["It is \\"rare\\": hurry"]}',
    ]
    assert issues_of(text, shop()) == []


@pytest.mark.parametrize(
    "source",
    [
        "# mine\njourneys:   toys # this one\n'odd':  {then: {remaining: 3}}   # all\n# the end\n",
        "journeys: toys\r\n\r\nodd: {then: {remaining: 3}}\r\n",
        "journeys: toys",
        "journeys: toys\nodd:\n  - then: {remaining: 3}",
    ],
)
def test_what_stood_there_stays_to_the_byte(source: str) -> None:
    text = add_journey(source, "new", shop(), SAID, {}, TODAY)
    assert text.startswith(source)
    assert issues_of(text, shop()) == []
    assert [journey.name for journey in read_journeys(text, "", Collector()).journeys][-1] == "new"  # type: ignore[union-attr]
    assert ("\r\n" in source) is ("\r\n" in text[len(source) :])
    assert text.count("\n") == text.count("\r\n") or "\r\n" not in source


@pytest.mark.parametrize(
    ("source", "name", "code"),
    [
        ("journeys: toys\nodd: {then: {remaining: 3}}\n", "odd", "taken"),
        ("", "journeys", "taken"),
        ("", "on", "taken"),
        ("", " ", "taken"),
        ("journeys: toys\nodd: {thn: 3}\n", "new", "broken"),
        ("{journeys: toys, odd: {then: {remaining: 3}}}\n", "new", "closed"),
        ("journeys: toys\nodd: {then: {warnings: |\n  x}}\n", "new", "broken"),
    ],
)
def test_what_cannot_be_added_to_is_left_alone(source: str, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_journey(source, name, shop(), SAID, {}, TODAY)
    assert refused.value.code == code


def test_the_visit_is_kept() -> None:
    asked: dict[str, Any] = {"a": {"ask": "A?", "type": "info", "when": {"locale": "de"}}}
    text = add_journey("", "German", release(asked, SHOP), {}, {"locale": "de"}, TODAY)
    assert "visit: {locale: de}" in text
    assert issues_of(text, release(asked, SHOP)) == []


@given(st.text(min_size=1).filter(str.isprintable))
def test_any_text_is_quoted_so_that_it_reads_back(text: str) -> None:
    assert node(f"a: [{quoted(text)}]").get("a").nodes[0].value == text  # type: ignore[union-attr]
    assert list(node(f"{{{quoted(text)}: b}}").entries) == [text]  # type: ignore[union-attr]


@given(st.data())
def test_any_sound_answer_reads_back_as_it_was_written(data: st.DataObject) -> None:
    of = release(data.draw(worlds.questionnaires()), data.draw(worlds.stocks(least=1)))
    for id, body in data.draw(worlds.answers(of.questionnaire)).items():
        if not set(body.get("choices", ())) <= set(of.choices[id]):
            continue
        issues = Collector()
        written = node(f"a: {write_said(of.questionnaire.questions[id], body)}").get("a")  # type: ignore[union-attr]
        assert written is not None
        assert read_said(of, id, Mark("", 1), written, TODAY, issues) == body, issues.issues
