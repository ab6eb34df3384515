"""Why not this one: the answers that a product fails, and the least change of them that would show it."""

from __future__ import annotations

from app.catalog import bitset
from app.conditions.model import names
from app.guide.critique import changed, count_after
from app.guide.state import State, replayed
from app.guide.step import WhatIf, WhyNot
from app.questionnaire import Answer, Between, Picked, Question, Skipped, Type

MOST_ROUNDS = 20
"""How often a change may bring back answers that fail in turn."""


def failed_by(state: State, row: int) -> tuple[str, ...]:
    """The answers and rules that keep a product out, in path order."""
    return tuple(demand.id for demand in state.demands if demand.fit and not bitset.contains(demand.fit.passes, row))


def why_not(state: State, row: int) -> WhyNot:
    """The least change after which a product is a candidate, proved by full replay; without one, the obstacle.

    A range is widened to the product's own value, a pick joined or replaced by one that takes the product, picks of
    `match: all` that it fails are taken away; what cannot be loosened is skipped, or withdrawn where it may not be.
    Obstacles: `shop` (not sold, or held back), `must` (an answer that is never loosened), `rule`, `route` (another
    answer's route hides it again).
    """
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
            changes[id] = _given_up(question) if id in changes else _loosened(now, question, row)
        now = replayed(state, changed(state.answers, changes))
    if not bitset.contains(now.candidates, row):
        return WhyNot({}, 0, "route", failed_by(now, row))
    return WhyNot(changes, now.remaining)


def what_if(state: State, row: int) -> tuple[WhatIf, ...]:
    """For each answer on the path, what lifting it alone would leave, and whether the product would be among it."""
    found = []
    for question, answer in state.path.asked:
        if isinstance(answer, Skipped) or question.type is Type.INFO:
            continue
        changes: dict[str, Answer | None] = {question.id: _given_up(question)}
        after = replayed(state, changed(state.answers, changes))
        found.append(WhatIf(question.id, changes, count_after(state, changes), bitset.contains(after.candidates, row)))
    return tuple(found)


def _given_up(question: Question) -> Answer | None:
    return Skipped() if question.skippable else None


def _loosened(state: State, question: Question, row: int) -> Answer | None:
    """The answer that is nearest to the one given and takes the product, as far as the question alone can say."""
    answer = state.path.answers.get(question.id)
    match answer:
        case Between(low, high, _):
            value = state.release.index.products.records[row].get(question.attribute)
            if isinstance(value, float):
                return Between(
                    None if low is None else min(low, value),
                    None if high is None else max(high, value),
                    answer.importance,
                )
        case Picked(picks, importance):
            passing = [id for id in state.release.choices[question.id] if _takes(state, question, id, row)]
            if question.match == "all" and question.type is Type.MULTIPLE:
                kept = tuple(pick for pick in picks if pick in passing)
                return Picked(kept, importance) if kept else _given_up(question)
            for id in passing:
                choice = state.release.choices[question.id][id]
                if question.type is Type.SINGLE:
                    return Picked((id,), importance)
                exclusive = choice.exclusive or any(
                    other.exclusive for pick in picks if (other := question.choice(pick))
                )
                if not exclusive and (not isinstance(question.most, float) or len(picks) < question.most):
                    return Picked((*picks, id), importance)
    return _given_up(question)


def _takes(state: State, question: Question, choice: str, row: int) -> bool:
    """Whether a choice of its own demands something, and the product has it."""
    offered = state.release.choices[question.id][choice]
    if offered.filter is None:
        return False
    demand = state.narrowing.demanded.of_answer(question, Picked((choice,)), state.path.said)
    return demand.fit is not None and bitset.contains(demand.fit.passes, row)


def _read_by(state: State, rule: str) -> tuple[str, ...]:
    """The questions that a rule reads."""
    found = next((one for one in state.release.questionnaire.rules if one.id == rule), None)
    if found is None or found.when is None:
        return ()
    return tuple(id for id in state.release.questions if id in names(found.when))
