"""Every choice, and every other answer, fits some product that can come to its question."""

from __future__ import annotations

from app.catalog import Fit, bitset
from app.catalog.columns import Numbers
from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.conditions import Kind, Known
from app.conditions.model import Condition, tests
from app.guide import Release
from app.issues import Collector
from app.questionnaire import Question, Type


def every_answer_fits_something(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    for question in survey.release.questionnaire.questions.values():
        if question.type.has_choices and not question.auto:
            _choices(survey, coverage, question, issues)
        elif question.type is not Type.INFO:
            _answers(coverage, question, issues)
    for rule in survey.release.questionnaire.rules:
        if rule.filter is None or rule.filter.refs:
            continue
        fit = survey.release.fit((rule.id, "filter"), rule.filter, survey.today)
        if not (fit.passes & survey.flow.eligible).any():
            issues.add("nothing-fits", rule.mark, "no product fits the `filter` of this rule", "loosen it")


def _choices(survey: Survey, coverage: Coverage, question: Question, issues: Collector) -> None:
    for choice in survey.release.choices[question.id].values():
        fit = survey.fit(question, choice)
        if fit is None or choice.filter is None:
            continue
        name = f"the choice `{choice.id}` of `{question.id}`"
        count = bitset.count(fit.passes & survey.flow.eligible)
        if not count and not _is_said_already(survey.release, choice.filter):
            help = "loosen its filter, or take the choice away"
            issues.add("nothing-fits", choice.mark, f"no product fits {name}", help)
        elif count and not _meets(survey, fit) and not _is_said_already(survey.release, choice.filter):
            kept = "1 product that does not state it is" if count == 1 else f"{count:,} that do not state it are"
            message = f"no product is known to fit {name}: only {kept} kept"
            issues.add("only-unstated", choice.mark, message, "ask for what products state, unless that is meant")
        elif count and coverage.nodes.get(question.id) and coverage.answers.get((question.id, choice.id)) == 0:
            fits = "1 product fits" if count == 1 else f"{count:,} products fit"
            message = f"{fits} {name}, and none of them comes there, whatever is answered before"
            help = "offer it only where it fits, with `when`, or lead there by another route"
            issues.add("nothing-fits", choice.mark, message, help)


def _meets(survey: Survey, fit: Fit) -> bool:
    """Whether some product that may be shown fits by what it states."""
    return bool((fit.meets & survey.flow.eligible).any())


def _answers(coverage: Coverage, question: Question, issues: Collector) -> None:
    said = [(answer, count) for answer, count in coverage.answers.items() if answer[0] == question.id]
    given = [count for (_, answer), count in said if answer != "skip"]
    if given and not any(given) and coverage.nodes.get(question.id):
        message = f"whatever is answered to `{question.id}`, no product is left"
        issues.add("nothing-fits", question.mark, message, "loosen what it asks of products, or ask it elsewhere")


def _is_said_already(release: Release, condition: Condition) -> bool:
    """Whether each test asks for values that no product has, which `unknown-value` says."""
    return all(
        not isinstance(test.check, Known)
        and release.index.catalog.attributes[test.name].kind is not Kind.FLAG
        and not isinstance(column := release.index.products.column(test.name), Numbers)
        and not any(column.has(value) for value in test.check.values if isinstance(value, str))
        for test in tests(condition)
    )
