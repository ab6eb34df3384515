"""Some answers lead to every question."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.explore import Exploration


def every_question_reachable(exploration: Exploration, issues: Collector) -> None:
    questionnaire = exploration.questionnaire
    for question in questionnaire.questions.values():
        if not exploration.comes_after(questionnaire.first.id, question.id):
            message, help = f"no route leads to the question `{question.id}`", "let a `next` lead to it"
        elif exploration.exact and question.id not in exploration.weighed:
            message = f"no answers lead to the question `{question.id}`: routes to it exist and are never taken"
            help = "see to the conditions on the way to it"
        else:
            continue
        issues.add("unreachable", question.mark, message, f"{help}, or take it away")
