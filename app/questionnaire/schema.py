"""The questionnaire format, as tables: one row a key, with its reader and its meaning."""

from __future__ import annotations

import re
from typing import Any

from app.conditions import parse as parse_condition
from app.conditions.dates import parse_date
from app.conditions.wish import parse_wishes
from app.document import Listing, Mapping, Node, Text
from app.document.model import describe
from app.document.shape import (
    Field,
    as_is,
    count,
    flag,
    identifier,
    list_of,
    mapping_of,
    number,
    one_of,
    read_mapping,
    text,
)
from app.document.texts import read_localized
from app.issues import Allowance, Collector
from app.issues.codes import CODES, Severity
from app.questionnaire.model import DEEDS, SORTS, Auto, Phrases, Route, Type

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?\Z|https?://\[[0-9a-f:]+\](:\d{1,5})?\Z")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


ASK = "ask"
ROUTES = "write next: id, or next: [{when: {…}, to: id}, id]"


def _route_list(node: Node, issues: Collector) -> tuple[Route, ...] | None:
    """One target, or a list of targets with conditions; the first that holds wins."""
    if isinstance(node, Text):
        return (Route(node.value, None, node.mark),)
    if not isinstance(node, Listing):
        issues.add("wrong-type", node.mark, "a route is a question's id, or a list of routes", ROUTES)
        return None
    routes = [_route(entry, issues) for entry in node.nodes]
    return tuple(route for route in routes if route is not None)


def _route(node: Node, issues: Collector) -> Route | None:
    if isinstance(node, Text):
        return Route(node.value, None, node.mark)
    values = read_mapping(node, ROUTE, "a route", issues)
    return Route(**{"when": None, **values}, mark=node.mark) if "to" in values else None


def _phrases(node: Node, issues: Collector) -> Phrases:
    return Phrases(**read_mapping(node, PHRASES, "a reason", issues))


def _importance(node: Node, issues: Collector) -> float | None:
    value = number(node, issues)
    if value is not None and value < 0:
        issues.add("bad-value", node.mark, "an importance is a number, 0 or more", "1 is the usual; 2 weighs double")
        return None
    return value


def _importance_or_ask(node: Node, issues: Collector) -> float | str | None:
    return ASK if node == Text(ASK, node.mark) else _importance(node, issues)


def _step(node: Node, issues: Collector) -> float | None:
    value = number(node, issues)
    if value is not None and value <= 0:
        issues.add(
            "bad-value",
            node.mark,
            f"a number above 0 is wanted here, not {value:g}",
            "write the step, such as 1 or 0.5",
        )
        return None
    return value


def _share(node: Node, issues: Collector) -> float | None:
    value = number(node, issues)
    if value is not None and not 0 <= value <= 1:
        issues.add("bad-value", node.mark, f"a number from 0 to 1 is wanted here, not {value:g}", "write 0.9")
        return None
    return value


def _some(most: int) -> Any:
    """A whole number from 1 to `most`."""

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


def _origin(node: Node, issues: Collector) -> str | None:
    value = text(node, issues)
    if value is not None and not _ORIGIN.match(value):
        issues.add(
            "bad-value",
            node.mark,
            f"`{value}` is not an origin",
            "write scheme and host, without a path or wildcard: https://shop.example",
        )
        return None
    return value


def _colour(node: Node, issues: Collector) -> str | None:
    value = text(node, issues)
    if value is not None and not _COLOUR.match(value):
        issues.add("bad-value", node.mark, f"`{value}` is not a colour", 'write "#0a5" or "#00aa55"')
        return None
    return value


def _embed(node: Node, issues: Collector) -> tuple[str, ...]:
    return tuple(read_mapping(node, EMBED, "embed", issues).get("origins", ()))


def _theme(node: Node, issues: Collector) -> str:
    return str(read_mapping(node, THEME, "theme", issues).get("accent", ""))


def _day(node: Node, issues: Collector) -> float | None:
    value = text(node, issues)
    day = parse_date(value) if value is not None else None
    if value is not None and day is None:
        issues.add("wrong-type", node.mark, f"a date is wanted here, not `{value}`", "write it like 2026-11-20")
    return day


def _allow(node: Node, issues: Collector) -> tuple[Allowance, ...]:
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
            elif code.value not in CODES or CODES[code.value].severity is Severity.ERROR:
                known = [name for name, row in CODES.items() if row.severity is not Severity.ERROR]
                issues.unknown_word("bad-value", code.mark, "as something to allow, the code", code.value, known)
            else:
                found.append(Allowance(code.value, reason, code.mark))
    return tuple(found)


def read_auto(node: Node, issues: Collector) -> Auto | None:
    """`choices: auto`, or `choices: {auto: {…}}`."""
    if isinstance(node, Text):
        return Auto(node.mark)
    entry = node.get("auto") if isinstance(node, Mapping) else None
    return Auto(node.mark, **read_mapping(entry, AUTO, "auto", issues)) if entry else None


def _later(meaning: str) -> Field:
    return Field(as_is, meaning, supported=False)


DEED_MEANINGS = ("these stand higher", "these stand lower", "these stand first", "these are not shown")
ALLOW = "write allow: [code], or allow: [code: the reason]"
ALLOWED = Field(_allow, "issue codes, each alone or with a reason, that are known and accepted here")

ROUTE = {
    "when": Field(parse_condition, "take this route only if the answers so far fulfil this"),
    "to": Field(text, "a question's id, results, best, or end", required=True),
    "allow": ALLOWED,
}
PHRASES = {
    "meets": Field(read_localized, "said of a product that has what the choice asks for"),
    "misses": Field(read_localized, "said of a product that lacks it"),
}
EMBED = {"origins": Field(list_of(_origin), "the sites that may show the widget")}
THEME = {"accent": Field(_colour, "the colour of buttons and marks")}
AUTO = {
    "limit": Field(_some(500), "how many choices at the most"),
    "sort": Field(one_of(*SORTS), "by how many products have the value, by the value, or by its label"),
    "labels": Field(mapping_of(read_localized), "what single values are called"),
}

CHOICE = {
    "label": Field(read_localized, "what the shopper reads; by default the catalog's label of the value, or the id"),
    "help": Field(read_localized, "a line below the label"),
    "image": Field(text, "a picture's address"),
    "alt": Field(read_localized, "the picture in words"),
    "filter": Field(parse_condition, "which products stay"),
    "prefer": Field(parse_wishes, "which products stand higher"),
    "reason": Field(_phrases, "the author's own words for why a product stands where it does"),
    "gift": Field(flag, "the shopper buys for someone else"),
    "exclusive": Field(flag, "cannot be picked together with others"),
    "next": Field(_route_list, "where this choice leads"),
    "when": Field(parse_condition, "offered only if the answers so far fulfil this"),
    "allow": ALLOWED,
}

QUESTION = {
    "ask": Field(read_localized, "the question, in the shopper's words", required=True),
    "type": Field(one_of(*Type), "single, multiple, range, number, date or info", required=True),
    "heading": Field(read_localized, "a line above the question"),
    "help": Field(read_localized, "what helps to answer"),
    "image": Field(text, "a picture's address"),
    "alt": Field(read_localized, "the picture in words"),
    "when": Field(parse_condition, "asked only if the answers so far fulfil this"),
    "skippable": Field(flag, "false: no preference is not offered"),
    "sensitive": Field(flag, "the answer never leaves the session"),
    "attribute": Field(text, "the attribute that choices or bounds are of"),
    "match": Field(one_of("any", "all"), "whether a product must hold any or all of the picks"),
    "min": Field(as_is, "the least that may be entered: a number, or a date"),
    "max": Field(as_is, "the most that may be entered, or how many choices may be picked"),
    "unit": Field(text, "the unit of what is entered"),
    "bound": Field(one_of("min", "max", "both"), "which ends of a range the shopper gives"),
    "step": Field(_step, "the step of what is entered"),
    "bins": Field(_some(60), "how many bars the histogram has"),
    "importance": Field(_importance_or_ask, "how much the wishes of the choices weigh, or ask: the shopper says"),
    "choices": Field(as_is, "what can be picked, by id; or auto"),
    "filter": Field(parse_condition, "which products stay once this is answered"),
    "prefer": Field(parse_wishes, "which products stand higher once this is answered"),
    "next": Field(_route_list, "where the flow goes on"),
    "must": Field(flag, "true: never given up when nothing fits"),
    "weight": Field(_importance, "under best: how much more than others it is worth asking"),
    "first": Field(_some(500), "under best: its place"),
    "allow": ALLOWED,
    "use": Field(as_is, "a question of an included file, as file/id; keys beside it replace its own"),
    "trust": Field(_share, "how sure answers are, from 0 to 1: a product that misses one sinks instead of vanishing"),
}

RULE = {
    "when": Field(parse_condition, "acts once the answers fulfil this; without it, always"),
    "filter": Field(parse_condition, "which products stay"),
    "prefer": Field(parse_wishes, "which products stand higher"),
    "only": Field(parse_condition, "these products are shown only if `when` holds"),
    "warn": Field(read_localized, "said to the shopper"),
    "reason": Field(_phrases, "the author's own words for why a product stands where it does"),
    "allow": ALLOWED,
}

MERCHANDISE = {
    **{deed: Field(parse_condition, meaning) for deed, meaning in zip(DEEDS, DEED_MEANINGS, strict=True)},
    "by": Field(_importance, "how much is added to, or taken from, the score; 0.3 if not said"),
    "when": Field(parse_condition, "only for shoppers whose answers fulfil this"),
    "from": Field(_day, "the first day"),
    "until": Field(_day, "the last day"),
    "label": Field(read_localized, "what a pinned product says of itself"),
    "allow": ALLOWED,
}

PART = {"questions": Field(as_is, "questions by id, for others to use", required=True)}

RESULTS_TABLE = {
    "show": Field(list_of(text), "the attributes shown with each product"),
    "limit": Field(_some(100), "how many products at a time"),
    "out_of_stock": Field(one_of("hide", "last", "show"), "what happens to products that are out of stock"),
}
RANKING = {
    "preference": Field(_importance, "the weight of what the shopper asked for"),
    "popularity": Field(_importance, "the weight of what sells"),
    "affinity": _later("the weight of what the shopper looks at"),
    "covisit": _later("the weight of what others looked at together"),
    "diversity": _later("how different from each other the first ones are"),
}


def _results(node: Node, issues: Collector) -> dict[str, Any]:
    return read_mapping(node, RESULTS_TABLE, "results", issues)


def _ranking(node: Node, issues: Collector) -> dict[str, Any]:
    return read_mapping(node, RANKING, "ranking", issues)


QUESTIONNAIRE = {
    "questionnaire": Field(identifier, "its id", required=True),
    "catalog": Field(identifier, "the catalog that it sells from", required=True),
    "title": Field(read_localized, "its name", required=True),
    "languages": Field(list_of(text), "the languages that its texts are given in"),
    "order": Field(one_of("author", "best"), "author: by the routes; best: whichever question tells most"),
    "enough": Field(count, "so few products are shown at once; 0 never stops early"),
    "embed": Field(_embed, "where the widget may be shown"),
    "theme": Field(_theme, "colours"),
    "questions": Field(as_is, "the questions by id", required=True),
    "results": Field(_results, "how products are shown"),
    "ranking": Field(_ranking, "how much each term of a score weighs"),
    "include": Field(list_of(text), "files beside this one whose questions can be used"),
    "rules": Field(list_of(as_is), "from answers to products, across questions"),
    "merchandise": Field(list_of(as_is), "what the shop wants shown first, higher, lower, or not at all"),
    "allow": ALLOWED,
    "goal": _later("what success is"),
}
