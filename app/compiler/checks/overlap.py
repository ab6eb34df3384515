"""The choices of a single-choice question: whether a product fits two of them, or none."""

from __future__ import annotations

from itertools import combinations

from app.catalog import Fit, bitset
from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.issues import Collector
from app.questionnaire import Question, Type


def choices_stand_apart(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    """A note of how many of the products that come there state what two choices ask for; choices that ask for nothing
    are left aside."""
    for question in _single(survey):
        found = []
        for (one, first), (other, second) in combinations(_fits(survey, question).items(), 2):
            if first is not None and second is not None:
                shared = bitset.count(first.meets & second.meets & survey.come(question.id))
                found += [(shared, one, other)] if shared else []
        if not found:
            continue
        most, one, other = max(found, key=lambda pair: pair[0])
        pairs = f"; {len(found)} pairs of choices share some" if len(found) > 1 else ""
        message = f"`{one}` and `{other}` of `{question.id}` share {_products(most)}{pairs}"
        issues.add("overlap", question.mark, message, "if they should stand apart, let one end where the other begins")


def choices_leave_nothing_out(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    """A note of how many of the products that come there fit no choice at all."""
    for question in _single(survey):
        fits = list(_fits(survey, question).values())
        missed = survey.come(question.id)
        for fit in fits:
            missed = bitset.none(survey.release.index.rows) if fit is None else missed & ~fit.passes
        count = bitset.count(missed)
        if fits and count:
            verb = "fits" if count == 1 else "fit"
            message = f"{_products(count)} {verb} no choice of `{question.id}`: {survey.examples(missed)}"
            issues.add("leaves-out", question.mark, message, "add a choice for them, or one with `filter: {}`")


def _single(survey: Survey) -> list[Question]:
    questions = survey.release.questionnaire.questions.values()
    return [one for one in questions if one.type is Type.SINGLE and not survey.release.refs[one.id]]


def _fits(survey: Survey, question: Question) -> dict[str, Fit | None]:
    """What fits each choice; of those that no path offers nothing is said."""
    known = survey.release.choices[question.id]
    offered = [option.single for option in survey.own.get(question.id, {}) if option.single is not None]
    return {id: survey.fit(question, known[id]) for id in offered}


def _products(count: int) -> str:
    return "1 product" if count == 1 else f"{count:,} products"
