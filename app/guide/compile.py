"""From a questionnaire's version and a catalog's revision to the release that serves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.catalog import Index
from app.conditions.wish import Extreme, Wish
from app.guide.binder import Binder
from app.guide.counter import build_counter
from app.guide.referred import refs_of
from app.guide.release import Release
from app.guide.sold_out import out_of_stock
from app.issues import Collector
from app.questionnaire import Questionnaire
from app.questionnaire.names import referable
from app.ranking import grades
from app.ranking.grade import Grades


def compile_release(questionnaire: Questionnaire, version: str, index: Index, issues: Collector) -> Release | None:
    """The release, or None if the questionnaire does not fit the catalog; what is wrong goes to `issues`."""
    collected = Collector()
    binder = Binder(index, referable(questionnaire.questions), collected)
    questions = {id: binder.question(question) for id, question in questionnaire.questions.items()}
    for attribute, mark in zip(questionnaire.results.show, questionnaire.show_marks, strict=False):
        binder.attribute(attribute, mark)
    choices = {id: {choice.id: choice for choice in binder.choices(question)} for id, question in questions.items()}
    rules = tuple(binder.rule(rule) for rule in questionnaire.rules)
    merchandise = tuple(replace(deed, condition=binder.deed(deed.condition)) for deed in questionnaire.merchandise)
    results = replace(questionnaire.results, otherwise=binder.otherwise(questionnaire.results.otherwise))
    binder.goal(questionnaire.goal)
    triggers = tuple(binder.trigger(trigger) for trigger in questionnaire.triggers)
    issues.issues.extend(collected.issues)
    if collected.failed:
        return None
    return Release(
        questionnaire=replace(
            questionnaire,
            questions=questions,
            rules=rules,
            merchandise=merchandise,
            triggers=triggers,
            results=results,
        ),
        version=version,
        index=index,
        choices=choices,
        out_of_stock=out_of_stock(index),
        refs=refs_of(questions, choices, rules),
        popularity=popularity_of(index),
        counter=build_counter(questions, choices, index),
    )


def popularity_of(index: Index) -> Grades | None:
    """How much of the catalog each product outsells; None if the catalog does not say."""
    role = index.catalog.role("popularity")
    return grades(Wish(role.id, Extreme(most=True), 1.0), index, date.min) if role else None
