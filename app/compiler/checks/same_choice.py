"""No two choices of a question amount to the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import combinations
from typing import Any

from app.compiler.checks.never_splits import makes_no_difference
from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.compiler.options import Option
from app.conditions.hold import empty, hold_test
from app.conditions.model import tests
from app.issues import Collector, Mark
from app.questionnaire import Choice, Question
from app.questionnaire.sites import WALKED, sites


def no_choice_twice(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    for question in survey.release.questionnaire.questions.values():
        if question.auto or not question.type.has_choices or survey.release.refs[question.id]:
            continue
        if makes_no_difference(survey, question):
            continue
        known = survey.release.choices[question.id]
        options = [option for option in survey.own.get(question.id, {}) if option.single is not None]
        told: set[str] = set()
        for one, other in combinations(options, 2):
            first, second = known[one.single or ""], known[other.single or ""]
            if second.id in told or not (
                _wishes(first) == _wishes(second) and _lead_alike(survey, question, one, other)
            ):
                continue
            told.add(second.id)
            count = coverage.answers[question.id, one.said]
            message = (
                f"`{first.id}` and `{second.id}` of `{question.id}` amount to the same: "
                f"the same {'product' if count == 1 else f'{count:,} products, in the same order'}"
            )
            issues.add("same-choice", second.mark, message, "let them differ, or offer one choice for both")


def _lead_alike(survey: Survey, question: Question, one: Option, other: Option) -> bool:
    """Whether both leave the same products, and no condition tells them apart, wherever they are offered."""
    if (
        survey.through(survey.own[question.id][one]).tobytes()
        != survey.through(survey.own[question.id][other]).tobytes()
    ):
        return False
    for state, at in enumerate(survey.flow.at):
        if at == question.id:
            moves = {move.option.said: move for move in survey.flow.moves[state] if move.option is not None}
            if (one.said in moves) != (other.said in moves):
                return False
            if one.said in moves and moves[one.said].to != moves[other.said].to:
                return False
    whens = [site.when for site in sites(survey.release.questionnaire) if site.kind not in WALKED]
    made = [test for when in whens for test in tests(when) if test.name == question.id]
    return all(
        hold_test(test.name, test.check, one.values, survey.today, empty, False)
        is hold_test(test.name, test.check, other.values, survey.today, empty, False)
        for test in made
    )


def _wishes(choice: Choice) -> Any:
    return _unmarked(choice.prefer), choice.gift, choice.exclusive


def _unmarked(value: Any) -> Any:
    """What an author wrote, wherever it stands."""
    if isinstance(value, tuple):
        return tuple(_unmarked(one) for one in value)
    if not is_dataclass(value) or isinstance(value, Mark):
        return None if isinstance(value, Mark) else value
    return (type(value), *(_unmarked(getattr(value, field.name)) for field in fields(value)))
