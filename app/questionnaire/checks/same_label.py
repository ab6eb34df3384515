"""Choices that are offered together read differently."""

from __future__ import annotations

from itertools import combinations

from app.issues import Collector
from app.questionnaire.explore import Exploration


def labels_differ(exploration: Exploration, issues: Collector) -> None:
    for question in exploration.questionnaire.questions.values():
        said = [text for choice in question.choices for text in choice.label.texts.items()]
        if len(set(said)) == len(said):
            continue
        for one, other in combinations(question.choices, 2):
            if one.when is not None and other.when is not None:
                continue  # one may stand for the other
            same = [text for language, text in other.label.texts.items() if one.label.texts.get(language) == text]
            if any(same):
                message = f"the choices `{one.id}` and `{other.id}` of `{question.id}` both read “{same[0]}”"
                issues.add("same-label", other.mark, message, "say in its label how it differs")
