"""Readers of the values that a questionnaire's keys take, each with its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from app.conditions import Condition
from app.conditions import parse as parse_condition
from app.conditions.dates import DATE, RELATIVE, Relative, parse_date, parse_relative
from app.conditions.wish import Wish, importance, parse_wishes
from app.document import Listing, Mapping, Node, Text
from app.document.model import describe
from app.document.shape import (
    LARGEST,
    Field,
    Reader,
    count,
    defined,
    number,
    read_mapping,
    reader,
    schema_of,
    text,
    within,
)
from app.issues import Allowance, Collector
from app.issues.codes import CODES, Severity
from app.questionnaire.question import Type
from app.questionnaire.route import Route
from app.questionnaire.theme import LARGEST_RADIUS

ASK = "ask"
ROUTES = "write next: id, or next: [{when: {…}, to: id}, id]"
ALLOW = "write allow: [code], or allow: [code: the reason]"
ALLOWABLE = [code for code, row in CODES.items() if row.severity is not Severity.ERROR]

T = TypeVar("T")

products: Reader[Condition] = Reader(parse_condition, defined("products"))
"""A condition on products."""
answers: Reader[Condition] = Reader(parse_condition, defined("answers"))
"""A condition on answers."""
wishes: Reader[tuple[Wish, ...]] = Reader(parse_wishes, defined("preferences"))


def built(make: Callable[..., T], table: dict[str, Field], what: str) -> Reader[T]:
    """What `make` makes of the values of a mapping that is read by a table."""
    return Reader(lambda node, issues: make(**read_mapping(node, table, what, issues)), schema_of(table))


def routes(table: dict[str, Field]) -> Reader[tuple[Route, ...]]:
    """One target, or a list of targets with conditions; the first that holds wins."""

    def read_one(node: Node, issues: Collector) -> Route | None:
        if isinstance(node, Text):
            return Route(node.value, None, node.mark)
        values = read_mapping(node, table, "a route", issues)
        return Route(**{"when": None, **values}, mark=node.mark) if "to" in values else None

    @reader(defined("routes"))
    def read(node: Node, issues: Collector) -> tuple[Route, ...] | None:
        if isinstance(node, Text):
            return (Route(node.value, None, node.mark),)
        if not isinstance(node, Listing):
            issues.add("wrong-type", node.mark, "a route is a question's id, or a list of routes", ROUTES)
            return None
        found = [read_one(entry, issues) for entry in node.nodes]
        return tuple(route for route in found if route is not None)

    return read


@reader({"anyOf": [importance.schema, {"const": ASK}]})
def importance_or_ask(node: Node, issues: Collector) -> float | str | None:
    """How much something weighs, or that the shopper says it."""
    return ASK if node == Text(ASK, node.mark) else importance(node, issues)


step = within(1e-6, LARGEST, "write the step, such as 1 or 0.5")
"""How far apart the values are that can be entered."""
share = within(0, 1, "write 0.9")
"""A part of a whole."""


def some(most: int) -> Reader[int]:
    """A whole number from 1 to `most`."""

    @reader({"type": ["integer", "string"], "minimum": 1, "maximum": most, "pattern": "^0*[1-9][0-9]*$"})
    def read(node: Node, issues: Collector) -> int | None:
        value = count(node, issues)
        if value is not None and not 1 <= value <= most:
            issues.add(
                "bad-value",
                node.mark,
                f"a whole number from 1 to {most} is wanted here, not {value}",
                "write one of these, or take the key away",
            )
            return None
        return value

    return read


@reader(
    {"type": ["integer", "string"], "minimum": 0, "maximum": LARGEST_RADIUS, "pattern": "^0*([0-9]|1[0-9]|2[0-4])$"}
)
def radius(node: Node, issues: Collector) -> int | None:
    """A corner's radius in CSS pixels."""
    value = count(node, issues)
    if value is not None and value > LARGEST_RADIUS:
        issues.add("bad-value", node.mark, f"corners are 0 to {LARGEST_RADIUS} round, not {value}", "write 12")
        return None
    return value


def matching(pattern: str, fault: str, help: str) -> Reader[str]:
    """A text of a certain form; `fault` says in messages what another one is."""
    whole = re.compile(rf"({pattern})\Z")

    @reader({"type": "string", "pattern": f"^({pattern})$"})
    def read(node: Node, issues: Collector) -> str | None:
        value = text(node, issues)
        if value is not None and not whole.match(value):
            issues.add("bad-value", node.mark, f"`{value}` {fault}", help)
            return None
        return value

    return read


origin = matching(
    r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?",
    "is not an origin",
    "write scheme and host, without a path or wildcard: https://shop.example",
)
part_name = matching(
    r"[A-Za-z0-9][A-Za-z0-9_.-]*\.yaml", "cannot be included", "name a file beside this one: common.yaml"
)
font = matching(
    r"-?[A-Za-z][A-Za-z0-9-]*( [A-Za-z][A-Za-z0-9-]*)*(, ?-?[A-Za-z][A-Za-z0-9-]*( [A-Za-z][A-Za-z0-9-]*)*)*",
    "is not a list of fonts",
    "write names without quotes, the best first: Georgia, serif",
)
colour = matching("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "is not a colour", 'write "#0a5" or "#00aa55"')


@reader({"type": "string", "pattern": f"^{DATE}$"})
def day(node: Node, issues: Collector) -> float | None:
    """A date, as its day number."""
    value = text(node, issues)
    found = parse_date(value) if value is not None else None
    if value is not None and found is None:
        issues.add("wrong-type", node.mark, f"a date is wanted here, not `{value}`", "write it like 2026-11-20")
    return found


@reader({"type": "string", "pattern": f"^({DATE}|{RELATIVE}|today)$"})
def day_or_relative(node: Node, issues: Collector) -> float | Relative | None:
    """A date, or one that moves with today."""
    found = None
    if isinstance(node, Text):
        fixed = parse_date(node.value)
        found = parse_relative(node.value) if fixed is None else fixed
    if found is None:
        issues.add(
            "wrong-type",
            node.mark,
            f"a date is wanted here, not {describe(node)}",
            "write 2026-11-20, today, -90 days or +12 weeks",
        )
    return found


@reader({"type": ["integer", "string"], "minimum": 1, "maximum": LARGEST, "pattern": "^[0-9]+([.]0*)?$"})
def picks(node: Node, issues: Collector) -> float | None:
    """How many choices may be picked: a whole number from 1 on."""
    value = number(node, issues)
    if value is not None and (value < 1 or value % 1):
        message = "max is the number of picks, a whole number from 1 on"
        issues.add("bad-value", node.mark, message, "write 1 or more, or take max away: then any number may be picked")
        return None
    return value


LIMITS: dict[Type, Reader[Any]] = {Type.NUMBER: number, Type.DATE: day_or_relative, Type.MULTIPLE: picks}
"""How `min` and `max` are read in a question of each type."""


@reader(defined("allow"))
def allow(node: Node, issues: Collector) -> tuple[Allowance, ...]:
    """A list of codes, each alone or with the author's reason."""
    if not isinstance(node, Listing):
        issues.add("wrong-type", node.mark, f"allow is a list of issue codes, not {describe(node)}", ALLOW)
        return ()
    found = []
    for entry in node.nodes:
        codes = entry.entries.items() if isinstance(entry, Mapping) else [("", None)]
        for _, said in codes:
            code = said.key if said else entry
            reason = text(said.value, issues) if said else ""
            if not isinstance(code, Text) or reason is None:
                issues.add("wrong-type", entry.mark, f"an issue code is wanted here, not {describe(entry)}", ALLOW)
            elif code.value in CODES and code.value not in ALLOWABLE:
                message = f"`{code.value}` is an error, and no error can be allowed"
                issues.add("bad-value", code.mark, message, "mend what it says; warnings and notes can be allowed")
            elif code.value not in CODES:
                issues.unknown_word("bad-value", code.mark, "as something to allow, the code", code.value, ALLOWABLE)
            else:
                found.append(Allowance(code.value, reason, code.mark))
    return tuple(found)
