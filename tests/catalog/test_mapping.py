"""The mapping: what each column means. Its refusals are in bad/."""

from __future__ import annotations

import pytest

from app.catalog.mapping import read_mapping_file
from app.catalog.model import DROP, KEEP, Assume
from app.conditions import Kind
from app.conditions.dates import parse_date
from app.issues import Collector
from tests.builders import toys

BARE = """
catalog: bare
feed: bare.csv
roles: {id: id, title: id}
attributes:
  id: {kind: text}
"""


def test_a_bare_mapping_is_enough() -> None:
    catalog = toys(BARE)
    assert (catalog.id, catalog.feed, catalog.title.pick("en"), list(catalog.attributes)) == (
        "bare",
        "bare.csv",
        "bare",
        ["id"],
    )


def test_an_attribute_reads_the_column_of_its_name_unless_another_is_given() -> None:
    catalog = toys(BARE + "  brand: {kind: category}\n  price: {kind: number, column: Price in EUR}\n")
    assert [attribute.column for attribute in catalog.attributes.values()] == ["id", "brand", "Price in EUR"]


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ("{kind: number}", KEEP),
        ("{kind: number, unknown: keep}", KEEP),
        ("{kind: number, unknown: drop}", DROP),
        ("{kind: number, unknown: {assume: 3}}", Assume((3.0,))),
        ("{kind: ordered, order: [S, M], unknown: {assume: M}}", Assume((1.0,))),
        ("{kind: flag, unknown: {assume: no}}", Assume(("false",))),
        ("{kind: tags, unknown: {assume: [a, b]}}", Assume(("a", "b"))),
        ("{kind: date, unknown: {assume: 2026-11-20}}", Assume((parse_date("2026-11-20"),))),  # type: ignore[arg-type]
    ],
)
def test_the_policy_for_what_is_not_stated(written: str, policy: object) -> None:
    assert toys(BARE + f"  x: {written}\n").attributes["x"].unknown == policy


def test_markers_of_the_mapping_hold_for_all_attributes_that_give_none() -> None:
    catalog = toys(
        BARE.replace("roles:", 'missing: ["", n/a]\nroles:') + "  x: {kind: text}\n  y: {kind: text, missing: '?'}\n"
    )
    assert [attribute.missing for attribute in catalog.attributes.values()] == [("", "n/a"), ("", "n/a"), ("?",)]


def test_texts_and_labels_by_language() -> None:
    catalog = toys(
        BARE + "  cut: {kind: category, label: {en: Cut, de: Schliff}, values: {good: {en: Good, de: Gut}}}\n"
    )
    cut = catalog.attributes["cut"]
    assert [cut.label.pick("de-AT"), cut.value_label("good").pick("de"), cut.value_label("fair").pick("de")] == [
        "Schliff",
        "Gut",
        "fair",
    ]


def test_roles_name_attributes() -> None:
    catalog = toys()
    price = catalog.role("price")
    assert price and price.kind is Kind.NUMBER
    assert catalog.role("url") is None


def test_all_issues_of_a_mapping_come_at_once() -> None:
    issues = Collector()
    broken = BARE + "  x: {kind: colour}\n  y: {}\n  any: {kind: text}\nsurplus: 1\n"
    assert read_mapping_file(broken, "m.yaml", issues) is None
    assert [f"{issue.mark.line} {issue.code}" for issue in issues.issues] == [
        "10 unknown-key",
        "7 bad-value",
        "8 missing-key",
        "9 bad-id",
    ]


WITH_CATEGORY = "roles: {id: id, title: id, category: brand}\nattributes: {id: {kind: text}, brand: {kind: category}, n: {kind: number}}"


def test_what_goes_with_what_is_read() -> None:
    issues = Collector()
    text = f"catalog: toys\nfeed: a.csv\ngoes_with: {{Ink: [Paper, Pens]}}\ncompatible: {{brand: id}}\n{WITH_CATEGORY}"
    catalog = read_mapping_file(text, "a", issues)
    assert catalog, [str(issue) for issue in issues.issues]
    assert (catalog.goes_with, catalog.compatible) == ({"Ink": ("Paper", "Pens")}, {"brand": "id"})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("goes_with: {Ink: [Paper]}", "missing-key"),
        ("repurchase: {Ink: durable}", "missing-key"),
        ("compatible: {colour: id}", "unknown-attribute"),
        ("compatible: {id: n}", "bad-value"),
        ("goes_with: {Ink: Paper}", "wrong-type"),
    ],
)
def test_what_cannot_go_together_is_named(line: str, code: str) -> None:
    issues = Collector()
    text = f"catalog: toys\nfeed: a.csv\n{line}\n{WITH_CATEGORY.replace(', category: brand', '')}"
    assert read_mapping_file(text, "a", issues) is None
    assert [issue.code for issue in issues.issues] == [code]


def test_a_default_policy_needs_no_categories() -> None:
    issues = Collector()
    text = f"catalog: toys\nfeed: a.csv\nrepurchase: {{default: durable}}\n{WITH_CATEGORY}"
    assert read_mapping_file(text.replace(", category: brand", ""), "a", issues), [
        str(issue) for issue in issues.issues
    ]
