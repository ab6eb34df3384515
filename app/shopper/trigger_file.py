"""The file of triggers beside questionnaires: read by the tables of its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.conditions import Condition, Kind, Name, Scope, bind
from app.conditions import parse as parse_condition
from app.conditions.dates import parse_relative
from app.conditions.wish import importance
from app.document import Entry, Mapping, Node, Text, load
from app.document.model import describe
from app.document.shape import Field, Reader, by_table, defined, identifier, is_identifier, one_of, read_mapping, reader
from app.document.texts import read_localized
from app.issues import Collector
from app.shopper.names import CONTEXT, ORDER, SEGMENT, names_in, sound_names
from app.shopper.segments import Segments
from app.shopper.triggers import AMOUNT, Trigger

FILE = "triggers.yaml"
"""What the file is called."""

LONGEST = timedelta(days=3660)
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@reader({"type": "string", "pattern": "^[0-9]{1,4} +(day|week|month|year)s?$"})
def span(node: Node, issues: Collector) -> timedelta | None:
    """How long: `14 days`, `2 weeks`, `1 month` (30 days)."""
    found = parse_relative(f"+{node.value}") if isinstance(node, Text) and node.value[:1].isdigit() else None
    length = timedelta(days=found.amount * DAYS[found.unit]) if found else None
    if length is None or length > LONGEST:
        said = f"`{node.value}`" if isinstance(node, Text) else describe(node)
        issues.add("wrong-type", node.mark, f"a time is wanted here, not {said}", "write 14 days, 2 weeks or 1 month")
        return None
    return length


products: Reader[Condition] = Reader(parse_condition, defined("products"))
AFTER = {
    "event": Field(one_of("purchase"), "what was done: purchase"),
    "product": Field(products, "the products that call for something else", required=True),
}
TRIGGER = {
    "after": Field(by_table(AFTER, "`after`"), "what has happened", required=True),
    "offer": Field(products, "the products that are then wanted", required=True),
    "in": Field(span, "how long after the purchase it begins: 14 days; at once if not said"),
    "for": Field(span, "how long it lasts: 7 days", required=True),
    "catalog": Field(identifier, "the catalog that it is about; needed where questionnaires of several lie together"),
    "when": Field(
        Reader(parse_condition, defined("shoppers")), "only for shoppers who fulfil this: segments, orders …"
    ),
    "label": Field(read_localized, "what the shopper reads beside such a product"),
    "by": Field(importance, f"how much is added to the score; {AMOUNT} if not said"),
}
"""What is written under the id of a trigger."""


def concerns(source: str, catalog: str) -> bool:
    """Whether a text of triggers has one for questionnaires on a catalog; so too if it cannot be read."""
    root = load(source, "", Collector())
    if not isinstance(root, Mapping):
        return True
    return any(not isinstance(name, Text) or name.value == catalog for name in _named(root))


def catalogs_named(source: str, file: str) -> tuple[Text, ...]:
    """The catalogs that a text of triggers names, each where it stands."""
    root = load(source, file, Collector())
    return tuple(name for name in _named(root) if isinstance(name, Text)) if isinstance(root, Mapping) else ()


def _named(root: Mapping) -> Iterator[Node | None]:
    for entry in root.entries.values():
        yield entry.value.get("catalog") if isinstance(entry.value, Mapping) else None


def read_triggers(source: str, file: str, segments: Segments | None, issues: Collector) -> tuple[Trigger, ...]:
    """The triggers that a text writes, their products not yet typed; what is wrong goes to `issues`, and is left out.

    `segments` are those that `when` may name; None: no file says which there are.
    """
    root = load(source, file, issues)
    if root is None:
        return ()
    if not isinstance(root, Mapping):
        message = f"triggers are a mapping from id to trigger, not {describe(root)}"
        help = "write {shoes: {after: {event: purchase, product: {…}}, offer: {…}, in: 14 days, for: 7 days}}"
        issues.add("wrong-type", root.mark, message, help)
        return ()
    found = (_trigger(id, entry, segments, issues) for id, entry in root.entries.items())
    return tuple(trigger for trigger in found if trigger)


def _trigger(id: str, entry: Entry, segments: Segments | None, issues: Collector) -> Trigger | None:
    if not is_identifier(id):
        issues.add("bad-id", entry.key.mark, f"`{id}` cannot name a trigger", "use the letters a to z, digits, _ and -")
        return None
    values: dict[str, Any] = read_mapping(entry.value, TRIGGER, f"the trigger `{id}`", issues)
    if not {"offer", "for"} <= set(values) or "product" not in values.get("after", {}):
        return None
    if not values["for"]:
        issues.add("bad-value", entry.key.mark, f"the trigger `{id}` lasts no time", "write for: 7 days")
        return None
    made = Trigger(
        id,
        values["after"]["product"],
        values["offer"],
        values.get("in", timedelta()),
        values["for"],
        entry.key.mark,
        values.get("catalog", ""),
        label=values.get("label"),
        by=values.get("by", AMOUNT),
    )
    for condition in (made.after, made.offer):
        if condition.refs:
            help = "take `{answer: …}` away; `when` may read what was said by its name"
            issues.add("wrong-test", made.mark, f"the trigger `{id}` cannot refer to an answer", help)
            return None
    when = values.get("when")
    return made if when is None else replace(made, when=_when(when, segments, issues))


def _when(condition: Condition, segments: Segments | None, issues: Collector) -> Condition:
    sound = sound_names(condition, segments, issues)
    known = {**CONTEXT, SEGMENT: Name(Kind.TAGS), **ORDER, **names_in(sound)}
    return bind(sound, Scope(known, "of a shopper, the name", "unknown-name"), issues)
