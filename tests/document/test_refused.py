"""What is refused of a text, where it stands and in an author's words."""

from __future__ import annotations

import pytest

from app.document import load
from app.issues import Collector
from tests.document.reading import refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["a.yaml:1 documents"]),
        ("# nothing\n", ["a.yaml:1 documents"]),
        ("--- ''", ["a.yaml:1 documents"]),
        ("a: 1\n---\nb: 2", ["a.yaml:2:1 documents"]),
        ("a: 1\nb: 2\na: 3\nb: 4", ["a.yaml:3:1 duplicate-key", "a.yaml:4:1 duplicate-key"]),
        ("a: 1\n'a': 2", ["a.yaml:2:1 duplicate-key"]),
        ("a: {b: 1, b: 2}", ["a.yaml:1:11 duplicate-key"]),
        ("a:\nb:\n  c:", ["a.yaml:1:1 empty-value", "a.yaml:3:3 empty-value"]),
        ("a: [x, ,y]", ["a.yaml:1:8 syntax"]),
        ("a: {b}", ["a.yaml:1:5 empty-value"]),
        ("- x\n-\n- y", ["a.yaml:2:2 empty-value"]),
        ("a: &x\nb: *x", ["a.yaml:1:1 empty-value", "a.yaml:2:1 empty-value"]),
        ("a: #0a5", ["a.yaml:1:1 empty-value"]),
        ("a: &x {b: 1}\nc: {<<: *x}", ["a.yaml:2:5 merge-key"]),
        ("a: one #two", ["a.yaml:1:4 cut-text"]),
        ("a: [one #two\n]", ["a.yaml:1:5 cut-text"]),
        ("a: !!str 1", ["a.yaml:1:4 tag"]),
        ("a: !x {b: 1}\nc: !y [d]", ["a.yaml:1:4 tag", "a.yaml:2:4 tag"]),
        ("? [a, b]\n: c", ["a.yaml:1:3 wrong-type"]),
        ("? {a: b}\n: c", ["a.yaml:1:3 wrong-type"]),
        ("a: *x", ["a.yaml:1:4 syntax"]),
        ("a: &x [*x]", ["a.yaml:1:8 syntax"]),
        ("a: 'one", ["a.yaml:1:4 syntax"]),
        ("a: [1, 2", ["a.yaml:2:1 syntax"]),
        ("a: b: c", ["a.yaml:1:5 syntax"]),
        ("a: 1\n\tb: 2", ["a.yaml:2:1 syntax"]),
        ("a: \x07", ["a.yaml:1:4 syntax"]),
        ("ä: ö\n" * 1 + "b: ä\ufffe\n" + "c: 1\n" * 9, ["a.yaml:2:5 syntax"]),
        ("a: \ud800", ["a.yaml:1:4 syntax"]),
        ("a: \x00", ["a.yaml:1:4 syntax"]),
    ],
)
def test_what_changes_a_meaning_is_refused_where_it_stands(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("a:\nb:\n  c: 1", "indent what belongs to it further"),
        ("a:\n\xa0\xa0b: 1", "no-break spaces"),
        ("a: {ask: Say, which one?, b: c}", "holds a comma"),
        ("a: {b, c: 1}", "take the key away"),
        ("a:", "take the key away"),
    ],
)
def test_what_an_empty_key_was_meant_to_hold_is_guessed(text: str, help: str) -> None:
    issues = Collector()
    load(text, "a.yaml", issues)
    assert help in issues.issues[0].help


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("a: 1\n\tb: 2", "2:1", "a tab", "spaces"),
        ("a:\n\tb: 2", "2:1", "a tab", "spaces"),
        ("a: |\n\tb", "2:1", "a tab", "spaces"),
        ("a: @new", "1:4", "cannot begin with @", '"@…"'),
        ("a: 1\nb: [1, 2\nc: 3", "3:2", "the [ in line 2 is not closed", "with ]"),
        ("a: 1\nb: {c: 2\nd: 3", "3:2", "the { in line 2 is not closed", "with }"),
        ("a: {b: #0a5}\nc: 3", "1:4", "takes `#0a5}` as a comment", "in quotes"),
        ("a: note: this", "1:8", "colon", "in quotes"),
        ("a: 1\n  b: 2", "2:4", "key cannot stand here", "indent"),
        ("a: 'one\nb: 2\n", "1:4", "not closed", "same quote"),
        ('a: "\\d"', "1:5", "backslash", "single quotes"),
        ('a: "\\x0"', "1:7", "escape", "digits"),
        ("a: 'x\n---\n'", "2:1", "---", "close the quote"),
        ("a:\n   b: 1\n  c: 2", "3:3", "indentation", "alike"),
        ("a: 'it's'", "1:8", "behind the end of a value", "written twice"),
        ("a:\n  - 1\n  b: 2", "3:3", "the list that begins in line 2", "column 3"),
        ("a: 1\nb\nc: 2", "2:1", "neither a key", "key: value"),
        ("a: [x, ,y]", "1:8", "value is missing", "comma"),
        ("a: *", "1:5", "& or *", "in quotes"),
        ("a: - b", "1:4", "list with dashes", "next line"),
        ("a: ? b", "1:4", "begins with ?", "in quotes"),
        ("a: |x\n", "1:5", "| or >", "next line"),
        ("a: !e!x 1", "1:4", "begins with !", "in quotes"),
        ("%foo", "1:5", "begins with %", "in quotes"),
        ("%YAML 2.0\n---\na", "1:1", "another YAML", "take that line away"),
        ("{a: 1} b", "1:8", "behind the end of the document", "one mapping"),
    ],
)
def test_an_error_of_the_syntax_is_said_in_an_authors_words(text: str, place: str, message: str, help: str) -> None:
    issues = Collector()
    load(text, "a.yaml", issues)
    [issue] = issues.issues
    assert (issue.code, str(issue.mark)) == ("syntax", f"a.yaml:{place}")
    assert message in issue.message
    assert help in issue.help
