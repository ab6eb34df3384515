"""The JSON Schemas of segments and triggers take what their readers take, and refuse what these refuse by shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.conditions.grammar import typed
from app.issues import Collector
from app.shopper.json_schema import ABOUT, segments_schema, triggers_schema
from app.shopper.names import CONTEXT, ORDER, SEGMENT, VISITS
from app.shopper.segments import SEGMENTS, read_segments
from app.shopper.trigger_file import AFTER, TRIGGER, read_triggers
from tests.builders import as_yaml
from tests.questionnaire.test_json_schema import TOYS, Typing, faults

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parent / "bad"
OF_SEGMENTS = Draft202012Validator(segments_schema())
OF_TRIGGERS = Draft202012Validator(triggers_schema())
OF_TOYS = Draft202012Validator(triggers_schema(TOYS, "toys"))
SEGMENTS_OF_TOYS = Draft202012Validator(segments_schema(TOYS, "toys"))
KINDS = {"segments": OF_SEGMENTS, "triggers": OF_TRIGGERS}
IDS = ("loyal", "premier", "new")


def refused(kind: str, source: str) -> bool:
    """Whether the reader of a kind of files finds a fault."""
    issues = Collector()
    if kind == "segments":
        read_segments(source, "segments.yaml", issues)
    else:
        read_triggers(source, "triggers.yaml", dict.fromkeys(IDS), issues)  # type: ignore[arg-type]
    return bool(issues.issues)


def examples(kind: str) -> list[str]:
    page = (ROOT / "docs" / f"{kind}.md").read_text("utf-8")
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


SOUND = [
    *((kind, (ROOT / "questionnaires" / f"{kind}.yaml").read_text("utf-8")) for kind in KINDS),
    *((kind, example) for kind in KINDS for example in examples(kind)),
    *(("segments", path.read_text("utf-8")) for path in sorted(BAD.glob("*.segments.mended.yaml"))),
]


@pytest.mark.parametrize("schema", [*KINDS.values(), OF_TOYS, SEGMENTS_OF_TOYS])
def test_it_is_a_schema_of_2020_12_in_which_nothing_is_missing(schema: Draft202012Validator) -> None:
    assert schema.schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema.schema)
    named = set(re.findall(r"#/\$defs/([^']*)'", str(schema.schema)))
    assert named <= set(schema.schema["$defs"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_file_names_the_schema_of_the_documentation(kind: str) -> None:
    first, _, _ = (ROOT / "questionnaires" / f"{kind}.yaml").read_text("utf-8").partition("\n")
    assert first == f"# yaml-language-server: $schema=../docs/{kind}.schema.json"
    assert (ROOT / "docs" / f"{kind}.schema.json").exists()


@pytest.mark.parametrize(("kind", "source"), SOUND)
@pytest.mark.parametrize("typing", [typed, str], ids=["plain", "quoted"])
def test_what_is_sound_validates(kind: str, source: str, typing: Typing) -> None:
    assert not refused(kind, source)
    assert faults(KINDS[kind], source, typing) == []


def segment(**keys: Any) -> str:
    return as_yaml({"a": {"when": {"order.count": 1}, **keys}})


def trigger(**keys: Any) -> str:
    after = {"event": "purchase", "product": {"brand": "Ada"}}
    return as_yaml({"a": {"after": after, "offer": {"brand": "Bor"}, "for": "7 days", **keys}})


Written = Callable[..., str]
BOTH = [
    {"when": {"order.count": {"min": 1, "below": 3}, "order.last": {"min": "-90 days"}}},
    {"when": {"registered.tier": ["gold", 7], "said.due": {"max": "+6 months"}, "profile.brand": {"not": "Ada"}}},
    {"when": {"any": [{"today": {"min": "2026-11-20"}}, {"not": {"profile.visits": 1}}]}},
    {"when": {"visit.place": "Ulm", "locale": "de", "page": {"known": True}, "order.channel": {"all": ["till", 7]}}},
    {"label": {"en": "A", "de": "B"}},
]
NEITHER = [
    {"when": {"brand": "Ada"}},
    {"when": {"order.sum": 1}},
    {"when": {"said.": "x"}},
    {"when": {"order.count": "many"}},
    {"when": {"order.count": {"min": 1, "above": 2}}},
    {"when": {"order.last": {"min": "soon"}}},
    {"when": {"order.count": {"min": {"answer": "q"}}}},
    {"when": {"said.q": {"answer": "q"}}},
    {"when": []},
    {"label": {}},
    {"lable": "A"},
]


@pytest.mark.parametrize("written", [segment, trigger])
@pytest.mark.parametrize("keys", BOTH, ids=str)
def test_conditions_on_shoppers_are_taken_in_both(written: Written, keys: dict[str, Any]) -> None:
    kind, source = f"{written.__name__}s", written(**keys)
    assert not refused(kind, source)
    assert faults(KINDS[kind], source) == []


@pytest.mark.parametrize("written", [segment, trigger])
@pytest.mark.parametrize("keys", NEITHER, ids=str)
def test_what_is_known_of_no_shopper_is_refused_in_both(written: Written, keys: dict[str, Any]) -> None:
    kind, source = f"{written.__name__}s", written(**keys)
    assert refused(kind, source)
    assert faults(KINDS[kind], source) != []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("source", ["[a]", "a: b", "a: {}", "a b: {when: {order.count: 1}}", "~a: {label: A}"])
def test_neither_is_what_is_no_mapping_of_sound_ids(kind: str, source: str) -> None:
    assert refused(kind, source)
    assert faults(KINDS[kind], source) != []


@pytest.mark.parametrize(
    "keys",
    [
        {"for": "a while"},
        {"for": "0 days"},
        {"for": 7},
        {"in": "-7 days"},
        {"by": -1},
        {"after": {"event": "view", "product": {"brand": "Ada"}}},
        {"after": {"event": "purchase"}},
        {"after": {"product": {"price": {"max": {"answer": "q"}}}}},
        {"offer": {"price": {"max": {"answer": "q"}}}},
        {"catalog": "a b"},
    ],
    ids=str,
)
def test_what_is_no_trigger_is_refused(keys: dict[str, Any]) -> None:
    assert refused("triggers", trigger(**keys))
    assert faults(OF_TRIGGERS, trigger(**keys)) != []


def test_the_schema_of_a_catalog_takes_its_words_and_no_others() -> None:
    assert faults(OF_TOYS, trigger(catalog="toys", offer={"size": {"min": "M"}, "price": {"max": 9}})) == []
    for wrong in ({"offer": {"brand": "Cid"}}, {"offer": {"brnad": "Ada"}}, {"catalog": "bikes"}):
        assert faults(OF_TRIGGERS, trigger(**wrong)) == []
        assert faults(OF_TOYS, trigger(**wrong)) != []


def test_segments_of_a_catalog_complete_what_a_profile_holds() -> None:
    assert faults(SEGMENTS_OF_TOYS, segment(when={"profile.brand": "Ada", "profile.else": "x"})) == []
    assert "profile.brand" in SEGMENTS_OF_TOYS.schema["$defs"]["shoppers"]["properties"]


def test_every_key_and_every_name_has_its_meaning() -> None:
    assert set(ABOUT) == {*CONTEXT, *ORDER, SEGMENT, VISITS}
    assert set(OF_SEGMENTS.schema["additionalProperties"]["properties"]) == set(SEGMENTS)
    properties = OF_TRIGGERS.schema["additionalProperties"]["properties"]
    assert set(properties) == set(TRIGGER) and set(properties["after"]["properties"]) == set(AFTER)
