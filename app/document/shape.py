"""Reading a mapping by a table of its keys: the table is the format.

A table is a dict from key to `Field`. Everything that is wrong is collected; what could be read is returned.
Each reader says in JSON Schema what it takes, so that an editor can say so too. Where any scalar is taken as
text, the schema allows the numbers and booleans that an editor's YAML parser makes of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.document.model import Listing, Mapping, Node, Text, describe
from app.issues import Collector

Json = dict[str, Any]
"""A JSON Schema, or a part of one."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Reader(Generic[T_co]):
    """Turns a node into a value; on failure records an issue and returns None. `schema` says what it takes."""

    read: Callable[[Node, Collector], T_co | None]
    schema: Json

    def __call__(self, node: Node, issues: Collector) -> T_co | None:
        return self.read(node, issues)


def reader(schema: Json) -> Callable[[Callable[[Node, Collector], T | None]], Reader[T]]:
    """Makes a function a reader of what `schema` describes."""
    return lambda read: Reader(read, schema)


SCALAR: Json = {"type": ["string", "number", "boolean"]}
ID = "[A-Za-z0-9][A-Za-z0-9_-]*"
NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
LARGEST = 1e15
"""Nothing that is sold or answered is larger; beyond it, steps of a hundredth are no longer told apart."""

_ID = re.compile(rf"{ID}\Z")
_TRUE = {"true", "yes"}
_FALSE = {"false", "no"}


@dataclass(frozen=True)
class Field:
    """A row of a table: how the key's value is read, what it means, and whether it must be there."""

    read: Reader[Any]
    meaning: str
    required: bool = False


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
        else:
            value = field.read(entry.value, issues)
            if value is not None:
                values[key] = value
    for key, field in table.items():
        if field.required and key not in node.entries:
            issues.add("missing-key", node.mark, f"{what} needs the key `{key}`", f"add `{key}`: {field.meaning}")
    return values


def schema_of(table: dict[str, Field]) -> Json:
    """What `read_mapping` takes by this table, in JSON Schema."""
    properties = {key: {**field.read.schema, "description": field.meaning} for key, field in table.items()}
    required = [key for key, field in table.items() if field.required]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def by_table(table: dict[str, Field], what: str) -> Reader[dict[str, Any]]:
    """A mapping, by the table of its keys; `what` it is called in messages."""
    return Reader(lambda node, issues: read_mapping(node, table, what, issues), schema_of(table))


@reader(SCALAR)
def text(node: Node, issues: Collector) -> str | None:
    """Any scalar, as written."""
    if isinstance(node, Text):
        return node.value
    issues.add(
        "wrong-type", node.mark, f"a text is wanted here, not {describe(node)}", "write one text, without [ ] or { }"
    )
    return None


@reader({"type": ["string", "integer", "boolean"], "pattern": f"^{ID}$"})
def identifier(node: Node, issues: Collector) -> str | None:
    """An id: letters, digits, `_` and `-`."""
    value = text(node, issues)
    if value is not None and not _ID.match(value):
        issues.add("bad-id", node.mark, f"`{value}` cannot be an id", "use the letters a to z, digits, _ and -")
        return None
    return value


def is_identifier(value: str) -> bool:
    """Whether a text can serve as an id."""
    return bool(_ID.match(value))


def within(least: float, most: float, help: str) -> Reader[float]:
    """A number from `least` to `most`, both included; `help` says what to write instead of one beyond."""

    @reader({"type": ["number", "string"], "pattern": f"^{NUMBER}$", "minimum": least, "maximum": most})
    def read(node: Node, issues: Collector) -> float | None:
        said = node.value if isinstance(node, Text) else ""
        parsed = parse_number(said)
        if parsed is None:
            found = f"`{said}`" if isinstance(node, Text) else describe(node)
            issues.add(
                "wrong-type", node.mark, f"a number is wanted here, not {found}", "write digits with a point: 12.5"
            )
        elif not least <= parsed <= most:
            message = f"a number from {written(least)} to {written(most)} is wanted here, not {said}"
            issues.add("bad-value", node.mark, message, help)
            return None
        return parsed

    return read


number = within(-LARGEST, LARGEST, "write a smaller number: beyond this nothing is computed exactly")
"""Any number that can be computed with."""


def written(value: float) -> str:
    """A bound as people write it, or in powers of ten where there are too many zeros.

    >>> written(100.0), written(1e-6), written(-1e15)
    ('100', '0.000001', '-1e15')
    """
    if not 0 < abs(value) < 1e7:
        return f"{value:.15g}".replace("e+", "e")
    return f"{value:.6f}".rstrip("0").rstrip(".")


def parse_number(value: str) -> float | None:
    """The finite number that a text writes in digits, or None; `1e3` counts, `nan`, `inf` and `1_000` do not."""
    try:
        parsed = float(value)
    except ValueError:
        return None
    return parsed if math.isfinite(parsed) and "_" not in value else None


@reader({"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": "^[0-9]{1,9}$"})
def count(node: Node, issues: Collector) -> int | None:
    """A whole number, 0 or more, of nine digits at the most."""
    value = text(node, issues)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        issues.add(
            "wrong-type",
            node.mark,
            f"a whole number, 0 or more, is wanted here, not `{value}`",
            "write digits only, nine at the most: 12",
        )
        return None
    return int(value)


@reader({"type": ["boolean", "string"], "pattern": "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])$"})
def flag(node: Node, issues: Collector) -> bool | None:
    """true or false; yes and no are understood."""
    value = text(node, issues)
    if value is None:
        return None
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    issues.add("wrong-type", node.mark, f"true or false is wanted here, not `{value}`", "write true or false")
    return None


def one_of(*allowed: str) -> Reader[str]:
    """A word out of a few."""

    @reader({"enum": list(allowed)})
    def read(node: Node, issues: Collector) -> str | None:
        value = text(node, issues)
        if value is not None and value not in allowed:
            issues.unknown_word("bad-value", node.mark, "the value", value, allowed)
            return None
        return value

    return read


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list, each entry read alike."""

    @reader({"type": "array", "items": read.schema})
    def read_list(node: Node, issues: Collector) -> tuple[T, ...] | None:
        if not isinstance(node, Listing):
            issues.add("wrong-type", node.mark, f"a list is wanted here, not {describe(node)}", "write [a, b]")
            return None
        values = (read(entry, issues) for entry in node.nodes)
        return tuple(value for value in values if value is not None)

    return read_list


def mapping_of(read: Reader[T]) -> Reader[dict[str, T]]:
    """A mapping whose keys are free and whose values are read alike."""

    @reader({"type": "object", "additionalProperties": read.schema})
    def read_free(node: Node, issues: Collector) -> dict[str, T] | None:
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


def as_is(schema: Json) -> Reader[Node]:
    """The node itself, for a later stage that knows what it means and takes what `schema` says."""
    return Reader(lambda node, issues: node, schema)


def defined(name: str) -> Json:
    """The part of a JSON Schema that is described once, under this name."""
    return {"$ref": f"#/$defs/{name}"}
