"""The mapping format, as tables: one row a key, with its reader and its meaning."""

from __future__ import annotations

import re

from app.catalog.model import APART, DROP, KEEP, TOGETHER
from app.conditions import Kind
from app.document import Mapping, Node, Text
from app.document.model import describe
from app.document.shape import (
    SCALAR,
    Field,
    Json,
    as_is,
    count,
    defined,
    identifier,
    list_of,
    mapping_of,
    one_of,
    reader,
    schema_of,
    text,
)
from app.document.texts import read_localized
from app.issues import Collector

ROLES: dict[str, tuple[Kind, ...]] = {
    "id": (Kind.TEXT,),
    "title": (Kind.TEXT,),
    "price": (Kind.NUMBER,),
    "currency": (Kind.TEXT, Kind.CATEGORY),
    "url": (Kind.TEXT,),
    "image": (Kind.TEXT,),
    "stock": (Kind.NUMBER, Kind.FLAG),
    "group": (Kind.TEXT, Kind.CATEGORY),
    "category": (Kind.CATEGORY,),
    "audience": (Kind.CATEGORY,),
    "popularity": (Kind.NUMBER,),
}
"""The parts that an attribute can play, and the kinds that can play them."""

_ONE_KEY: Json = {"type": "object", "additionalProperties": False}
_SOME: Json = {"anyOf": [SCALAR, list_of(text).schema]}
_DAYS: Json = {"type": "string", "pattern": "^0{0,3}[1-9][0-9]{0,3} days?$"}
MOST_DECIMALS = 10
"""Further ones are noise, and with the largest numbers more digits than are written."""
_EVERY = re.compile(r"(\d{1,4}) days?\Z")


@reader({"anyOf": [{"enum": [KEEP, DROP]}, {**_ONE_KEY, "properties": {"assume": _SOME}, "required": ["assume"]}]})
def _unknown(node: Node, issues: Collector) -> Text | Mapping | None:
    match node:
        case Text("keep" | "drop"):
            return node
        case Mapping(entries) if list(entries) == ["assume"]:
            return node
    issues.add(
        "bad-value",
        node.mark,
        f"`unknown` is keep, drop or {{assume: value}}, not {describe(node)}",
        "keep: such products stay; drop: they go; {assume: 12}: they count as 12",
    )
    return None


@reader({"anyOf": [{"const": "durable"}, {**_ONE_KEY, "properties": {"every": _DAYS}, "required": ["every"]}]})
def _repurchase(node: Node, issues: Collector) -> int | str | None:
    match node:
        case Text("durable"):
            return "durable"
        case Mapping(entries) if list(entries) == ["every"]:
            every = entries["every"].value
            found = _EVERY.match(every.value) if isinstance(every, Text) else None
            if found and int(found[1]) > 0:
                return int(found[1])
    issues.add(
        "bad-value",
        node.mark,
        f"a repurchase policy is durable or {{every: 30 days}}, not {describe(node)}",
        "durable: bought once; {every: 30 days}: a whole number of days, at least 1",
    )
    return None


@reader({"type": ["integer", "string"], "minimum": 0, "maximum": MOST_DECIMALS, "pattern": "^0*([0-9]|10)$"})
def _decimals(node: Node, issues: Collector) -> int | None:
    value = count(node, issues)
    if value is not None and value > MOST_DECIMALS:
        message = f"a number is shown with 0 to {MOST_DECIMALS} decimals, not {value}"
        issues.add("bad-value", node.mark, message, "write 2; further ones say nothing")
        return None
    return value


@reader(_SOME)
def _missing(node: Node, issues: Collector) -> tuple[str, ...] | None:
    return (node.value,) if isinstance(node, Text) else list_of(text)(node, issues)


ATTRIBUTE: dict[str, Field] = {
    "kind": Field(one_of(*Kind), "category, ordered, tags, number, flag, date or text", required=True),
    "column": Field(text, "the feed's column; by default the attribute's own name"),
    "value": Field(text, "a text made for each product instead of read: {attribute} is replaced by its value"),
    "label": Field(read_localized, "what the shopper reads, plain or per language"),
    "values": Field(mapping_of(read_localized), "labels of single values"),
    "more": Field(read_localized, "a word for having more of a number than another product: dearer, heavier"),
    "less": Field(read_localized, "a word for having less of it: cheaper, lighter"),
    "most": Field(read_localized, "words for having the most of all: the largest memory, the whitest colour"),
    "least": Field(read_localized, "words for having the least of all: the lowest price, the lightest"),
    "unit": Field(read_localized, "the unit of a number, shown behind it, plain or per language"),
    "decimals": Field(_decimals, "how many decimals a number is shown with"),
    "order": Field(list_of(text), "the values of an ordered attribute from low to high"),
    "separator": Field(text, "what stands between the values of one cell of tags"),
    "true": Field(_missing, "the cells that mean true"),
    "false": Field(_missing, "the cells that mean false"),
    "missing": Field(_missing, "the cells that mean: not stated"),
    "unknown": Field(_unknown, "what a test on a value that is not stated amounts to: keep, drop or {assume: value}"),
}

_ATTRIBUTES: Json = {"type": "object", "additionalProperties": schema_of(ATTRIBUTE)}

CATALOG: dict[str, Field] = {
    "catalog": Field(identifier, "the catalog's id", required=True),
    "feed": Field(text, "the feed's file, beside this one: .csv, .csv.gz, .jsonl or .jsonl.gz", required=True),
    "title": Field(read_localized, "the catalog's name"),
    "description": Field(read_localized, "one sentence about it"),
    "picture": Field(text, "a template beside this file that draws a product as SVG"),
    "missing": Field(_missing, "the cells that mean: not stated, for all attributes"),
    "roles": Field(mapping_of(text), "which attribute is the id, title, price and so on", required=True),
    "currency": Field(text, "the ISO code of the price's currency"),
    "out_of_stock": Field(as_is(defined("products")), "a condition: which products are out of stock"),
    "variants": Field(
        one_of(APART, TOGETHER),
        "apart (the default): each product counts; together: products of one `group` count, and are shown, once",
    ),
    "repurchase": Field(mapping_of(_repurchase), "per category, durable or {every: 30 days}; default: for the rest"),
    "goes_with": Field(
        mapping_of(list_of(text)),
        "per category, the categories of what is bought to go with it, the closest first: {Phones: [Cases, Cables]}",
    ),
    "compatible": Field(
        mapping_of(text),
        "an attribute of accessories and the one of the other product that must be among its values, if it states any: "
        "{compatible_with: model}",
    ),
    "attributes": Field(
        as_is({"type": "object", "additionalProperties": schema_of(ATTRIBUTE)}), "the attributes by id", required=True
    ),
}
