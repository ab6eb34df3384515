"""The format of `NAME.journeys.yaml`, as tables: one row a key, with its reader and its meaning."""

from __future__ import annotations

from datetime import date

from app.compiler.journeys.model import Then
from app.conditions.dates import parse_date
from app.document import Mapping, Node, Text
from app.document.shape import (
    SCALAR,
    Field,
    as_is,
    by_table,
    count,
    flag,
    identifier,
    list_of,
    number,
    read_mapping,
    reader,
    schema_of,
    text,
)
from app.issues import Collector
from app.shopper.names import CONTEXT, TODAY, said_as

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
WORDS = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}


@reader({"type": "string", "pattern": DAY})
def day(node: Node, issues: Collector) -> date | None:
    """A day."""
    value = text(node, issues)
    found = parse_date(value) if value is not None else None
    if value is not None and found is None:
        issues.add("wrong-type", node.mark, f"a date is wanted here, not `{value}`", "write it like 2026-11-20")
    return None if found is None else date.fromordinal(int(found))


@reader(WORDS)
def words(node: Node, issues: Collector) -> tuple[str, ...] | None:
    """One text, or a list of texts."""
    return (node.value,) if isinstance(node, Text) else list_of(text)(node, issues)


@reader(WORDS)
def products(node: Node, issues: Collector) -> tuple[str, ...] | None:
    """Ids of products, one at least."""
    ids = words(node, issues)
    if ids == ():
        issues.add("bad-value", node.mark, "no product is named", "write top: [id, id], or remaining: 0")
        return None
    return ids


@reader({"type": ["number", "string"]})
def number_or_day(node: Node, issues: Collector) -> float | str | None:
    """A number, or a date as JSON has it."""
    if isinstance(node, Text) and parse_date(node.value) is not None:
        return node.value
    return number(node, issues)


REMAINING = {
    "min": Field(count, "so many at least"),
    "max": Field(count, "so many at most"),
}


@reader({"anyOf": [{"type": "integer", "minimum": 0}, schema_of(REMAINING)]})
def remaining(node: Node, issues: Collector) -> tuple[float, float] | None:
    """A count, or the least and the most that it may be."""
    if not isinstance(node, Mapping):
        exact = count(node, issues)
        return None if exact is None else (exact, exact)
    ends = read_mapping(node, REMAINING, "how many remain", issues)
    least, most = ends.get("min", 0), ends.get("max", float("inf"))
    if not ends or least > most:
        message = "min is above max" if ends else "neither min nor max is given"
        issues.add("bad-value", node.mark, message, "write remaining: 12, or remaining: {min: 10, max: 20}")
        return None
    return least, most


THEN = {
    "question": Field(text, "the question that is asked next, or results, or end"),
    "remaining": Field(remaining, "how many products still fit: a number, or {min: …, max: …}"),
    "top": Field(products, "the ids of the first products, in their order"),
    "warnings": Field(words, "what the rules say, each in any of its languages; [] for nothing"),
}


@reader(schema_of(THEN))
def then(node: Node, issues: Collector) -> Then:
    """What must follow, with the places where it is written."""
    values = read_mapping(node, THEN, "what must follow", issues)
    if isinstance(node, Mapping) and not node.entries:
        issues.add("missing-key", node.mark, "nothing must follow here", f"add one of {', '.join(THEN)}")
    marks = {key: entry.value.mark for key, entry in node.entries.items()} if isinstance(node, Mapping) else {}
    return Then(**values, marks=marks)


VISIT = {said_as(name): Field(text, f"what `when` reads as `{name}`") for name in CONTEXT if name != TODAY}
ANSWERS = {"type": "object"}
LEG = {
    "answers": Field(as_is(ANSWERS), "what the shopper says, by question"),
    "then": Field(then, "what must follow"),
}
JOURNEY = {
    **LEG,
    "steps": Field(
        list_of(as_is(schema_of(LEG))), "instead of answers and then: a list of them, each adding to the answers before"
    ),
    "visit": Field(by_table(VISIT, "a visit"), "what the shop's page says of the visit"),
    "on": Field(day, "the day, if another than the file's"),
}
FILE = {
    "journeys": Field(identifier, "the questionnaire", required=True),
    "on": Field(day, "the day on which they are walked; today if not said"),
}
ANSWER = {
    "choices": Field(words, "the ids of the picks"),
    "min": Field(number, "the lower end of a range"),
    "max": Field(number, "the upper end of a range"),
    "value": Field(number_or_day, "what is entered"),
    "skip": Field(flag, "true: no preference"),
    "seen": Field(flag, "true: an info was read"),
    "importance": Field(number, "how much it matters: 0.5, 1 or 2"),
}
