"""What a questionnaire reads of shoppers, and which of its own questions tell that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.conditions import Condition
from app.conditions.model import names
from app.questionnaire.model import Questionnaire
from app.shopper.names import PROFILE, SAID, SEGMENT, is_about_shoppers
from app.shopper.segments import names_read, questions_read


def knowing_shoppers(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire, knowing what it reads of shoppers, and in which questions that is said."""
    read = {name for when in _whens(questionnaire) for name in names(when) if is_about_shoppers(name)}
    if SEGMENT in read:
        read |= names_read(questionnaire.segments or {})
    told = {name.removeprefix(SAID) for name in read if name.startswith(SAID)}
    if any(name.startswith((SAID, PROFILE)) for name in read):
        questions = questionnaire.questions.values()
        told |= {question.id for question in questions if any(choice.gift for choice in question.choices)}
    rules = tuple(
        replace(rule, behind=frozenset() if rule.when is None else questions_behind(rule.when, questionnaire))
        for rule in questionnaire.rules
    )
    told &= questionnaire.questions.keys()
    return replace(questionnaire, rules=rules, of_shoppers=frozenset(read), telling=frozenset(told))


def questions_behind(condition: Condition, questionnaire: Questionnaire) -> frozenset[str]:
    """The questions on whose answers a condition depends by what it reads of the shopper: `said.` and `segment`."""
    read = names(condition)
    found = {name.removeprefix(SAID) for name in read if name.startswith(SAID)}
    if SEGMENT in read and questionnaire.segments:
        found |= questions_read(questionnaire.segments)
    return frozenset(found & questionnaire.questions.keys())


def _whens(questionnaire: Questionnaire) -> Iterator[Condition]:
    """Every `when`, wherever it stands."""
    for question in questionnaire.questions.values():
        of_choices, of_routes = (choice.when for choice in question.choices), (route.when for route in question.routes)
        yield from (when for when in (question.when, *of_choices, *of_routes) if when is not None)
    yield from (rule.when for rule in questionnaire.rules if rule.when is not None)
    yield from (deed.when for deed in questionnaire.merchandise if deed.when is not None)
    yield from (trigger.when for trigger in questionnaire.triggers if trigger.when is not None)
