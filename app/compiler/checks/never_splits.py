"""Every question makes some difference: to what is left, to the order, or to what follows."""

from __future__ import annotations

from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.issues import Collector
from app.questionnaire import Question, Type


def every_question_splits(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    for question in survey.release.questionnaire.questions.values():
        if makes_no_difference(survey, question):
            message = f"whatever is answered to `{question.id}`, the same products are left, in the same order"
            whose = "its choices filters or wishes" if question.type.has_choices else "it a filter or a wish"
            issues.add("never-splits", question.mark, message, f"give {whose}, or take it away")


def makes_no_difference(survey: Survey, question: Question) -> bool:
    """Whether nothing depends on the answer, though products come to the question."""
    if question.type is Type.INFO or question.id in survey.looked_on or _orders(survey, question):
        return False
    if question.id in survey.release.questionnaire.telling:
        return False  # it tells who the shopper is, and merchandising may look on
    return bool(survey.come(question.id).any()) and not _splits(survey, question)


def _orders(survey: Survey, question: Question) -> bool:
    """Whether some answer changes the order of products."""
    choices = survey.release.choices[question.id].values()
    return bool(question.prefer) or any(choice.prefer or choice.gift for choice in choices)


def _splits(survey: Survey, question: Question) -> bool:
    """Whether two answers ever leave different products, or the only one takes some away, or two lead to different
    states: to a state belongs what later conditions read."""
    for state, at in enumerate(survey.flow.at):
        if at != question.id or not survey.reach.here[state].any():
            continue
        moves = survey.flow.moves[state]
        here = survey.reach.here[state]
        left = {(move.to, (here & survey.through(move.masks)).tobytes()) for move in moves}
        if len(left) > 1 or (len(moves) == 1 and (moves[0].to, here.tobytes()) not in left):
            return True
    return False
