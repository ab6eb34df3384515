"""What if: the exact effect of each single change of an answer, and whether a product would be among what is left."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalog import bitset
from app.guide.choice_counts import ticked
from app.guide.critique import changed
from app.guide.repair.loosen import moves
from app.guide.state import State, replayed
from app.guide.step import WhatIf
from app.guide.whynot import given_up
from app.questionnaire import Answer, Picked, Question, Skipped, Type

MOST_CHOICES = 24
"""Of one question, the choices that are tried; the counts of all stand at the question itself."""


def what_if(state: State, row: int) -> tuple[WhatIf, ...]:
    """For each answer on the path, what lifting it alone would leave, then what each other choice, and each bound moved
    to the product, would; in the order of the path, by full replay."""
    found = []
    for question, answer in state.path.asked:
        if isinstance(answer, Skipped) or question.type is Type.INFO:
            continue
        for other in dict.fromkeys((given_up(question), *_others(state, question, answer, row))):
            changes: dict[str, Answer | None] = {question.id: other}
            after = replayed(state, changed(state.answers, changes))
            shown = bitset.contains(after.candidates, row)
            found.append(WhatIf(question.id, changes, after.remaining, shown))
    return tuple(found)


def _others(state: State, question: Question, answer: Answer, row: int) -> Iterator[Answer]:
    """The other answers that one click or one move of a bound makes of this one."""
    if isinstance(answer, Picked):
        choices = state.narrowing.offered(question, state.path)[:MOST_CHOICES]
        yield from (ticked(question, answer.choices, choice) for choice in choices if choice.id not in answer.choices)
        if len(answer.choices) > 1:
            left = (tuple(pick for pick in answer.choices if pick != gone) for gone in answer.choices)
            yield from (Picked(picks) for picks in left)
    elif question.attribute:
        alone = bitset.one(row, state.release.index.rows)
        yield from (move.answer for move in moves(state.narrowing, state.path, question, alone) if move.answer)
