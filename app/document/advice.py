"""What YAML's own parser says, in words that an author understands."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Row:
    """Words that together are found in a parser's error, and what an author reads instead.

    In both texts, {char} is the character at the place, and {line} and {column} are where what is open began.
    `opening` takes that beginning as the place of the issue: an end of file says nothing.
    """

    words: tuple[str, ...]
    message: str
    help: str
    opening: bool = False


_APART = "part the entries with commas, and put a text that holds a comma or a bracket in quotes"

ROWS = (
    Row(("at tab",), "a tab is used to indent", "indent with spaces: YAML takes no tabs"),
    Row(("tab character",), "a tab is used to indent", "indent with spaces: YAML takes no tabs"),
    Row(("cannot start any token",), "a text cannot begin with {char}", 'put the text in quotes: "{char}…"'),
    Row(("expected ',' or ']'",), "the [ in line {line} is not closed", f"close the list with ]; {_APART}"),
    Row(("expected ',' or '}'",), "the {{ in line {line} is not closed", f"close the mapping with }}}}; {_APART}"),
    Row(
        ("mapping values are not allowed", "after a colon"),
        "a text with a colon in it is not in quotes",
        'put the whole text in quotes: "note: this"',
    ),
    Row(
        ("mapping values are not allowed",),
        "a key cannot stand here",
        "indent it like the keys that it belongs to, and end the key above with a colon",
    ),
    Row(
        ("end of stream", "quoted scalar"),
        "the quote that opens here is not closed",
        "close it with the same quote, ' or \"",
        opening=True,
    ),
    Row(
        ("quoted scalar", "escape"),
        "a backslash between double quotes begins no escape that YAML knows",
        "write \\\\ for a backslash, or put the text in single quotes",
    ),
    Row(
        ("quoted scalar", "hexdecimal"),
        "an escape between double quotes lacks digits",
        'write all of its digits: "\\x41", "\\u20ac"; or \\\\ for a backslash',
    ),
    Row(("document indicator",), "a --- or ... stands within quotes", "close the quote, or indent the line"),
    Row(
        ("expected key", "at line start"),
        "this line fits none of the mappings above it by its indentation",
        "indent the keys of one mapping alike, and a list further than the key that it belongs to",
    ),
    Row(
        ("expected key",),
        "something stands behind the end of a value",
        "put the whole text in one pair of quotes; an apostrophe in '…' is written twice: 'it''s'",
    ),
    Row(
        ("expected '-' indicator",),
        "this line is not an entry of the list that begins in line {line}",
        "begin it with - in column {column}, or indent it otherwise if it is not part of the list",
    ),
    Row(
        ("expected ':'",),
        "this line is neither a key with its colon nor an entry of a list",
        "write key: value; a text that goes on is indented further than its key",
        opening=True,
    ),
    Row(
        ("node content",),
        "a value is missing here",
        "write one, or take the comma or bracket that is too many away",
    ),
    Row(
        ("alphabetic or numeric",),
        "a text that begins with & or * is not in quotes",
        'put the text in quotes: "*new"',
    ),
    Row(
        ("block sequence entries",),
        "a list with dashes cannot begin here",
        "begin it on the next line, write [a, b], or put a text that begins with - in quotes",
    ),
    Row(("mapping keys are not",), "a text that begins with ? is not in quotes", 'put the text in quotes: "?…"'),
    Row(("block scalar",), "nothing may stand behind | or >", "begin the text on the next line, indented"),
    Row(("tag",), "a text that begins with ! is not in quotes", 'put the text in quotes: "!…"'),
    Row(("directive",), "a line that begins with % is for the parser", "take it away, or put the text in quotes"),
    Row(("incompatible",), "the line %YAML asks for another YAML than 1.1", "take that line away"),
    Row(
        ("document start",),
        "something stands behind the end of the document",
        "write the file as one mapping of keys and values",
    ),
)


_COMMENT = re.compile(r"\s(#[^\s#].*)$")
"""What is no comment to the eye: nothing stands between # and the text."""


def advise(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str]:
    """Line and column, what is wrong, and what to do, for an error of the parser.

    >>> try: yaml.compose("a: 'b")
    ... except yaml.MarkedYAMLError as error: advise(error, ["a: 'b"])
    (1, 4, 'the quote that opens here is not closed', 'close it with the same quote, \\' or "')
    """
    place = error.problem_mark or error.context_mark
    begun = error.context_mark or place
    if place is None or begun is None:
        return 1, 0, "this is not YAML", "check indentation, quotes and brackets"
    written = lines[place.line] if place.line < len(lines) else ""
    before, char = written[: place.column], written[place.column : place.column + 1]
    words = " ".join(
        [
            error.problem or "",
            error.context or "",
            "at tab" if char == "\t" and "token" in (error.problem or "") else "",
            "at line start" if not before.strip() else "",
            "after a colon" if ": " in before else "",
        ]
    )
    if "expected ',' or" in words and (cut := _COMMENT.search(lines[begun.line], begun.column)):
        message = f"the {lines[begun.line][begun.column]} here is not closed: YAML takes `{cut[1]}` as a comment"
        return begun.line + 1, begun.column + 1, message, 'put a text that begins with # in quotes: "#0a5"'
    for row in ROWS:
        if all(word in words for word in row.words):
            spot = begun if row.opening else place
            filled = {"char": char, "line": begun.line + 1, "column": begun.column + 1}
            return spot.line + 1, spot.column + 1, row.message.format(**filled), row.help.format(**filled)
    help = "check indentation, quotes and brackets here and in the line above"
    return place.line + 1, place.column + 1, f"this is not YAML: {error.problem}", help
