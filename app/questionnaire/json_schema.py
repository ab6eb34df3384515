"""The tables of the format as JSON Schema (2020-12), for editors."""

from __future__ import annotations

from collections.abc import Mapping

from app.conditions.grammar import Word, grammar
from app.document.json_schema import json_schema_of
from app.document.shape import ID, SCALAR, Field, Json, defined, schema_of
from app.questionnaire.parse import NOT_QUESTIONS
from app.questionnaire.question import Type
from app.questionnaire.readers import ALLOWABLE, LIMITS
from app.questionnaire.rule import DEEDS
from app.questionnaire.schema import (
    AUTO,
    CHOICE,
    CHOICE_ONLY_FOR,
    DEED_ONLY_FOR,
    EFFECTS,
    MERCHANDISE,
    NEEDED_FOR,
    ONLY_FOR,
    PART,
    QUESTION,
    QUESTIONNAIRE,
    ROUTE,
    RULE,
)
from app.shopper.json_schema import ABOUT
from app.shopper.names import CONTEXT


def json_schema(names: Mapping[str, Word] | None = None, catalog: str = "") -> Json:
    """What a questionnaire file may say: of any catalog, or of the one that has these names."""
    root = schema_of(QUESTIONNAIRE)
    if catalog:
        root["properties"]["catalog"] |= {"const": catalog}
    title = f"A Salesclerk questionnaire on the catalog {catalog}" if catalog else "A Salesclerk questionnaire"
    return json_schema_of("questionnaire", catalog, title, root, _definitions(names))


def part_json_schema(names: Mapping[str, Word] | None = None, catalog: str = "") -> Json:
    """What a file of shared questions may say: each may leave out what those who use it add."""
    definitions = _definitions(names)
    definitions["questions"] |= {"additionalProperties": _whole(tuple(key for key in QUESTION if key != "use"))}
    title = f"Shared questions on the catalog {catalog}" if catalog else "Shared questions of Salesclerk questionnaires"
    return json_schema_of("questions", catalog, title, schema_of(PART), definitions)


def _definitions(names: Mapping[str, Word] | None) -> Json:
    context = {name: Word(known.kind, ABOUT[name]) for name, known in CONTEXT.items()}
    ids = {"pattern": f"^{ID}$", "not": {"enum": list(NOT_QUESTIONS)}}
    kinds: Json = {}
    for type in Type:
        kinds[f"question.{type}"] = _question(type, names or {})
        if type.has_choices:
            kinds[f"choice.{type}"] = _choice(type)
    return {
        "questions": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": ids,
            "additionalProperties": defined("question"),
        },
        "question": {
            "if": {"required": ["use"]},
            "then": defined("question.used"),
            "else": {
                "type": "object",
                "properties": _rows(("ask", "type")),
                "propertyNames": {"enum": list(QUESTION)},
                "required": ["ask", "type"],
                "allOf": [{"if": _is("type", type), "then": defined(f"question.{type}")} for type in Type],
            },
        },
        "question.used": {**_whole(tuple(QUESTION)), "title": "A shared question, and what is different here"},
        **kinds,
        "choices": {"anyOf": [_choices(type) for type in Type if type.has_choices]},
        "auto": _auto(),
        "routes": _routes(),
        "allow": _allow(),
        "rule": {
            **schema_of(RULE),
            "anyOf": [{"required": [effect]} for effect in EFFECTS],
            "dependentRequired": {"only": ["when"]},
        },
        "merchandise": _merchandise(),
        "attribute": {"enum": list(names)} if names else SCALAR,
        **grammar(names, context),
    }


def _rows(keys: tuple[str, ...]) -> Json:
    """These keys of a question, as properties."""
    properties: Json = schema_of({key: QUESTION[key] for key in keys})["properties"]
    return properties


def _whole(keys: tuple[str, ...]) -> Json:
    """A question of any type, of which nothing is needed."""
    return {"type": "object", "properties": _rows(keys), "additionalProperties": False}


def _is(key: str, value: str) -> Json:
    return {"properties": {key: {"const": value}}, "required": [key]}


def _question(type: Type, names: Mapping[str, Word]) -> Json:
    """A question of one type: only the keys that mean something there."""
    keys = tuple(key for key in QUESTION if key != "use" and type in ONLY_FOR.get(key, tuple(Type)))
    properties = _rows(keys)
    for key in ("min", "max"):
        if key in properties:
            properties[key] = {**LIMITS[type].schema, "description": QUESTION[key].meaning}
    found: Json = {
        "title": f"A question of type {type}",
        "type": "object",
        "properties": {**properties, "type": {"const": str(type), "description": QUESTION["type"].meaning}},
        "required": ["ask", "type", *(key for key, types in NEEDED_FOR.items() if type in types)],
        "dependentRequired": {"image": ["alt"]},
        "additionalProperties": False,
    }
    if type.has_choices:
        properties = found["properties"]
        properties["choices"] = {**_choices(type), "description": QUESTION["choices"].meaning}
        automatic = {"properties": {"choices": defined("auto")}, "required": ["choices"]}
        found["allOf"] = [{"if": automatic, "then": {"required": ["attribute"]}}, *_offered(type, names)]
    return found


def _offered(type: Type, names: Mapping[str, Word]) -> list[Json]:
    """Of each attribute its values, to complete as the ids of choices; others are taken too."""
    return [
        {
            "if": {**_is("attribute", name), "not": {"properties": {"choices": {"type": "string"}}}},
            "then": {"properties": {"choices": {"properties": dict.fromkeys(word.values, defined(f"choice.{type}"))}}},
        }
        for name, word in names.items()
        if word.closed
    ]


def _auto() -> Json:
    settings = {"type": "object", "properties": {"auto": schema_of(AUTO)}, "required": ["auto"]}
    return {"anyOf": [{"const": "auto"}, {**settings, "additionalProperties": False}]}


def _choices(type: Type) -> Json:
    by_id = {"propertyNames": {"pattern": "^(?!~)"}, "additionalProperties": defined(f"choice.{type}")}
    return {"anyOf": [defined("auto"), {"type": "object", "minProperties": 1, **by_id}]}


def _choice(type: Type) -> Json:
    """A choice in questions of one type: a label, or a mapping."""
    table: dict[str, Field] = {key: row for key, row in CHOICE.items() if type in CHOICE_ONLY_FOR.get(key, tuple(Type))}
    said: Json = {"anyOf": [{"required": ["label"]}, {"required": ["alt"]}]}
    return {"anyOf": [SCALAR, {**schema_of(table), "dependentSchemas": {"image": said}}]}


def _routes() -> Json:
    return {"anyOf": [SCALAR, {"type": "array", "items": {"anyOf": [SCALAR, schema_of(ROUTE)]}}]}


def _allow() -> Json:
    code = {"enum": ALLOWABLE}
    reasoned = {"type": "object", "propertyNames": code, "additionalProperties": SCALAR}
    return {"type": "array", "items": {"anyOf": [code, reasoned]}}


def _merchandise() -> Json:
    beside = {key: {"anyOf": [{"required": [deed]} for deed in deeds]} for key, deeds in DEED_ONLY_FOR.items()}
    return {
        **schema_of(MERCHANDISE),
        "oneOf": [{"required": [deed]} for deed in DEEDS],
        "dependentSchemas": beside,
    }
