"""Why not this one: the answers that a product fails, and the least change of them that would show it."""

from __future__ import annotations

from dataclasses import replace

from app.catalog import bitset
from app.conditions.model import names
from app.guide.critique import changed
from app.guide.repair.loosen import lets_in, moves
from app.guide.state import State, replayed
from app.guide.step import WhyNot
from app.questionnaire import Answer, Picked, Question, Skipped, Type

MOST_ROUNDS = 20
"""How often a change may bring back answers that fail in turn."""


def failed_by(state: State, row: int) -> tuple[str, ...]:
    """The answers and rules that keep a product out, in path order."""
    return tuple(demand.id for demand in state.demands if demand.fit and not bitset.contains(demand.fit.passes, row))


def why_not(state: State, row: int) -> WhyNot:
    """The least change after which a product is a candidate, proved by full replay; without one, the obstacle.

    A range is widened to the product's own value, to its step, a pick joined or replaced by the nearest one that takes
    the product, picks of `match: all` that it fails are taken away; what cannot be loosened is skipped, or withdrawn
    where it may not be.
    Obstacles: `dismissed` (by the shopper), `bought` (by the shopper, too lately), `shop` (not sold, or held
    back), `must` (an answer that is never loosened), `rule`, `route` (another answer's route hides it again).
    """
    if state.narrowing.dismissed and bitset.contains(state.narrowing.unwanted, row):
        return WhyNot({}, 0, "dismissed")
    narrowing = state.narrowing
    if narrowing.withheld and not state.gift and bitset.contains(narrowing.owned, row):
        return WhyNot({}, 0, "bought")
    if not bitset.contains(state.narrowing.eligible(state.path), row):
        return WhyNot({}, 0, "shop")
    changes: dict[str, Answer | None] = {}
    now = state
    for _ in range(MOST_ROUNDS):
        failed = failed_by(now, row)
        if not failed:
            break
        for id in failed:
            question = state.release.questions.get(id)
            if question is None:
                return WhyNot({}, 0, "rule", _read_by(state, id))
            if question.must:
                return WhyNot({}, 0, "must", (id,))
            changes[id] = given_up(question) if id in changes else _loosened(now, question, row)
        now = replayed(state, changed(state.answers, changes))
    if not bitset.contains(now.candidates, row):
        return WhyNot({}, 0, "route", failed_by(now, row))
    return _least(state, row, WhyNot(changes, now.remaining))


def _least(state: State, row: int, found: WhyNot) -> WhyNot:
    """The change without what it does not take: one answer that leads off the path of the others makes them idle."""

    def shown(changes: dict[str, Answer | None]) -> bool:
        return bitset.contains(replayed(state, changed(state.answers, changes)).candidates, row)

    alone = ({id: answer} for id, answer in found.changes.items())
    one = next((change for change in alone if len(found.changes) > 1 and shown(change)), None)
    changes = found.changes if one is None else one
    for id in reversed(found.changes):
        fewer = {other: answer for other, answer in changes.items() if other != id}
        if fewer and fewer != changes and shown(fewer):
            changes = fewer
    return WhyNot(changes, replayed(state, changed(state.answers, changes)).remaining)


def given_up(question: Question) -> Answer | None:
    return Skipped() if question.skippable else None


def _loosened(state: State, question: Question, row: int) -> Answer | None:
    """The answer nearest to the one given that takes the product, by what each move loses (see `repair.loosen`)."""
    answer = state.path.answers.get(question.id)
    if isinstance(answer, Picked) and question.type is Type.MULTIPLE and question.match == "all":
        kept = tuple(pick for pick in answer.choices if _takes(state, question, pick, row))
        return replace(answer, choices=kept) if kept else given_up(question)
    alone = bitset.one(row, state.release.index.rows)
    for move in moves(state.narrowing, state.path, question, alone):
        if bitset.contains(lets_in(state.narrowing, state.path, move), row):
            return move.answer
    return given_up(question)


def _takes(state: State, question: Question, choice: str, row: int) -> bool:
    """Whether a pick of its own takes the product."""
    demand = state.narrowing.demanded.of_answer(question, Picked((choice,)), state.path.said)
    return demand.fit is None or bitset.contains(demand.fit.passes, row)


def _read_by(state: State, rule: str) -> tuple[str, ...]:
    """The questions that a rule reads."""
    found = next((one for one in state.release.questionnaire.rules if one.id == rule), None)
    if found is None or found.when is None:
        return ()
    return tuple(id for id in state.release.questions if id in names(found.when))
