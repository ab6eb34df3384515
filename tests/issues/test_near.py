"""Advice on words that are not known."""

from __future__ import annotations

import pytest

from app.issues import Collector, Mark


def advice(word: str, known: list[str]) -> str:
    issues = Collector()
    issues.unknown_word("unknown-value", Mark("a.yaml", 1), "the value", word, known)
    return issues.issues[0].help


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("ideal", ["Fair", "Good", "Ideal"], "Ideal"),
        ("PCI", ["agp", "pci", "isa"], "pci"),
        ("USB-C", ["hdmi", "usb-c", "USB-A"], "usb-c"),
        ("suncream", ["sun cream", "serum"], "sun cream"),
        ("cutt", ["c", "cut", "clarity"], "cut"),
        ("budget", ["common/budget", "common/size"], "common/budget"),
    ],
)
def test_the_nearest_spelling_is_suggested_whatever_its_capitals(word: str, known: list[str], near: str) -> None:
    assert advice(word, known) == f"did you mean `{near}`?"


@pytest.mark.parametrize(("word", "known"), [("nope", ["e", "n"]), ("minus", ["answer", "times", "plus", "in"])])
def test_a_short_word_found_inside_of_another_is_no_spelling_of_it(word: str, known: list[str]) -> None:
    assert advice(word, known) == f"known here: {', '.join(known)}"


def test_a_near_word_is_found_among_many() -> None:
    assert advice("zebra-9", [f"brand {number}" for number in range(500)] + ["Zebra-9"]) == "did you mean `Zebra-9`?"


def test_of_many_words_none_of_which_is_near_the_first_are_listed() -> None:
    listed = advice("§", [f"brand {number}" for number in range(500)])
    assert listed.startswith("known here: brand 0, brand 1, ")
    assert listed.endswith(", brand 59, … (500 in all)")
