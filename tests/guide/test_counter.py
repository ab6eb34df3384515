"""Automatic choices with more values than sets are kept for, and large groups of variants, against the oracle."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import pytest

from app.catalog import Index, Products
from app.guide import Release, advance, compile_release, look, see_results
from app.guide.counter import MOST_SETS
from app.issues import Collector
from tests.builders import NOW, TODAY, questionnaire, said, toys
from tests.oracle import Oracle

MAKERS = [f"m{number:02}" for number in range(90)]
PORTS = [f"p{number:03}" for number in range(250)]
RANKS = [f"r{number:02}" for number in range(80)]
FAMILIES = [f"f{number:02}" for number in range(15)]

MAPPING = """
catalog: toys
feed: toys.csv
roles: {{id: id, title: title, price: price, stock: stock, popularity: sold, group: family}}
variants: {variants}
attributes:
  id: {{kind: text}}
  title: {{kind: text}}
  family: {{kind: category}}
  maker: {{kind: category{maker}}}
  ports: {{kind: tags{ports}}}
  rank: {{kind: ordered, order: [{ranks}]{rank}}}
  price: {{kind: number}}
  stock: {{kind: number}}
  sold: {{kind: number}}
"""
POLICIES = {
    "keep": {"maker": "", "ports": "", "rank": ""},
    "drop": dict.fromkeys(("maker", "ports", "rank"), ", unknown: drop"),
    "assume": {
        "maker": ", unknown: {assume: m07}",
        "ports": ", unknown: {assume: [p003, p009]}",
        "rank": ", unknown: {assume: r11}",
    },
}
ASKED = {
    "makers": {"type": "multiple", "attribute": "maker", "choices": "auto"},
    "one": {"type": "single", "attribute": "maker", "choices": "auto"},
    "either": {"type": "multiple", "attribute": "ports", "match": "any", "choices": "auto"},
    "each": {"type": "multiple", "attribute": "ports", "match": "all", "choices": "auto"},
    "own": {"type": "multiple", "attribute": "ports", "choices": "auto", "filter": {"price": {"max": 70}}},
    "ranks": {"type": "multiple", "attribute": "rank", "choices": "auto"},
    "price": {"type": "range", "attribute": "price", "bins": 7},
}


@dataclass(frozen=True)
class Shop:
    """A release of several hundred products, with its oracle."""

    release: Release
    oracle: Oracle


def shop(policy: str, variants: str, products: int = 400) -> Shop:
    rng = random.Random(f"{policy} {variants}")
    catalog = toys(MAPPING.format(variants=variants, ranks=", ".join(RANKS), **POLICIES[policy]))

    def product(number: int) -> dict[str, Any]:
        values: dict[str, Any] = {
            "family": rng.choice([*FAMILIES, *FAMILIES[:1] * 12]),
            "maker": rng.choice(MAKERS),
            "ports": tuple(sorted(rng.sample(PORTS, rng.randint(1, 6)))),
            "rank": float(rng.randrange(len(RANKS))),
            "price": float(rng.randint(0, 100)),
            "stock": float(rng.randint(0, 3)),
            "sold": float(rng.randint(0, 50)),
        }
        stated = {name: value for name, value in values.items() if rng.random() < 0.8}
        return {"id": f"{number:04}", "title": f"Toy {number}", **stated}

    stock = [product(number) for number in range(products)]
    asked = questionnaire(
        {
            "questions": {id: {"ask": f"{id}?", **question} for id, question in ASKED.items()},
            "results": {"out_of_stock": "last"},
            "merchandise": [{"pin": {"maker": MAKERS[:5]}, "label": "Ours"}, {"bury": {"price": {"max": 20}}}],
        }
    )
    issues = Collector()
    release = compile_release(asked, "1", Index(Products.of_records(catalog, stock)), issues)
    assert release, said(issues)
    return Shop(release, Oracle(catalog, stock, asked, TODAY))


def picks(found: Shop, rng: random.Random, question: str) -> dict[str, Any]:
    """Something that a shopper may say: values that products share, so that something is left."""
    if question == "price":
        return {"min": rng.randint(0, 40), "max": rng.randint(41, 100)}
    if rng.random() < 0.2:
        return {"skip": True}
    most = {"one": 1, "each": 1, "either": 60, "own": 60}.get(question, 50)
    ids = list(found.release.choices[question])
    return {"choices": rng.sample(ids, min(len(ids), rng.randint(1, most)))}


def check_question(found: Shop, answers: dict[str, Any], question: str, rng: random.Random) -> None:
    release, oracle = found.release, found.oracle
    view = look(release, answers, (), NOW, question).question
    assert view
    assert len(view.choices) == len(release.choices[question])
    selected = [choice for choice in view.choices if choice.selected][:3]
    for choice in [*selected, *rng.sample(view.choices, min(12, len(view.choices)))]:
        id = choice.choice.id
        expected = (oracle.count(answers, question, id), oracle.unknown(answers, question, id))
        assert (choice.count, choice.unknown) == expected, (answers, question, id)
    if view.range and view.range.bins:
        edges = [view.range.bins[0].start, *(bin.end for bin in view.range.bins)]
        assert ([bin.count for bin in view.range.bins], view.range.unknown) == oracle.bins(answers, question, edges)


@pytest.mark.parametrize("variants", ["apart", "together"])
@pytest.mark.parametrize("policy", POLICIES)
def test_values_by_the_hundred_are_counted_as_a_replay_counts_them(policy: str, variants: str) -> None:
    found, rng = shop(policy, variants), random.Random(7)
    groups = found.release.index.groups
    assert (groups is not None and len(groups.large) > 0) == (variants == "together")
    assert set(found.release.counter.valued) == {id for id in ASKED if id != "price"}
    assert min(len(found.release.choices[id]) for id in found.release.counter.valued) > MOST_SETS
    for size in (0, 2):
        given = rng.sample(list(ASKED), size)
        answers = {question: picks(found, rng, question) for question in given}
        assert advance(found.release, answers, (), NOW).remaining == found.oracle.remaining(answers)
        for question in ASKED:
            check_question(found, answers, question, rng)
        results = see_results(found.release, answers, (), NOW, limit=500)
        assert [shown.id for shown in results.products] == found.oracle.listed.order(answers)


@pytest.mark.parametrize("variants", ["apart", "together"])
def test_automatic_choices_stand_by_how_many_products_have_them_as_the_shopper_counts(variants: str) -> None:
    found = shop("keep", variants)
    for question, attribute in [("makers", "maker"), ("either", "ports")]:
        counts = []
        for id in found.release.choices[question]:
            rows = [row for row, one in enumerate(found.oracle.products) if id in _listed(one.get(attribute))]
            counts.append(found.oracle.shelf.count(sum(1 << row for row in rows)))
        assert counts == sorted(counts, reverse=True)
        assert min(counts) > 0


def _listed(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
