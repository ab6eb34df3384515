"""Every key of a question has an effect."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.explore import Exploration
from app.questionnaire.question import Type


def no_idle_key(exploration: Exploration, issues: Collector) -> None:
    for question in exploration.questionnaire.questions.values():
        if question.must and question.trust is not None:
            message = (
                f"`trust` means nothing in the question `{question.id}`: what is marked `must` is never shown as missed"
            )
            issues.add("idle-key", question.mark, message, "take `trust` away, or `must` if a miss may be shown")
        if question.skip is not None and not question.skippable:
            message = f"`skip` means nothing in the question `{question.id}`: it cannot be left open"
            issues.add("idle-key", question.mark, message, "take `skip` away, or `skippable: false`")
        if question.type is not Type.MULTIPLE:
            continue
        alone = [choice for choice in question.choices if choice.exclusive]
        together = len(question.choices) - len(alone)
        single = question.most == 1 or (not question.auto and together < 2)
        if question.match == "all" and single:
            message = f"`match: all` means nothing in the question `{question.id}`: no two choices can be picked"
            issues.add("idle-key", question.mark, message, "take `match` away, or let more be picked together")
        if alone and (question.most == 1 or (together == 0 and not question.auto)):
            message = f"`exclusive` means nothing in the question `{question.id}`: no two choices can be picked anyway"
            issues.add("idle-key", alone[0].mark, message, "take it away, or write type: single")
