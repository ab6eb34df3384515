"""Small worlds for tests: a catalog of every kind of attribute, and texts turned into what the engine takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app.catalog import Catalog, Index, Products, read_mapping_file
from app.catalog.model import Product
from app.conditions import Condition, Name, Scope, bind
from app.conditions import parse as parse_condition
from app.document import Node, load
from app.guide import Release, compile_release
from app.issues import Collector
from app.questionnaire import Questionnaire, check_graph, parse

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0)

MAPPING = """
catalog: toys
feed: toys.csv
roles: {id: id, title: title, price: price, stock: stock, popularity: sold}
attributes:
  id: {kind: text}
  title: {kind: text}
  brand: {kind: category}
  ports: {kind: tags}
  price: {kind: number, decimals: 0}
  size: {kind: ordered, order: [S, M, L]}
  released: {kind: date}
  gps: {kind: flag}
  stock: {kind: number}
  sold: {kind: number}
"""


def toys(text: str = MAPPING) -> Catalog:
    """The catalog of a mapping's text; by default one of each kind."""
    issues = Collector()
    catalog = read_mapping_file(text, "toys.mapping.yaml", issues)
    assert catalog, said(issues)
    return catalog


def toy(id: str, **values: Any) -> Product:
    """A product; a size is its rank, a date its day number."""
    return {"id": id, "title": f"Toy {id}", **values}


def index(products: Iterable[Product], catalog: Catalog | None = None) -> Index:
    return Index(Products.of_records(catalog or toys(), list(products)))


def node(text: str) -> Node:
    """A document without issues."""
    issues = Collector()
    found = load(text, "a.yaml", issues)
    assert found, said(issues)
    return found


def condition(written: str | dict[str, Any], names: dict[str, Name] | None = None) -> Condition:
    """A condition without issues; bound to `names` if they are given."""
    issues = Collector()
    found = parse_condition(node(as_yaml(written)), issues)
    assert found is not None, said(issues)
    if names is not None:
        found = bind(found, Scope(names, "the attribute", "unknown-attribute"), issues)
    assert not issues.issues, said(issues)
    return found


def questionnaire(written: str | dict[str, Any]) -> Questionnaire:
    """A questionnaire without errors; questions may be given alone."""
    if isinstance(written, dict) and "questions" not in written:
        written = {"questions": written}
    if isinstance(written, dict):
        written = {"questionnaire": "toys", "catalog": "toys", "title": "Toys", **written}
    issues = Collector()
    found = parse(as_yaml(written), "toys.yaml", issues)
    if found:
        check_graph(found, issues)
    assert found and not issues.failed, said(issues)
    return found


def release(written: Questionnaire | str | dict[str, Any], products: Iterable[Product], catalog: Any = None) -> Release:
    """A release without errors."""
    issues = Collector()
    asked = written if isinstance(written, Questionnaire) else questionnaire(written)
    found = compile_release(asked, "1", index(products, catalog), issues)
    assert found, said(issues)
    return found


def as_yaml(written: Any) -> str:
    """Plain data as a text that YAML reads: JSON."""
    return written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)


def said(issues: Collector) -> list[str]:
    """Every issue as the author reads it."""
    return [str(issue) for issue in issues.issues]
