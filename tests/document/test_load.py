"""YAML with marks: what is read, where it stands, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import Listing, Mapping, Node, Text, load
from app.issues import Collector
from tests.builders import node


def plain(found: Node) -> object:
    """A document as plain data."""
    match found:
        case Text(value):
            return value
        case Listing(nodes):
            return [plain(part) for part in nodes]
        case Mapping(entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def marks(found: Node) -> list[str]:
    """Every key and value with its line and column."""
    here = f"{found.mark.line}:{found.mark.column}"
    match found:
        case Text(value):
            return [f"{value}@{here}"]
        case Listing(nodes):
            return [f"[@{here}", *(mark for part in nodes for mark in marks(part))]
        case Mapping(entries):
            return [f"{{@{here}", *(mark for e in entries.values() for mark in [*marks(e.key), *marks(e.value)])]


def refused(text: str) -> list[str]:
    issues = Collector()
    assert load(text, "a.yaml", issues) is None
    return [f"{issue.mark} {issue.code}" for issue in issues.issues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", ["{@1:1", "a@1:1", "1@1:4"]),
        ("a:\n  b: 1\n  c:   2", ["{@1:1", "a@1:1", "{@2:3", "b@2:3", "1@2:6", "c@3:3", "2@3:8"]),
        ("{a: [x, {b: y}]}", ["{@1:1", "a@1:2", "[@1:5", "x@1:6", "{@1:9", "b@1:10", "y@1:13"]),
        ("- x\n- - y\n  - z", ["[@1:1", "x@1:3", "[@2:3", "y@2:5", "z@3:5"]),
        ("a: |\n  long\n  text\nb: c", ["{@1:1", "a@1:1", "long\ntext\n@1:4", "b@4:1", "c@4:4"]),
        ("a: one\n  two\nb: c", ["{@1:1", "a@1:1", "one two@1:4", "b@3:1", "c@3:4"]),
        ("# first\n\na: 'x'", ["{@3:1", "a@3:1", "x@3:4"]),
        ("ä: ö\n😀: {ü: ß}", ["{@1:1", "ä@1:1", "ö@1:4", "😀@2:1", "{@2:4", "ü@2:5", "ß@2:8"]),
        ("\ufeffa: 1\nb: 2", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("a: 1\r\nb: 2\r\n", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("a: 1\rb: 2", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("%YAML 1.1\n---\na: 1\n...\n", ["{@3:1", "a@3:1", "1@3:4"]),
    ],
)
def test_every_key_and_value_knows_its_line_and_column(text: str, expected: list[str]) -> None:
    assert marks(node(text)) == expected


@pytest.mark.parametrize(
    "scalar",
    ["no", "12:30", "007", "1_000", "0x1F", "~", "null", "1.10", "2026-11-20", "yes", "=", "1e3", ".inf", "Off"],
)
def test_a_scalar_is_taken_as_written(scalar: str) -> None:
    assert plain(node(f"a: {scalar}\nb: [{scalar}]\n{scalar}: c")) == {"a": scalar, "b": [scalar], scalar: "c"}


def test_quotes_around_nothing_are_a_value() -> None:
    assert plain(node("a: ''\nb: \"\"\nc: ['']\nd: &x ''\ne: *x")) == {"a": "", "b": "", "c": [""], "d": "", "e": ""}


def test_anchors_repeat_a_value() -> None:
    assert plain(node("a: &x {b: 1}\nc: [*x, *x]")) == {"a": {"b": "1"}, "c": [{"b": "1"}, {"b": "1"}]}


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


@pytest.mark.parametrize(
    "text", ["a: one # two", "a: 'one #two'", "a: one#two", "a: | # two\n  one #two\n", "a: [one] #two"]
)
def test_a_comment_that_is_meant_cuts_nothing(text: str) -> None:
    assert node(text)


def test_sixty_levels_are_read_and_sixty_one_are_not() -> None:
    assert node("[" * 60 + "x" + "]" * 60)
    assert refused("[" * 61 + "x" + "]" * 61) == ["a.yaml:1:61 too-deep"]


def test_endless_nesting_ends() -> None:
    assert refused("[" * 100_000) == ["a.yaml:1:61 too-deep"]


def test_anchors_cannot_nest_deeper_than_brackets() -> None:
    chain = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 500))])
    assert refused(chain) == ["a.yaml:60:12 too-deep"]


def test_anchors_cannot_unfold_without_end() -> None:
    doubling = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 50))])
    assert refused(doubling) == ["a.yaml:18:12 too-deep"]


YAMLISH = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "&x ",
            "*x",
            "'",
            '"',
            "#",
            "|",
            ">",
            "? ",
            ": ",
            "---",
            "...",
            "!t ",
            "<<: ",
            "%",
            "\t",
            "\r\n",
            "\ufeff",
            "ä",
            "\x85",
            "\u2028",
        ]
    ),
    max_size=30,
).map("".join)
TEXTS = st.text() | YAMLISH | st.text(st.characters(categories=["Cs", "Cc", "L"]))


@settings(max_examples=500)
@given(TEXTS)
def test_any_text_ends_in_a_document_or_in_issues(text: str) -> None:
    issues = Collector()
    found = load(text, "a.yaml", issues)
    assert (found is None) == bool(issues.issues)
    lines = len(text.splitlines()) + 1
    assert all(1 <= issue.mark.line <= lines and issue.help for issue in issues.issues)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=30_000)
@given(TEXTS)
def test_thoroughly(text: str) -> None:
    issues = Collector()
    assert (load(text, "a.yaml", issues) is None) == bool(issues.issues)


VALUES = st.recursive(
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(categories=["L"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(categories=["L"]), min_size=1, max_size=5), VALUES, min_size=1))
def test_what_is_written_in_quotes_is_read_as_it_was(written: dict[str, object]) -> None:
    import json

    assert plain(node(json.dumps(written, ensure_ascii=False))) == written


def paths(text: str) -> dict[str, tuple[str, ...]]:
    """The path of every scalar, keys too, by its text; each stands once."""
    found: dict[str, tuple[str, ...]] = {}

    def walk(node: Node) -> None:
        match node:
            case Text(value, mark):
                found[value] = mark.path
            case Listing(nodes):
                for each in nodes:
                    walk(each)
            case Mapping(entries):
                for entry in entries.values():
                    walk(entry.key)
                    walk(entry.value)

    root = load(text, "a.yaml", Collector())
    assert root
    walk(root)
    return found


def test_every_place_knows_its_path() -> None:
    assert paths("a: {b: [c, {d: e}, [f]]}\ng: h\n") == {
        "a": ("a",),
        "b": ("a", "b"),
        "c": ("a", "b", "0"),
        "d": ("a", "b", "1", "d"),
        "e": ("a", "b", "1", "d"),
        "f": ("a", "b", "2", "0"),
        "g": ("g",),
        "h": ("g",),
    }


def test_mappings_and_lists_know_their_path_too() -> None:
    root = load("a: {b: [[c]]}", "a.yaml", Collector())
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    outer = inner.get("b")
    assert isinstance(outer, Listing)
    assert [node.mark.path for node in (root, inner, outer, outer.nodes[0])] == [
        (),
        ("a",),
        ("a", "b"),
        ("a", "b", "0"),
    ]


def test_what_an_anchor_repeats_keeps_its_first_path() -> None:
    root = load("a: &x [b]\nc: *x\n", "a.yaml", Collector())
    assert isinstance(root, Mapping)
    assert root.entries["c"].value.mark.path == ("a",)
    assert root.entries["c"].key.mark.path == ("c",)


def test_issues_of_the_text_know_their_path() -> None:
    issues = Collector()
    load("a: {b: 1, b: 2}\nc: [x, ]\nd:\n", "a.yaml", issues)
    assert [(issue.code, issue.mark.path) for issue in issues.issues] == [
        ("duplicate-key", ("a", "b")),
        ("empty-value", ("d",)),
    ]
