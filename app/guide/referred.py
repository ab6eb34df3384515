"""Which answers the conditions and wishes of questions and rules refer to."""

from __future__ import annotations

from collections.abc import Iterable

from app.conditions import Condition
from app.conditions.wish import Wish
from app.questionnaire import Choice, Question, Rule


def refs_of(
    questions: dict[str, Question], choices: dict[str, dict[str, Choice]], rules: tuple[Rule, ...]
) -> dict[str, tuple[str, ...]]:
    """For each question and rule, the questions that its conditions and wishes refer to, each once."""
    found: dict[str, tuple[str, ...]] = {}
    for id, question in questions.items():
        parts = (question.filter, *question.prefer)
        parts += tuple(part for choice in choices[id].values() for part in (choice.filter, *choice.prefer))
        found[id] = _referred(parts)
    return found | {rule.id: _referred((rule.filter, rule.only, *rule.prefer)) for rule in rules}


def _referred(parts: Iterable[Condition | Wish | None]) -> tuple[str, ...]:
    return tuple(sorted({ref for part in parts if part is not None for ref in part.refs}))
