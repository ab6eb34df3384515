"""The JSON Schema takes what the parser takes, and refuses what it refuses by shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError

from app.conditions import Kind
from app.conditions.grammar import MEANINGS, Word, typed
from app.conditions.parse import BOUNDS, WORDS
from app.document import Listing, Node, Text, load
from app.issues import Collector
from app.questionnaire import parse
from app.questionnaire.json_schema import json_schema, part_json_schema
from tests import worlds
from tests.builders import as_yaml, said
from tests.shipped import FILES

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "questionnaire" / "bad"
SOUND = [
    *FILES,
    *sorted((ROOT / "tests" / "questionnaire" / "borrowed").glob("*/questionnaire.yaml")),
    *sorted(BAD.glob("*.mended.yaml")),
]
OF_SHAPE = {"unknown-key", "wrong-type", "missing-key", "bad-value", "misplaced-key", "bad-id", "out-of-scope"}
BROKEN = [path for path in sorted(BAD.glob("*.yaml")) if path.name.partition(".")[0] in OF_SHAPE and path not in SOUND]
ANY = Draft202012Validator(json_schema())
PART = Draft202012Validator(part_json_schema())
TOYS = {
    "brand": Word(Kind.CATEGORY, "Brand", ("Ada", "Bor")),
    "ports": Word(Kind.TAGS, "Ports", ("104", "true", "usb-c", "a.b")),
    "size": Word(Kind.ORDERED, "Size", ("S", "M", "L")),
    "price": Word(Kind.NUMBER, "Price", ("3", "9.5")),
    "released": Word(Kind.DATE),
    "gps": Word(Kind.FLAG),
    "name": Word(Kind.CATEGORY, "Name", ("Toy a", "Toy b"), open=True),
}
SHOP = Draft202012Validator(json_schema(TOYS, "toys"))

Typing = Callable[[str], Any]


def data(node: Node, typing: Typing) -> Any:
    """What an editor's parser makes of a document: `typing` turns each plain scalar into a value."""
    match node:
        case Text(value):
            return typing(value)
        case Listing(nodes):
            return [data(part, typing) for part in nodes]
    return {key: data(entry.value, typing) for key, entry in node.entries.items()}


def faults(schema: Draft202012Validator, source: str, typing: Typing = typed) -> list[str]:
    issues = Collector()
    node = load(source, "a.yaml", issues)
    assert node, said(issues)
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(data(node, typing))]


def asks(**keys: Any) -> str:
    question = {"ask": "?", "type": "single", "choices": {"x": {"label": "X"}}, **keys}
    return as_yaml({"questionnaire": "q", "catalog": "toys", "title": "T", "questions": {"q": question}})


@pytest.mark.parametrize("schema", [ANY, PART, SHOP], ids=["any", "part", "shop"])
def test_it_is_a_schema_of_2020_12(schema: Draft202012Validator) -> None:
    assert schema.schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema.schema)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("typing", [typed, str], ids=["plain", "quoted"])
def test_what_is_sound_validates(path: Path, typing: Typing) -> None:
    assert faults(ANY, path.read_text("utf-8"), typing) == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_what_is_broken_in_shape_does_not(path: Path) -> None:
    assert faults(ANY, path.read_text("utf-8")) != []


def places(errors: Iterable[ValidationError]) -> Iterator[tuple[str, ...]]:
    """The paths of errors and of what they are made of."""
    for error in errors:
        yield tuple(map(str, error.absolute_path))
        yield from places(error.context or ())


COMPARES = "JSON Schema compares no two values"
BEYOND_SHAPE = {"the question `weight`: min is above max": COMPARES, "`until` is before `from`": COMPARES}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_every_fault_of_shape_is_seen_where_it_is(path: Path) -> None:
    """At the value, or at the mapping that lacks or holds the key."""
    node, issues = load(path.read_text("utf-8"), path.name, Collector()), Collector()
    parse(path.read_text("utf-8"), path.name, issues)
    assert node
    seen = set(places(ANY.iter_errors(data(node, typed))))
    unseen = {issue.message for issue in issues.issues if not {issue.mark.path, issue.mark.path[:-1]} & seen}
    assert unseen <= set(BEYOND_SHAPE)


@settings(max_examples=60)
@given(worlds.questionnaires())
def test_what_the_parser_takes_validates(written: dict[str, Any]) -> None:
    source, issues = as_yaml(written), Collector()
    assert parse(source, "toys.yaml", issues) and not issues.issues, said(issues)
    assert faults(ANY, source) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"type": "range", "attribute": "price", "match": "all", "choices": None},
        {"type": "single", "max": 2},
        {"type": "multiple", "choices": {"x": {"label": "X", "next": "results"}}},
        {"choices": {"x": {"label": "X", "exclusive": True}}},
        {"choices": "auto"},
        {"choices": {"x": {"image": "x.png"}}},
        {"image": "x.png"},
        {"filter": {"price": {"min": 1, "above": 2}}},
        {"filter": {"known": True}},
        {"filter": {"price": {}}},
        {"filter": {"any": {"price": 2}}},
        {"prefer": {"price": {"importance": 2}}},
        {"prefer": {"price": {"near": 2, "max": 3}}},
        {"prefer": {"any": [{"price": 2}]}},
        {"next": [{"when": {"q": "x"}}]},
        {"allow": ["cycle"]},
    ],
    ids=str,
)
def test_what_does_not_go_together_is_refused(keys: dict[str, Any]) -> None:
    question = {key: value for key, value in {"choices": {"x": {"label": "X"}}, **keys}.items() if value is not None}
    source, issues = asks(**question), Collector()
    parse(source, "a.yaml", issues)
    assert issues.failed and faults(ANY, source) != []


@pytest.mark.parametrize(
    "filter",
    [
        {"brand": "Ada"},
        {"brand": ["Ada", "Bor"]},
        {"brand": {"not": "Bor"}},
        {"ports": {"all": [104, "true", True, "104", "a.b"]}},
        {"size": {"min": "M"}},
        {"price": {"max": {"answer": "q", "times": 2}}},
        {"price": [{"max": 3}, 7]},
        {"released": {"min": "-90 days"}},
        {"gps": "yes"},
        {"name": "Toy c"},
        {"any": [{"brand": "Ada"}, {"not": {"gps": True}}]},
    ],
    ids=str,
)
def test_the_schema_of_a_catalog_takes_its_words(filter: dict[str, Any]) -> None:
    assert faults(SHOP, asks(filter=filter, prefer={key: test for key, test in filter.items() if key != "any"})) == []


@pytest.mark.parametrize(
    "filter",
    [
        {"brnad": "Ada"},
        {"brand": "Cid"},
        {"brand": {"min": "Ada"}},
        {"brand": {"not": ["Ada", "Cid"]}},
        {"ports": {"all": ["axb"]}},
        {"size": {"min": "XL"}},
        {"price": {"max": "a lot"}},
        {"released": {"min": "soon"}},
        {"gps": "perhaps"},
        {"not": {"brand": {"answer": "q"}}},
    ],
    ids=str,
)
def test_the_schema_of_a_catalog_refuses_others(filter: dict[str, Any]) -> None:
    assert faults(ANY, asks(filter=filter)) == []
    assert faults(SHOP, asks(filter=filter)) != []


def test_a_catalog_has_its_own_names_elsewhere_too() -> None:
    assert faults(SHOP, asks(attribute="brand", choices={"Ada": "A", "any": {"label": "Any", "filter": {}}})) == []
    assert faults(SHOP, asks(attribute="brnad")) != []
    assert faults(SHOP, asks(prefer={"brand": "most"})) != []
    assert faults(SHOP, asks(prefer={"brand": {"points": {"Cid": 3}}})) != []
    assert faults(SHOP, asks(prefer={"price": {"points": {"3": 3}, "importance": 2}, "size": "most"})) == []
    assert faults(SHOP, asks().replace("catalog: toys", "catalog: bikes").replace('"toys"', '"bikes"')) != []


def test_a_part_may_leave_out_what_its_users_say() -> None:
    assert faults(PART, "questions: {size: {type: single, choices: {S: Small}}}") == []
    assert faults(PART, "questions: {size: {use: other/size}}") != []
    assert faults(ANY, as_yaml({**_titled(), "questions": {"q": {"use": "common/q", "ask": "?"}}})) == []


def _titled() -> dict[str, Any]:
    return {"questionnaire": "q", "catalog": "toys", "title": "T", "include": ["common.yaml"]}


def test_every_word_of_a_test_has_its_meaning() -> None:
    assert set(MEANINGS) == {*BOUNDS, *WORDS}
