"""Random walks through the trees of others: our engine beside an interpreter of the source's own rules."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from app.guide import Step, advance, look, see_results
from app.issues.codes import CODES, Severity
from app.services.checking import check_files
from tests.builders import NOW
from tests.questionnaire.borrowed.tree import FOLDERS, Taken, Tree, answer, read_tree

WALKS = 50
MANY = 300
LONGEST = 200
"""Steps; a longer walk goes round in a circle."""
PATIENCE = 2
"""How often an answer is drawn again that would end the walk at once, so that long ways are walked too."""


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def tree(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    yield read_tree(request.param, tmp_path_factory.mktemp(request.param.name))


def test_check_finds_no_error(tree: Tree) -> None:
    files = [tree.files / "catalog.mapping.yaml", tree.files / "questionnaire.yaml"]
    issues = check_files(files, tree.files)
    assert [str(issue) for issue in issues if CODES[issue.code].severity is Severity.ERROR] == []


def test_random_walks_end_alike(tree: Tree) -> None:
    walks(tree, WALKS, random.Random(0))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_random_walks_end_alike(tree: Tree) -> None:
    walks(tree, MANY, random.Random(1))


def walks(tree: Tree, number: int, rng: random.Random) -> None:
    taken: Taken = Counter()
    for _ in range(number):
        said = walk(tree, rng, taken)
        taken.update((question, one) for question, value in said.items() for one in _each(value))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def walk(tree: Tree, rng: random.Random, taken: Taken) -> dict[str, Any]:
    """Answer what both ask until both come to an end, and compare the ends; returns what was said."""
    answers: dict[str, Any] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for _ in range(LONGEST):
        step = advance(tree.release, bodies, (), NOW)
        asked = tree.rules.ask(answers)
        if asked is not None and (step.remaining or step.ended) and is_passed_over(tree, bodies, step, asked):
            step = look(tree.release, bodies, (), NOW, asked)
        if step.question is None:
            break
        question = step.question.question
        assert question.id == asked, answers
        offered = tree.rules.offered(asked, answers)
        if question.type.has_choices:
            assert [choice.choice.id for choice in step.question.choices] == offered, answers
        for _ in range(1 + PATIENCE):
            answers[question.id], bodies[question.id] = answer(question, offered, rng, taken)
            if tree.rules.ask(answers) is not None:
                break
    assert step.question is None, "the walk does not end"
    if step.remaining == 0 and not step.ended:
        walk_on(tree, answers, rng)
        return answers
    assert asked is None, answers
    compare(tree, answers, bodies)
    return answers


def is_passed_over(tree: Tree, bodies: dict[str, dict[str, Any]], step: Step, asked: str) -> bool:
    """Whether the engine does not ask what the rules ask: then no answer would have changed anything."""
    if step.question and step.question.question.id == asked:
        return False
    view = look(tree.release, bodies, (), NOW, asked).question
    assert asked in tree.release.free and view, asked
    assert {choice.count for choice in view.choices} <= {0, step.remaining}, asked
    return True


def walk_on(tree: Tree, answers: dict[str, Any], rng: random.Random) -> None:
    """Nothing fits any more: whatever else is said, the rules must come to nothing too."""
    for _ in range(LONGEST):
        asked = tree.rules.ask(answers)
        if asked is None:
            break
        question = tree.release.questionnaire.questions[asked]
        answers[asked], _ = answer(question, tree.rules.offered(asked, answers), rng, Counter())
    assert asked is None, "the walk does not end"
    assert set(tree.rules.outcomes(answers)) == set(), answers


def compare(tree: Tree, answers: dict[str, Any], bodies: dict[str, dict[str, Any]]) -> None:
    step = advance(tree.release, bodies, (), NOW)
    everything = len(tree.release.index.products.row_of)
    shown = [] if step.ended else see_results(tree.release, bodies, (), NOW, limit=everything).products
    found = [product.id for product in shown][: step.remaining]
    if hasattr(tree.rules, "ranking"):
        first = list(tree.rules.ranking(answers))
        assert first and found[: len(first)] == first, answers
    else:
        assert sorted(found) == sorted(tree.rules.outcomes(answers)), answers
