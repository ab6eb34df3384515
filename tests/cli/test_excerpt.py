"""What is drawn of a place: the caret stands under the character, whatever stands before it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from app.cli.formats.excerpt import WIDEST, draw, excerpts
from app.issues import Mark

FEW_CELLS = {"日": 2, "本": 2, "\u0301": 0, "\t": 4}


def cells(text: str) -> int:
    return sum(FEW_CELLS.get(char, 1) for char in text)


def drawn(line: str, column: int) -> tuple[str, str]:
    """The marked line and the one with the caret, without what stands left of the text."""
    text, caret = draw({7: line}, Mark("a.yaml", 7, column))
    return text.removeprefix("> 7 | "), caret.removeprefix("    | ")


@pytest.mark.parametrize("line", ["key: value", "größe: X", "日本: X", "e\u0301te\u0301: X", "\ta:\tX", "a: \x00X"])
def test_the_caret_stands_under_the_character(line: str) -> None:
    for column in range(1, len(line) + 1):
        if cells(line[column - 1]):
            text, caret = drawn(line, column)
            assert len(caret) - 1 == cells(line[: column - 1])
            assert cells(text) == cells(line)


@pytest.mark.parametrize("column", [1, 50, 81, 82, 101, 250, 399, 400])
@pytest.mark.parametrize("filling", ["abcdefg", "日a本"])
def test_a_long_line_is_cut_around_the_caret(filling: str, column: int) -> None:
    line = (filling * 400)[:400]
    line = f"{line[: column - 1]}X{line[column:]}"
    text, caret = drawn(line, column)
    assert cells(text) <= WIDEST
    before = text[: text.index("X")]
    assert cells(before) == len(caret) - 1
    assert line[: column - 1].endswith(before.lstrip("… "))
    assert text.startswith("…") == (cells(line[: column - 1]) > 80)


def test_a_place_behind_the_end_of_a_line_is_drawn_too() -> None:
    assert drawn("a: [b", 6) == ("a: [b", "     ^")


def test_a_whole_line_has_no_caret() -> None:
    assert draw({9: "a", 10: "b", 11: ""}, Mark("a.csv", 10)) == ["   9 | a", "> 10 | b", "  11 |"]


def test_the_lines_around_are_read_from_any_file(tmp_path: Path) -> None:
    texts, feed, latin = tmp_path / "a.yaml", tmp_path / "a.csv.gz", tmp_path / "b.yaml"
    texts.write_bytes("\ufeffone\r\ntwo\u2028three\nfour\n".encode())
    feed.write_bytes(gzip.compress(b"id\n1\n2\n3\n"))
    latin.write_bytes(b"a\n\xff\n")
    marks = [Mark(str(texts), 1), Mark(str(texts), 3), Mark(str(feed), 4), Mark(str(latin), 2)]
    missing = Mark(str(tmp_path / "none.yaml"), 1)
    found = excerpts([*marks, missing])
    assert [found[mark] for mark in (*marks, missing)] == [
        {1: "one", 2: "two"},
        {2: "two", 3: "three", 4: "four"},
        {3: "2", 4: "3"},
        {1: "a", 2: "\ufffd"},
        {},
    ]


def test_a_feed_that_is_no_gzip_has_no_lines(tmp_path: Path) -> None:
    broken = tmp_path / "a.csv.gz"
    broken.write_bytes(b"not gzip")
    assert excerpts([Mark(str(broken), 1)]) == {Mark(str(broken), 1): {}}
