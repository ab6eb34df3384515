"""Every example on the page of the format is sound, and every key of the format stands in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.conditions.grammar import MEANINGS, typed
from app.conditions.refer import REF
from app.document import Listing, Mapping, Node, Text, load
from app.document.shape import Field
from app.issues import Collector
from app.questionnaire import check_graph, check_part, parse, schema
from app.questionnaire.json_schema import json_schema, part_json_schema
from tests.builders import said
from tests.questionnaire.test_json_schema import faults

PAGE = (Path(__file__).parents[2] / "docs" / "questionnaire.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
PART = "# common.yaml\n"
PARTS = {PART.strip("# \n"): example for example in EXAMPLES if example.startswith(PART)}
BESIDE = {"segments.yaml": "loyal: {when: {order.count: {min: 3}}}"}
"""What lies beside the examples."""
BEGIN = {"questionnaire": "bikes", "catalog": "bikes", "title": "Bikes"}
ASKED = "questions:\n  ground:\n    ask: Where?\n    type: info\n"
KEYS = {
    key
    for table in vars(schema).values()
    if isinstance(table, dict)
    for key, field in table.items()
    if isinstance(field, Field)
}


def keys_of(node: Node) -> set[str]:
    """Every key anywhere in a document."""
    match node:
        case Mapping(entries):
            return set(entries).union(*(keys_of(entry.value) for entry in entries.values()))
        case Listing(nodes):
            return set().union(*map(keys_of, nodes))
        case Text():
            return set()


def whole(example: str) -> str:
    """The example as a questionnaire: what it does not say is added; keys of a question are put into one."""
    node = load(example, "example.yaml", Collector())
    assert isinstance(node, Mapping), example
    keys = set(node.entries)
    if not keys <= set(schema.QUESTIONNAIRE):
        return whole(ASKED + "".join(f"    {line}\n" for line in example.splitlines()))
    missing = "".join(f"{key}: {value}\n" for key, value in BEGIN.items() if key not in keys)
    return missing + example + ("" if "questions" in keys else ASKED)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if not example.startswith(PART)])
def test_an_example_is_sound(example: str) -> None:
    issues = Collector()
    questionnaire = parse(whole(example), "example.yaml", issues, {**PARTS, **BESIDE})
    assert questionnaire, said(issues)
    check_graph(questionnaire, issues)
    assert not issues.issues, said(issues)
    assert faults(Draft202012Validator(json_schema()), whole(example), typed) == []


@pytest.mark.parametrize("part", PARTS.values())
def test_a_file_of_shared_questions_is_sound(part: str) -> None:
    issues = Collector()
    check_part(part, "common.yaml", issues)
    assert not issues.issues, said(issues)
    assert faults(Draft202012Validator(part_json_schema()), part, typed) == []


def test_every_key_of_the_format_stands_in_an_example() -> None:
    nodes = [load(example, "example.yaml", Collector()) for example in EXAMPLES]
    shown = set().union(*(keys_of(node) for node in nodes if node))
    assert {*KEYS, *MEANINGS, *REF} - shown == set()
