"""What sensitive questions are about: of that, no earlier visit says anything, for it would tell what was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.conditions import Condition
from app.conditions.model import names
from app.conditions.wish import Wish
from app.questionnaire import Choice, Question, Rule


def fleeting_attributes(
    questions: Mapping[str, Question],
    choices: Mapping[str, Mapping[str, Choice]],
    rules: Iterable[Rule],
    private: Collection[str],
) -> frozenset[str]:
    """The attributes that sensitive questions are about, and rules that depend on their answers, which `private` names
    by id."""
    found = {name for id, one in questions.items() if one.sensitive for name in attributes_of(one, choices[id])}
    for rule in rules:
        if rule.id in private:
            found |= _named((rule.filter, rule.only), rule.prefer)
    return frozenset(found)


def attributes_of(question: Question, choices: Mapping[str, Choice]) -> frozenset[str]:
    """The attributes that a question, or a choice of it, demands or wishes something of."""
    conditions = (question.filter, *(choice.filter for choice in choices.values()))
    wishes = (*question.prefer, *(wish for choice in choices.values() for wish in choice.prefer))
    own = {question.attribute} if question.attribute else set()
    return frozenset(_named(conditions, wishes) | own)


def _named(conditions: Iterable[Condition | None], wishes: Iterable[Wish]) -> set[str]:
    found = {name for condition in conditions if condition is not None for name in names(condition)}
    return found | {name for wish in wishes for name in (wish.name, *wish.names)}
