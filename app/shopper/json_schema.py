"""The formats of segments and triggers as JSON Schema, for editors."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.conditions import Kind
from app.conditions.grammar import Word, closed, grammar
from app.document.json_schema import json_schema_of
from app.document.shape import ID, Json, defined, schema_of
from app.shopper.names import CONTEXT, OPEN, ORDER, PROFILE, SEGMENT, VISITS
from app.shopper.segments import SEGMENTS
from app.shopper.trigger_file import TRIGGER

ABOUT = {
    "today": "the day on which the shopper answers",
    "locale": "the language and country of the page",
    "campaign": "the campaign that the visit comes from",
    "channel": "how the shopper came: mail, search, …",
    "page": "the page that the clerk stands on",
    "visit.place": "where the shopper is, as the page says",
    SEGMENT: "the segments that the shopper is in",
    "order.count": "on how many days something was bought",
    "order.count_year": "the same, within 365 days",
    "order.value": "for how much, as far as the values are known",
    "order.value_year": "the same, within 365 days",
    "order.first": "the first day on which something was bought",
    "order.last": "the last day on which something was bought",
    "order.channel": "through which channels",
    "order.product": "which products, by id",
    VISITS: "how many visits there were, this one included",
}
"""What editors say of the names that are known of a shopper."""
LEANING = "the value that more than half of what the shopper dealt with has"
NO_TIME = "(?!0+ )"
NO_REFERENCE: Json = {"not": {}}
"""Nothing refers to an answer here."""


def segments_schema(names: Mapping[str, Word] | None = None, catalog: str = "") -> Json:
    """What a file of segments may say; the names of a catalog complete `profile.…`."""
    title = f"Segments of shoppers, on the catalog {catalog}" if catalog else "Segments of shoppers"
    return json_schema_of("segments", catalog, title, _by_id(schema_of(SEGMENTS)), _definitions({}, names or {}))


def triggers_schema(names: Mapping[str, Word] | None = None, catalog: str = "") -> Json:
    """What a file of triggers may say: on any catalog, or on the one that has these names, and no other."""
    trigger = schema_of(TRIGGER)
    lasts = trigger["properties"]["for"]
    lasts["pattern"] = lasts["pattern"].replace("^", f"^{NO_TIME}", 1)
    if catalog:
        trigger["properties"]["catalog"] |= {"const": catalog}
    title = f"Triggers on the catalog {catalog}" if catalog else "Triggers"
    return json_schema_of("triggers", catalog, title, _by_id(trigger), _definitions(names, names or {}))


def _by_id(entry: Json) -> Json:
    return {"type": "object", "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": entry}


def _definitions(products: Mapping[str, Word] | None, attributes: Mapping[str, Word]) -> Json:
    """Conditions on shoppers and on products: any, or those with these names."""
    kinds = {name: known.kind for name, known in {**CONTEXT, **ORDER}.items()}
    kinds |= {SEGMENT: Kind.TAGS, VISITS: Kind.NUMBER}
    words = {name: Word(kind, ABOUT[name]) for name, kind in kinds.items()}
    every = grammar(products, words)
    of_products = ("products",) if products != {} else ()
    found = {key: part for key, part in every.items() if key.partition(".")[0] in ("test", "value", *of_products)}
    shoppers = closed("shoppers", words, f"^({'|'.join(re.escape(begin) for begin in OPEN)}).")
    leanings = {f"{PROFILE}{name}": {**defined("test"), "description": LEANING} for name in attributes}
    shoppers["properties"] |= leanings
    return {"shoppers": shoppers, **found, "reference": NO_REFERENCE}
