"""From YAML text to nodes with marks, refusing what silently changes a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from app.document.advice import advise
from app.document.model import Entry, Listing, Mapping, Node, Text
from app.issues import Collector, Mark

DEEPEST = 60
"""Levels of nesting; a questionnaire needs about ten."""
LARGEST = 1_000_000
"""Nodes after anchors are expanded: small texts that unfold without end are refused."""
FLATTEN = "write it flatter, with fewer anchors inside of anchors"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOREIGN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that YAML forbids."""
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_CUT = re.compile(r"[ \t]+#[^\s#]")


class _Refused(Exception):
    """The text cannot be read any further; the issue has been recorded."""


def load(text: str, file: str, issues: Collector) -> Node | None:
    """The one document in `text`, or None if it cannot be used; what is wrong goes to `issues`.

    >>> node = load("price: {min: 500}", "bikes.yaml", Collector())
    >>> node.get("price").get("min").value
    '500'
    """
    before = len(issues.issues)
    foreign = _FOREIGN.search(text)
    if foreign:
        line = text.count("\n", 0, foreign.start()) + 1
        column = foreign.start() - (text.rfind("\n", 0, foreign.start()) + 1) + 1
        found = f"the character U+{ord(foreign[0]):04X} may not stand in YAML"
        issues.add("syntax", Mark(file, line, column), found, "take it away; often it came in with a copied text")
        return None
    try:
        node = _Builder(text, file, issues).build()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        line, column, message, help = advise(error, text.splitlines())
        issues.add("syntax", Mark(file, line, column), message, help)
        return None
    except yaml.YAMLError as error:
        issues.add(
            "syntax", Mark(file, 1), f"this is not YAML: {' '.join(str(error).split())}", "save the file as UTF-8"
        )
        return None
    return node if len(issues.issues) == before else None


class _Builder:
    """Reads the parser's events without recursion, so that no text can exhaust the stack."""

    def __init__(self, text: str, file: str, issues: Collector) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.issues = issues
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.blanks: set[Mark] = set()
        self.size = 0
        self.events: Iterator[Any] = iter(_Loader(text).get_event, None)

    def build(self) -> Node | None:
        stack: list[_Open] = []
        node: Node
        root: Node | None = None
        documents = 0
        for event in self.events:
            mark = stack[-1].mark if isinstance(event, _ENDS) else self.mark(event, stack)
            match event:
                case yaml.ScalarEvent():
                    self.no_tag(event, mark)
                    node, anchor, begun, height = self.scalar(event, mark), event.anchor, self.size, 0
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self.refuse("documents", mark, "a second document begins here", "keep one `---` per file")
                    continue
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.no_tag(event, mark)
                    if len(stack) >= DEEPEST:
                        self.refuse("too-deep", mark, f"more than {DEEPEST} levels of nesting", FLATTEN)
                    stack.append(_Open(mark, event.anchor, isinstance(event, yaml.MappingStartEvent), self.size))
                    continue
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    done = stack.pop()
                    node, anchor, begun, height = done.close(), done.anchor, done.size, done.height
                case yaml.AliasEvent():
                    anchor, begun = None, self.size
                    node, height = self.alias(event.anchor, len(stack), mark)
                case _:
                    continue
            self.grow(1, mark)
            if anchor:
                self.anchors[anchor] = (node, self.size - begun, height)
            if stack:
                parent = stack[-1]
                if height >= parent.height:
                    parent.height = height + 1
                self.attach(parent, node, mark)
            else:
                root = node
        if root is None or root == Text("", root.mark):
            self.refuse("documents", Mark(self.file, 1), "the file is empty", "write a mapping of keys and values")
        return root

    def mark(self, event: Any, stack: list[_Open]) -> Mark:
        """Where an event begins; a key has the path of its value."""
        place = event.start_mark
        path: tuple[str, ...] = ()
        if stack:
            parent = stack[-1]
            if not parent.is_mapping:
                path = (*parent.mark.path, str(len(parent.nodes)))
            elif parent.key is not None:
                path = parent.below or (*parent.mark.path, parent.key.value)
            elif type(event) is yaml.ScalarEvent:
                path = parent.below = (*parent.mark.path, event.value)
            else:
                path, parent.below = parent.mark.path, ()
        return Mark(self.file, place.line + 1, place.column + 1, path)

    def attach(self, parent: _Open, node: Node, mark: Mark) -> None:
        if not parent.is_mapping:
            if self.is_blank(node):
                self.issues.add(
                    "empty-value",
                    mark,
                    "an entry of this list is empty",
                    "write a value, or take the dash away",
                )
            parent.nodes.append(node)
        elif parent.key is None:
            if not isinstance(node, Text):
                self.refuse(
                    "wrong-type",
                    node.mark,
                    "a key must be a plain text",
                    "write key: value; quote a key that holds [ or {",
                )
            parent.key = node
        else:
            self.entry(parent, parent.key, node)
            parent.key = None

    def entry(self, parent: _Open, key: Text, value: Node) -> None:
        if key.value == "<<":
            self.issues.add(
                "merge-key",
                key.mark,
                "merge keys are not part of the format",
                "write the keys out, or repeat an anchored value",
            )
        elif key.value in parent.entries:
            first = parent.entries[key.value].key.mark
            self.issues.add(
                "duplicate-key",
                key.mark,
                f"`{key.value}` stands here a second time; first in line {first.line}",
                "keep one of the two",
            )
        elif self.is_blank(value):
            self.issues.add(
                "empty-value",
                key.mark,
                f"`{key.value}` has no value",
                self.missing(key),
            )
        else:
            parent.entries[key.value] = Entry(key, value)

    def missing(self, key: Text) -> str:
        """What to do about a key without a value, by what stands around it."""
        below = self.lines[key.mark.line] if key.mark.line < len(self.lines) else ""
        if below.startswith("\xa0"):
            return "the next line begins with no-break spaces, which indent nothing: write plain spaces"
        before = self.lines[key.mark.line - 1][: key.mark.column - 1]
        if before.rstrip().endswith(",") and " " in key.value:
            return "put a text that holds a comma in quotes, or write a value"
        indented = len(below) - len(below.lstrip(" "))
        if not before.strip(" -") and indented == len(before) and below.rstrip().endswith(":"):
            return "indent what belongs to it further, write a value, or take the key away"
        return 'write one, or take the key away; a text that begins with # needs quotes: "#0a5"'

    def is_blank(self, node: Node) -> bool:
        """Whether nothing was written: quotes around nothing are a value."""
        return isinstance(node, Text) and not node.value and node.mark in self.blanks

    def scalar(self, event: Any, mark: Mark) -> Text:
        if event.style:
            return Text(event.value, mark)
        if event.value:
            end = event.end_mark
            line = self.lines[end.line] if end.line < len(self.lines) else ""
            if _CUT.match(line, end.column):
                rest = line[end.column :]
                self.issues.add(
                    "cut-text",
                    mark,
                    f"`{event.value}` is cut short: YAML takes `{rest.strip()}` as a comment",
                    "put the whole text in quotes, or a space after # if a comment is meant",
                )
        else:
            self.blanks.add(mark)
        return Text(event.value, mark)

    def alias(self, anchor: str | None, depth: int, mark: Mark) -> tuple[Node, int]:
        if anchor is None or anchor not in self.anchors:
            self.refuse(
                "syntax",
                mark,
                f"the anchor `{anchor}` is not defined before this line",
                f"write &{anchor} before the value it repeats, or put the text in quotes",
            )
        node, size, height = self.anchors[anchor]
        self.grow(size, mark)
        if depth + height > DEEPEST:
            self.refuse(
                "too-deep", mark, f"with what `*{anchor}` repeats, more than {DEEPEST} levels of nesting", FLATTEN
            )
        return node, height

    def no_tag(self, event: Any, mark: Mark) -> None:
        if event.tag is not None:
            self.issues.add("tag", mark, f"the tag `{event.tag}` is not part of the format", "write the plain value")

    def grow(self, nodes: int, mark: Mark) -> None:
        self.size += nodes
        if self.size > LARGEST:
            self.refuse("too-deep", mark, "the anchors of this file unfold to more than a million values", FLATTEN)

    def refuse(self, code: str, mark: Mark, message: str, help: str) -> NoReturn:
        self.issues.add(code, mark, message, help)
        raise _Refused


class _Open:
    """A mapping or a sequence whose end has not been read yet."""

    def __init__(self, mark: Mark, anchor: str | None, is_mapping: bool, size: int) -> None:
        self.mark = mark
        self.anchor = anchor
        self.is_mapping = is_mapping
        self.size = size
        self.height = 1
        self.key: Text | None = None
        self.below: tuple[str, ...] = ()  # the path of the key and of its value; empty where an alias is the key
        self.entries: dict[str, Entry] = {}
        self.nodes: list[Node] = []

    def close(self) -> Node:
        return Mapping(self.entries, self.mark) if self.is_mapping else Listing(tuple(self.nodes), self.mark)
