"""The catalogues of the pages' texts: every language says everything, in every plural form that its numbers need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from app.web.locales import DEFAULT, locale_of
from app.web.texts import FOLDER, LANGUAGES, Form, forms, translator

WEB = FOLDER.parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB.parent.parent / "static").glob("*.js"))
ONE_NUMBER = {"zero", "one", "two"}
"""Plural categories that may say their number as a word."""
OTHERS = [language for language in LANGUAGES if language != DEFAULT]
SPEAKING = {"alt", "aria-label", "title", "placeholder", "value", "content", "data-line"}
"""Attributes whose words a shopper meets."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def said(form: Form) -> dict[str, str]:
    return form if isinstance(form, dict) else {"": form}


def test_the_shipped_languages() -> None:
    assert set(LANGUAGES) >= {"en", "de", "ar"}
    assert [locale_of(tag).text_direction for tag in ("en", "de", "ar")] == ["ltr", "ltr", "rtl"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_key(language: str) -> None:
    assert set(forms(language)) == set(forms(DEFAULT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_counts_has_every_plural_category_of_the_language(language: str) -> None:
    wanted = set(locale_of(language).plural_form.tags) | {"other"}
    for key, form in forms(language).items():
        assert isinstance(form, dict) == isinstance(forms(DEFAULT)[key], dict), key
        if isinstance(form, dict):
            assert set(form) == wanted, key
        assert all(text.strip() for text in said(form).values()), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree_with_the_english_ones(language: str) -> None:
    for key, form in forms(language).items():
        wanted = set().union(*map(placeholders, said(forms(DEFAULT)[key]).values()))
        for category, text in said(form).items():
            spoken = {"n"} if category in ONE_NUMBER else set()
            assert wanted - spoken <= placeholders(text) <= wanted, (key, category)


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 0, "0 products match"),
        ("en", 1, "1 product matches"),
        ("en", 12, "12 products match"),
        ("de", 1, "1 Produkt passt"),
        ("de", 1234, "1.234 Produkte passen"),
        ("ar", 0, "لا منتج يناسب"),
        ("ar", 1, "منتج واحد يناسب"),
        ("ar", 2, "منتجان يناسبان"),
        ("ar", 3, "3 منتجات تناسب"),
        ("ar", 12, "12 منتجًا يناسب"),
        ("ar", 100, "100 منتج يناسب"),
    ],
)
def test_a_count_is_said_in_the_form_of_its_number(language: str, n: int, text: str) -> None:
    assert translator(language)("count.match", n=n) == text


def words_of(source: str) -> Iterator[str]:
    """What a template says itself, outside of its expressions."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            spoken = SPEAKING - ({"content", "value"} if tag in ("meta", "button", "input") else set())
            found.extend(value or "" for name, value in attrs if name in spoken)

    valued = re.sub(r"\{\{.*?\}\}", "x1", source, flags=re.DOTALL)  # may stand for the name of a tag, never for a word
    Reader().feed(re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", valued, flags=re.DOTALL))
    return (word for text in found for word in re.findall(r"[^\W\d_]{2,}", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_holds_a_word(path: Path) -> None:
    assert set(words_of(path.read_text("utf-8"))) <= {"Salesclerk"}


def test_a_word_in_a_template_would_be_found() -> None:
    source = '<p title="Help">{{ t("a.b") }}{% if x %} Next question {% endif %}</p>'
    assert list(words_of(source)) == ["Help", "Next", "question"]


def sentences_of(script: str) -> list[str]:
    """Literals of a script, comments aside, that read as a sentence: several words that begin with a capital."""
    code = re.sub(r"(?<!:)//.*|/\*.*?\*/", "", script)
    return [
        text for _, text in re.findall(r"""(["'`])((?:(?!\1).)*)\1""", code) if re.match(r"[A-Z][a-z]+ [a-z]+", text)
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_holds_a_sentence(path: Path) -> None:
    assert sentences_of(path.read_text("utf-8")) == []


def test_a_sentence_in_a_script_would_be_found() -> None:
    assert sentences_of('const a = "Please wait"; // "Not this one"\nlet b = "data-x y";') == ["Please wait"]
