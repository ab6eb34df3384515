"""What earlier shoppers of a questionnaire said, tallied for the choice of the next question."""

from __future__ import annotations

from collections import Counter

from app.guide.heard import Heard
from app.guide.release import Release
from app.questionnaire.route import BEST
from app.store import Db, answers

MOST_ANSWERS = 20_000
"""The last so many answers are tallied."""


def hear(db: Db, release: Release) -> Release:
    """The release, knowing what was said to its questions; answers to sensitive ones are not read.

    Only for questionnaires that choose what to ask. Tallied when a release is made, so that one says one thing.
    """
    asked = release.questionnaire
    if asked.order != BEST and not asked.pool:
        return release
    open_ = [id for id, question in asked.questions.items() if not question.sensitive]
    skipped, answered, picked = Counter[str](), Counter[str](), dict[str, Counter[str]]()
    for question, body, count in answers.tally(db, asked.id, open_, MOST_ANSWERS):
        if body.get("skip"):
            skipped[question] += count
            continue
        answered[question] += count
        for choice in body.get("choices", ()):
            picked.setdefault(question, Counter())[choice] += count
    ids = skipped.keys() | answered.keys()
    return release.having_heard({id: Heard(skipped[id], answered[id], picked.get(id, {})) for id in sorted(ids)})
