"""How much of what a question asks for the catalog states."""

from __future__ import annotations

from app.catalog import bitset
from app.catalog.model import DROP, Assume, Attribute
from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.conditions import Known
from app.conditions.model import tests
from app.issues import Collector
from app.questionnaire import Question

ENOUGH = 0.95
"""A share of products that state a value from which nothing is said."""


def holes(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    """A note for each attribute that a question filters by and that too few of the products that come there state."""
    for question in survey.release.questionnaire.questions.values():
        come = survey.come(question.id)
        total = bitset.count(come)
        for attribute in _filtered_by(survey, question):
            known = bitset.count(survey.release.index.stated(attribute.id) & come)
            if known < ENOUGH * total:
                message = (
                    f"`{attribute.id}` is known for {_percent(known / total)} of the {total:,} products that come to "
                    f"`{question.id}`"
                )
                issues.add("hole", question.mark, message, _advice(attribute))


def _filtered_by(survey: Survey, question: Question) -> list[Attribute]:
    attributes = survey.release.index.catalog.attributes
    filters = [question.filter, *(choice.filter for choice in survey.release.choices[question.id].values())]
    asked = [test for one in filters if one is not None for test in tests(one)]
    names = [question.attribute, *(test.name for test in asked if not isinstance(test.check, Known))]
    return [attributes[name] for name in dict.fromkeys(names) if name in attributes]


def _percent(share: float) -> str:
    """Never rounded to all or nothing.

    >>> _percent(0.004)
    'under 1 %'
    """
    return "under 1 %" if 0 < share < 0.01 else f"{int(share * 100)} %"


def _advice(attribute: Attribute) -> str:
    if isinstance(attribute.unknown, Assume):
        assumed = ", ".join(str(value) for value in attribute.unknown.values)
        return f"the mapping takes the others for {assumed}"
    if attribute.unknown == DROP:
        return "the mapping drops the others as soon as this is asked for: `unknown: keep` would keep them"
    return "the mapping keeps the others, as not stated: `unknown: drop` would drop them"
