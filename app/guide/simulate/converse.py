"""One simulated shopper led through the conversation, step by step, by the engine's one front door."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from app.catalog import bitset
from app.guide.advance import advance
from app.guide.show import sunk
from app.guide.simulate.shoppers import KINDS, Room
from app.guide.state import Bodies, replay
from app.guide.step import Relaxation, Step
from app.questionnaire import write_answer

MOST_STEPS = 200
"""Steps after which a shopper gives up; more than any questionnaire that leads somewhere."""


@dataclass(frozen=True)
class Talk:
    """What came of one shopper.

    `questions` counts what was asked, infos included; `left` is the candidates at the end, `listed` all that the list
    holds (none where it closed without products), `kept` whether the wanted product is among the candidates, `in_list`
    whether it stands in the list at all, `shown` the ids on the first page, `found` whether the wanted one, or a
    variant that it counts as, is among them.
    `dead_ends` counts screens without a product, `stuck` those without a way out; `ended`: the author closed without
    products.
    """

    wanted: str
    questions: int
    left: int
    listed: int
    kept: bool
    in_list: bool
    shown: tuple[str, ...]
    found: bool
    dead_ends: int
    stuck: bool
    ended: bool


def converse(room: Room, kind: str, row: int, rng: Random) -> Talk:
    """A shopper of a kind who wants the product of a row, from the first question to the results.

    At a dead end the first relaxation is taken; where that leads back to it, the next; where there is none, the shopper
    is stuck.
    """
    says, bodies = KINDS[kind], Bodies()
    questions, met = 0, list[Bodies]()
    for _ in range(MOST_STEPS):
        step = advance(room.release, bodies, (), room.now)
        if step.question is not None:
            answer = says(room, step.question, row, bodies, rng)
            body = write_answer(step.question.question, answer)
            if bodies.get(step.question.question.id) == body:
                break  # what was said does not stand: there is nothing to pick, and it may not be skipped
            bodies = {**bodies, step.question.question.id: body}
            questions += 1
        elif step.products or step.ended:
            return _end(room, row, bodies, step, questions, len(met), stuck=False)
        else:
            tried = met.count(bodies)
            met.append(bodies)
            if tried >= len(step.relaxations):
                break
            bodies = _relaxed(room, bodies, step.relaxations[tried])
    step = advance(room.release, bodies, (), room.now)
    return _end(room, row, bodies, step, questions, len(met), stuck=True)


def _relaxed(room: Room, bodies: Bodies, relaxation: Relaxation) -> Bodies:
    questions = room.release.questionnaire.questions
    kept = {id: body for id, body in bodies.items() if relaxation.changes.get(id, body) is not None}
    changed = {id: write_answer(questions[id], answer) for id, answer in relaxation.changes.items() if answer}
    return {**kept, **changed}


def _end(room: Room, row: int, bodies: Bodies, step: Step, questions: int, dead_ends: int, *, stuck: bool) -> Talk:
    state = replay(room.release, bodies, room.now)
    kept = not step.ended and bitset.contains(state.candidates, row)
    return Talk(
        wanted=room.release.index.products.ids[row],
        questions=questions,
        left=0 if step.ended else step.remaining,
        listed=step.total,
        kept=kept,
        in_list=kept or (not step.ended and any(bitset.contains(level, row) for level in sunk(state))),
        shown=tuple(shown.id for shown in step.products),
        found=_found(room, row, step),
        dead_ends=dead_ends,
        stuck=stuck,
        ended=step.ended,
    )


def _found(room: Room, row: int, step: Step) -> bool:
    index = room.release.index
    rows = [index.products.row_of[shown.id] for shown in step.products]
    return row in rows if index.groups is None else bool((index.groups.of_row[rows] == index.groups.of_row[row]).any())
