"""The grammar of conditions and wishes in JSON Schema: what an editor checks and completes as they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.conditions.dates import DATE, RELATIVE
from app.conditions.kinds import Kind
from app.conditions.parse import RESERVED
from app.conditions.refer import REF
from app.conditions.wish import distance, importance, points
from app.document.shape import NUMBER, SCALAR, Json, defined, flag, number, schema_of

MEANINGS = {
    "min": "this or more",
    "above": "more than this",
    "max": "this or less",
    "below": "less than this",
    "not": "holds where this test does not; a list: none of these",
    "all": "a many-valued name holds all of these",
    "known": "true: it is stated; false: it is not",
}
"""The words of a test."""

_ENDS = ("min", "above", "max", "below")
_ONE_OF_EACH: Json = {"allOf": [{"not": {"required": ["min", "above"]}}, {"not": {"required": ["max", "below"]}}]}
_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|]")


@dataclass(frozen=True)
class Word:
    """A name as an editor completes it: its kind, what is said of it, and the values to offer.

    Of kinds category, tags and ordered no other `values` are taken unless `open`; of the others they are examples.
    """

    kind: Kind
    about: str = ""
    values: tuple[str, ...] = ()
    open: bool = False

    @property
    def closed(self) -> bool:
        """Whether no other values are taken."""
        return bool(self.values) and not self.open and self.kind in (Kind.CATEGORY, Kind.TAGS, Kind.ORDERED)


ANY_NAME = Word(Kind.TEXT)
"""A name of which nothing is known: it takes the tests and wishes of every kind."""


def grammar(products: Mapping[str, Word] | None, context: Mapping[str, Word]) -> Json:
    """The definitions `products`, `answers`, `preferences` and `reference`, and those that they need.

    `products` are the names that conditions on products may use (None: any). Conditions on answers may use
    `context` and any other name.
    """
    known = products or {}
    defs: Json = {
        "reference": schema_of(REF),
        "products": _condition("products", _by_name(known, "test")),
        "answers": _condition("answers", _by_name(context, "test")),
        "preferences": {"type": "object", "properties": _by_name(known, "wish")},
    }
    others = {"propertyNames": _names("known", "answer"), "additionalProperties": defined("test")}
    defs["answers"] |= others
    if products is None:
        defs["products"] |= others
        defs["preferences"] |= {"propertyNames": _names(*RESERVED), "additionalProperties": defined("wish")}
    else:
        defs["products"]["additionalProperties"] = defs["preferences"]["additionalProperties"] = False
    for name, word in {"": ANY_NAME, **context, **known}.items():
        of = f".{name}" if name else ""
        defs |= {
            f"value{of}": value(word),
            f"test{of}": _test(word, of),
            f"wish{of}": _wish(word, of),
        }
    return defs


def closed(itself: str, words: Mapping[str, Word], free: str) -> Json:
    """The definition `itself`, beside those of `grammar` that has the same words in its context: conditions on them and
    on names that fulfil the pattern `free`, and on no others."""
    names = {"patternProperties": {free: defined("test")}, "additionalProperties": False}
    return {**_condition(itself, _by_name(words, "test")), **names}


def value(word: Word) -> Json:
    """One value of a name."""
    examples: Json = {"examples": [typed(text) for text in word.values]} if word.values else {}
    match word.kind:
        case Kind.NUMBER:
            return {**number.schema, **examples}
        case Kind.DATE:
            return {"type": "string", "pattern": f"^({DATE}|{RELATIVE}|today)$", **examples}
        case Kind.FLAG:
            return flag.schema
    if not word.closed:
        return {**SCALAR, **examples}
    as_typed = [typed(text) for text in word.values]
    if as_typed == list(word.values):
        return {"enum": as_typed}
    quoted = "|".join(_SYNTAX.sub(r"\\\g<0>", text) for text in word.values)
    return {"anyOf": [{"enum": as_typed}, {"type": "string", "pattern": f"^({quoted})$"}]}


def typed(text: str) -> str | float | bool:
    """What an editor's parser (YAML 1.2) makes of a plain scalar; quoted it would be a text.

    >>> typed("104"), typed("true"), typed("no")
    (104, True, 'no')
    """
    if text in ("true", "false"):
        return text == "true"
    if not re.fullmatch(NUMBER, text):
        return text
    return int(text) if re.fullmatch("[+-]?[0-9]+", text) else float(text)


def _by_name(words: Mapping[str, Word], what: str) -> Json:
    return {
        name: {**defined(f"{what}.{name}"), **({"description": word.about} if word.about else {})}
        for name, word in words.items()
    }


def _names(*reserved: str) -> Json:
    """Names of one's own: those that begin with ~ and the reserved ones are refused."""
    return {"pattern": "^(?!~)", "not": {"enum": list(reserved)}}


def _condition(itself: str, names: Json) -> Json:
    several = {"type": "array", "items": defined(itself)}
    words = {
        "any": {**several, "description": "at least one of these holds"},
        "all": {**several, "description": "all of these hold"},
        "not": {**defined(itself), "description": "this does not hold"},
    }
    return {"type": "object", "properties": {**names, **words}}


def _object(properties: Json, *needed: str) -> Json:
    required = {"required": list(needed)} if needed else {}
    return {"type": "object", "properties": properties, **required, "additionalProperties": False}


def _end(word: Word, of: str) -> Json:
    """One value, or a reference to an answer where that can be compared with the name."""
    refers = word is ANY_NAME or word.kind in (Kind.NUMBER, Kind.DATE)
    return {"anyOf": [defined(f"value{of}"), *([defined("reference")] if refers else [])]}


def _words(word: Word, of: str) -> Json:
    """The words of a test, as properties."""
    ordered = word is ANY_NAME or word.kind.has_order
    ends = dict.fromkeys(_ENDS, _end(word, of)) if ordered else {}
    held = {"type": "array", "items": defined(f"value{of}"), "minItems": 1}
    schemas = {**ends, "not": defined(f"test{of}"), "all": held, "known": flag.schema}
    return {said: {**schema, "description": MEANINGS[said]} for said, schema in schemas.items()}


def _test(word: Word, of: str) -> Json:
    words = {**_object(_words(word, of)), "minProperties": 1, **_ONE_OF_EACH}
    return {"anyOf": [*_plain(word, of), words]}


def _plain(word: Word, of: str) -> list[Json]:
    """What a test is without words: one value, or a list of tests."""
    return [*_end(word, of)["anyOf"], {"type": "array", "items": defined(f"test{of}")}]


def _wish(word: Word, of: str) -> Json:
    words = _words(word, of)
    weighed = {"importance": {**importance.schema, "description": "how much it matters; 1 unless said"}}
    some = {"anyOf": [{"required": [said]} for said in words]}
    values: Json = {"propertyNames": {"enum": list(word.values)}} if word.closed else {}
    worth = {"type": "object", "minProperties": 1, **values, "additionalProperties": points.schema}
    forms = [
        *_plain(word, of),
        {**_object({**words, **weighed}), **_ONE_OF_EACH, **some},
        _object({"points": {**worth, "description": "what single values are worth"}, **weighed}, "points"),
    ]
    if word is ANY_NAME or word.kind.has_order:
        near = {
            "near": {**_end(word, of), "description": "best is this value"},
            "within": {**distance.schema, "description": "worth nothing this far from it"},
        }
        forms += [{"enum": ["most", "least"]}, _object({**near, **weighed}, "near")]
    return {"anyOf": forms}
