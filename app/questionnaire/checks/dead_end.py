"""Every question takes some answer, and some answers lead to products."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.explore import Exploration
from app.questionnaire.route import RESULTS


def no_dead_end(exploration: Exploration, issues: Collector) -> None:
    for id, question in exploration.questionnaire.questions.items():
        if id in exploration.stuck:
            message = f"nothing can be answered to the question `{id}`, and it cannot be skipped"
            issues.add("dead-end", question.mark, message, "let `min` be below `max`, or let the question be skipped")


def some_answers_lead_to_results(exploration: Exploration, issues: Collector) -> None:
    if exploration.exact and not exploration.stuck and not any(state.at == RESULTS for state in exploration.states):
        mark = exploration.questionnaire.first.mark
        issues.add("no-results", mark, "no answers lead to the results", "let some route lead to results")
