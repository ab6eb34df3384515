"""Texts: every one that is written is found, and each in all languages that the questionnaire lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document import Listing, Mapping, Node
from app.issues import Collector
from app.questionnaire import check_graph, parse
from app.questionnaire.wording import wording
from tests.builders import node, questionnaire
from tests.shipped import FILES, PARTS

EVERYWHERE = {
    "title": {"en": "1"},
    "questions": {
        "brand": {
            "ask": {"en": "2"},
            "heading": {"en": "3"},
            "help": {"en": "4"},
            "image": "a.png",
            "alt": {"en": "5"},
            "skip": {"en": "17"},
            "type": "single",
            "choices": {
                "a": {
                    "label": {"en": "6"},
                    "help": {"en": "7"},
                    "image": "b.png",
                    "alt": {"en": "8"},
                    "reason": {"meets": {"en": "9"}, "misses": {"en": "10"}},
                }
            },
        },
        "size": {
            "ask": {"en": "11"},
            "type": "single",
            "attribute": "size",
            "choices": {"auto": {"labels": {"S": {"en": "12"}}}},
        },
    },
    "rules": [{"warn": {"en": "13"}, "reason": {"meets": {"en": "14"}, "misses": {"en": "15"}}}],
    "merchandise": [{"pin": {"brand": "Ada"}, "label": {"en": "16"}}],
}


def checked(text: str, parts: dict[str, str] | None = None) -> list[str]:
    issues = Collector()
    found = parse(text, "q.yaml", issues, parts or {})
    assert found, issues.issues
    check_graph(found, issues)
    return [f"{issue.mark.line} {issue.code}" for issue in issues.issues]


def in_languages(written: Node) -> int:
    """How many mappings from `en` to a text a document holds, at whatever place."""
    match written:
        case Mapping(entries):
            return ("en" in entries) + sum(in_languages(entry.value) for entry in entries.values())
        case Listing(nodes):
            return sum(map(in_languages, nodes))
    return 0


def test_the_text_of_every_key_is_found() -> None:
    found = wording(questionnaire(EVERYWHERE))
    assert sorted(int(text.texts["en"]) for text in found.values()) == list(range(1, 18))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_translated_text_of_a_shipped_questionnaire_is_found(path: Path) -> None:
    source = path.read_text("utf-8")
    found = parse(source, path.name, Collector())
    assert found
    per_language = [text for text in wording(found).values() if "en" in text.texts]
    assert len(per_language) >= in_languages(node(source)) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_lacks_no_language(path: Path) -> None:
    assert checked(path.read_text("utf-8"), PARTS) == []


HEAD = "questionnaire: q\ncatalog: toys\n"


@pytest.mark.parametrize(
    ("title", "ask", "found"),
    [
        ("T", "A", []),
        ("{en: T}", "A", []),
        ("{en: T, de: T}", "A", []),
        ("{en: T, de: T}", "{de: A}", ["4 missing-language"]),
        ("{en: T}", "{en: A, de: A}", ["4 unlisted-language"]),
        ("{en: T, de: T}", "{fr: A}", ["4 missing-language", "4 unlisted-language"]),
        ("T\nlanguages: [de-AT]", "{de: A}", []),
        ("T\nlanguages: [de]", "{de-AT: A}", ["5 missing-language", "5 unlisted-language"]),
    ],
)
def test_a_text_has_the_languages_that_are_listed(title: str, ask: str, found: list[str]) -> None:
    assert checked(f"{HEAD}title: {title}\nquestions: {{a: {{ask: {ask}, type: info}}}}\n") == found


def test_a_text_that_an_anchor_repeats_is_said_once() -> None:
    choices = "{x: {label: &l {en: X}}, y: {label: *l}}"
    text = f"{HEAD}title: {{en: T, de: T}}\nquestions: {{a: {{ask: A, type: single, choices: {choices}}}}}\n"
    assert checked(text) == ["4 missing-language"]
