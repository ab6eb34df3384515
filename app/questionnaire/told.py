"""What is known of a shopper as answers are given: what they tell now, and the segments that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.conditions.hold import Values
from app.questionnaire.answer import Answer, Picked, values_said
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.shopper.names import PROFILE, SAID, SEGMENT, TODAY, both_ways
from app.shopper.segments import segments_of

Known = Mapping[str, Values]
"""Names with what is known of them."""
UNKNOWN: Known = {}


def facts(questionnaire: Questionnaire, today: date, context: Mapping[str, str], known: Known) -> dict[str, Values]:
    """What `when` can read before anything was said; the segments too, unless `known` says them."""
    here: dict[str, Values] = {name: (value,) for name, value in context.items()}
    said = {TODAY: (float(today.toordinal()),), **here, **known}
    if SEGMENT in questionnaire.of_shoppers and SEGMENT not in known:
        said[SEGMENT] = segments_of(questionnaire.segments or {}, said, today)
    return said


def tell(
    questionnaire: Questionnaire, question: Question, answer: Answer, said: dict[str, Values], today: date
) -> Known:
    """Adds to `said` what an answer tells of the shopper; returns what was known before of the names that change.

    What is for somebody else is not looked at with what is known from before: from a gift choice on that is empty.
    """
    before = {name: values for name, values in said.items() if name == SEGMENT or name.startswith((SAID, PROFILE))}
    if isinstance(answer, Picked) and any(choice.gift for choice in question.choices if choice.id in answer.choices):
        for name in before.keys() - {SEGMENT}:
            if name.removeprefix(SAID) not in said:
                said[name] = ()
    said[f"{SAID}{question.id}"] = both_ways(values_said(question, answer))
    if SEGMENT in before:
        said[SEGMENT] = segments_of(questionnaire.segments or {}, said, today)
    return {f"{SAID}{question.id}": (), **before}
