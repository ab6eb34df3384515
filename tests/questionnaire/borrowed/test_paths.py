"""Trees of single choices with few paths are walked to every leaf: random walks seldom come to the deep ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.guide import advance
from tests.builders import NOW
from tests.questionnaire.borrowed.test_replay import compare, is_passed_over
from tests.questionnaire.borrowed.tree import HERE, Tree, read_tree

FEW = {
    "biostats": 49,
    "statistical_method": 21,
    "surveyjs_courses": 45,
    "xlsform_counties": 12,
    "xlsform_zones": 8,
}
"""How many paths each tree has."""


@pytest.mark.parametrize("name", FEW)
def test_every_path_ends_alike(name: str, tmp_path: Path) -> None:
    tree = read_tree(HERE / name, tmp_path)
    paths = list(full_paths(tree, {}))
    assert len(paths) == FEW[name]
    for answers in paths:
        follow(tree, answers)


def full_paths(tree: Tree, answers: dict[str, str]) -> Iterator[dict[str, str]]:
    """Everything that can be said by the source's rules, nothing skipped."""
    asked = tree.rules.ask(answers)
    if asked is None:
        yield answers
        return
    for choice in tree.rules.offered(asked, answers):
        yield from full_paths(tree, {**answers, asked: choice})


def follow(tree: Tree, answers: dict[str, str]) -> None:
    """Say it to the engine, question by question."""
    bodies: dict[str, dict[str, Any]] = {}
    for question, choice in answers.items():
        step = advance(tree.release, bodies, (), NOW)
        assert is_passed_over(tree, bodies, step, question) or step.question, answers
        bodies[question] = {"choices": [choice]}
    assert advance(tree.release, bodies, (), NOW).question is None, answers
    compare(tree, answers, bodies)
