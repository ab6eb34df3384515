"""Reading a mapping by a table of its keys: the table is the format.

A table is a dict from key to `Field`. Everything that is wrong is collected; what could be read is returned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.document.model import Listing, Mapping, Node, Text, describe
from app.issues import Collector

Reader = Callable[[Node, Collector], Any]
"""Turns a node into a value; on failure records an issue and returns None."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_TRUE = {"true", "yes"}
_FALSE = {"false", "no"}


@dataclass(frozen=True)
class Field:
    """A row of a table: how the key's value is read, what it means, and whether it must or may already be used."""

    read: Reader
    meaning: str
    required: bool = False
    supported: bool = True


def read_mapping(node: Node, table: dict[str, Field], what: str, issues: Collector) -> dict[str, Any]:
    """The values of a mapping by key, each read by its row in `table`; keys that failed are left out."""
    if not isinstance(node, Mapping):
        issues.add(
            "wrong-type",
            node.mark,
            f"{what} is a mapping, not {describe(node)}",
            f"write {{key: value}}; keys: {', '.join(table)}",
        )
        return {}
    values: dict[str, Any] = {}
    for key, entry in node.entries.items():
        field = table.get(key)
        if field is None:
            issues.unknown_word("unknown-key", entry.key.mark, f"in {what}, the key", key, table)
        elif not field.supported:
            issues.add(
                "not-supported",
                entry.key.mark,
                f"`{key}` in {what} is not yet supported: nothing acts on it",
                "take it away, or leave it for a release that does",
            )
        else:
            value = field.read(entry.value, issues)
            if value is not None:
                values[key] = value
    for key, field in table.items():
        if field.required and key not in node.entries:
            issues.add("missing-key", node.mark, f"{what} needs the key `{key}`", f"add `{key}`: {field.meaning}")
    return values


def text(node: Node, issues: Collector) -> str | None:
    """Any scalar, as written."""
    if isinstance(node, Text):
        return node.value
    issues.add(
        "wrong-type", node.mark, f"a text is wanted here, not {describe(node)}", "write one text, without [ ] or { }"
    )
    return None


def identifier(node: Node, issues: Collector) -> str | None:
    """An id: letters, digits, `_` and `-`."""
    value = text(node, issues)
    if value is not None and not _ID.match(value):
        issues.add("bad-id", node.mark, f"`{value}` cannot be an id", "use letters, digits, _ and -")
        return None
    return value


def is_identifier(value: str) -> bool:
    """Whether a text can serve as an id."""
    return bool(_ID.match(value))


def number(node: Node, issues: Collector) -> float | None:
    """A finite number."""
    value = text(node, issues)
    if value is None:
        return None
    parsed = parse_number(value)
    if parsed is None:
        issues.add(
            "wrong-type", node.mark, f"a number is wanted here, not `{value}`", "write digits with a point: 12.5"
        )
    return parsed


def parse_number(value: str) -> float | None:
    """The finite number that a text writes in digits, or None; `1e3` counts, `nan`, `inf` and `1_000` do not."""
    try:
        parsed = float(value)
    except ValueError:
        return None
    return parsed if math.isfinite(parsed) and "_" not in value else None


def count(node: Node, issues: Collector) -> int | None:
    """A whole number, 0 or more."""
    value = text(node, issues)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        issues.add(
            "wrong-type",
            node.mark,
            f"a whole number, 0 or more, is wanted here, not `{value}`",
            "write digits only: 12",
        )
        return None
    return int(value)


def flag(node: Node, issues: Collector) -> bool | None:
    """true or false; yes and no are understood."""
    value = text(node, issues)
    if value is None:
        return None
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    issues.add("wrong-type", node.mark, f"true or false is wanted here, not `{value}`", "write true or false")
    return None


def one_of(*allowed: str) -> Reader:
    """A word out of a few."""

    def read(node: Node, issues: Collector) -> str | None:
        value = text(node, issues)
        if value is not None and value not in allowed:
            issues.unknown_word("bad-value", node.mark, "the value", value, allowed)
            return None
        return value

    return read


def list_of(read: Reader) -> Reader:
    """A list, each entry read alike."""

    def read_list(node: Node, issues: Collector) -> tuple[Any, ...] | None:
        if not isinstance(node, Listing):
            issues.add("wrong-type", node.mark, f"a list is wanted here, not {describe(node)}", "write [a, b]")
            return None
        values = (read(entry, issues) for entry in node.nodes)
        return tuple(value for value in values if value is not None)

    return read_list


def mapping_of(read: Reader) -> Reader:
    """A mapping whose keys are free and whose values are read alike."""

    def read_free(node: Node, issues: Collector) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            issues.add(
                "wrong-type",
                node.mark,
                f"a mapping is wanted here, not {describe(node)}",
                "write {key: value}",
            )
            return None
        values = {key: read(entry.value, issues) for key, entry in node.entries.items()}
        return {key: value for key, value in values.items() if value is not None}

    return read_free


def as_is(node: Node, issues: Collector) -> Node:
    """The node itself, for a later stage that knows what it means."""
    return node
