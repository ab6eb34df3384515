"""The questionnaires that are shipped, on their catalogs: random shoppers against the oracle."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.catalog import Index, Products
from app.guide import Release, advance, compile_release, look, see_results
from app.issues import Collector
from app.questionnaire import Question, write_answer
from tests.builders import NOW, TODAY, said
from tests.oracle import Oracle
from tests.shipped import SHIPPED

ROOT = Path(__file__).parents[2]


@cache
def shop(name: str) -> tuple[Release, Oracle]:
    questionnaire = ROOT / "questionnaires" / f"{name}.yaml"
    oracle = Oracle.of_files(ROOT / "catalog" / f"{name}.mapping.yaml", questionnaire, TODAY)
    issues = Collector()
    index = Index(Products.of_records(oracle.catalog, oracle.products))
    release = compile_release(oracle.questionnaire, "1", index, issues)
    assert release, said(issues)
    autos = [question for question in oracle.questions.values() if question.auto]
    oracle.asking.cut = {one.id: list(release.choices[one.id])[: one.auto.limit] for one in autos if one.auto}
    return release, oracle


def body(release: Release, question: Question, rng: random.Random) -> dict[str, Any]:
    """Something that a shopper may say."""
    if question.skippable and rng.random() < 0.15:
        return {"skip": True}
    ids = list(release.choices[question.id])
    exclusive = {choice.id for choice in question.choices if choice.exclusive}
    match question.type:
        case "single":
            return {"choices": [rng.choice(ids)]}
        case "multiple":
            picks = rng.sample(ids, min(len(ids), rng.randint(1, int(question.most or 3))))  # type: ignore[arg-type]
            return {"choices": picks[:1] if exclusive & set(picks) else picks}
        case "range":
            values = release.index.products.column(question.attribute).values  # type: ignore[union-attr]
            known = sorted(rng.choice(values[values == values]).item() for _ in range(2))
            return {"min": {"min": known[0]}, "max": {"max": known[1]}}.get(
                question.bound, {"min": known[0], "max": known[1]}
            )
        case "number":
            return {"value": rng.randint(int(question.least or 0), int(question.most or 100))}  # type: ignore[arg-type]
        case "date":
            return {"value": str(TODAY)}
    return {"seen": True}


def stroll(name: str, seed: int, edits: int = 3) -> None:
    """A shopper answers until the results, then changes some answers; every step is checked."""
    release, oracle = shop(name)
    rng = random.Random(seed)
    answers: dict[str, Any] = {}
    left = 40
    while left:
        left -= 1
        step = advance(release, answers, (), NOW)
        at = "end" if step.ended else step.question.question.id if step.question else "results"
        assert (at, step.remaining) == (oracle.at(answers), oracle.remaining(answers)), answers
        shown = step.question
        if shown is None and not edits:
            break
        if shown is None:
            edits -= 1
            shown = look(release, answers, (), NOW, rng.choice(list(answers or oracle.questions))).question
            assert shown
        id = shown.question.id
        for choice in rng.sample(shown.choices, min(4, len(shown.choices))):
            expected = (oracle.count(answers, id, choice.choice.id), oracle.unknown(answers, id, choice.choice.id))
            assert (choice.count, choice.unknown) == expected, (answers, choice.choice.id)
        if shown.range and shown.range.bins:
            edges = [shown.range.bins[0].start, *(bin.end for bin in shown.range.bins)]
            assert ([bin.count for bin in shown.range.bins], shown.range.unknown) == oracle.bins(answers, id, edges)
        answers[id] = body(release, shown.question, rng)
    check_results(release, oracle, answers)


def check_results(release: Release, oracle: Oracle, answers: dict[str, Any]) -> None:
    step = see_results(release, answers, (), NOW, limit=100)
    if not step.remaining:
        assert step.relaxations
        for found in step.relaxations:
            changes = {id: found and write_answer(oracle.questions[id], found) for id, found in found.changes.items()}
            left = {id: body for id, body in {**answers, **changes}.items() if body is not None}
            assert oracle.remaining(left) == found.remaining > 0
        return
    scores = oracle.listed.scores(answers)
    assert [(shown.id, shown.score) for shown in step.products] == [
        (id, scores[id]) for id in oracle.listed.order(answers)[:100]
    ]
    assert all(sum(term.amount for term in shown.terms) == shown.score for shown in step.products)
    first = step.products[:12]
    for shown, true in zip(first, oracle.reasons(answers, [shown.id for shown in first]), strict=True):
        assert {(reason.question, int(reason.truth)) for reason in shown.reasons} <= true


def test_four_questionnaires_are_shipped() -> None:
    assert SHIPPED == ["corner-shop", "diamonds", "graphics-cards", "typefaces"]


@pytest.mark.parametrize("name", SHIPPED)
def test_random_shoppers_see_what_the_oracle_says(name: str) -> None:
    for seed in range(1 if name == "diamonds" else 6):
        stroll(name, seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", SHIPPED)
def test_many_random_shoppers(name: str) -> None:
    for seed in range(100, 140 if name == "diamonds" else 300):
        stroll(name, seed)
