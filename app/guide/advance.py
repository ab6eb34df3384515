"""The engine's one front door: a step is a pure function of a release, the answers, the events and the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.document.texts import Localized, plain
from app.errors import NotFound
from app.guide.count import view_question
from app.guide.narrow import Demand, Narrowing
from app.guide.relax import relax
from app.guide.release import Release
from app.guide.step import AnswerView, Progress, Shown, Step
from app.questionnaire import Answer, Answers, Path, Picked, recall, write_answer
from app.questionnaire.model import END, TERMINALS
from app.questionnaire.walk import ahead
from app.ranking import reasons, score, top_rows

Event = dict[str, Any]
Bodies = dict[str, dict[str, Any]]
"""Stored answers: JSON bodies by question id, in the order first given."""


@dataclass(frozen=True)
class _State:
    """Answers walked and narrowed: what every view of a step is made from."""

    narrowing: Narrowing
    bodies: Bodies
    answers: Answers
    path: Path
    demands: tuple[Demand, ...]
    candidates: Bits
    remaining: int


def advance(release: Release, bodies: Bodies, events: Sequence[Event], now: datetime) -> Step:
    """The next step: the first open question of the path, or the results.

    `bodies` are the answers as JSON, `events` what the shopper did. Never raises for answers, however stale.
    """
    state = _state(release, bodies, now)
    at = state.path.at
    if at in TERMINALS or state.remaining == 0 or _is_enough(state):
        return _results(state, release.questionnaire.results.limit, 0)
    question = release.questionnaire.questions[at]
    return _step(state, question=view_question(state.narrowing, state.answers, question))


def look(release: Release, bodies: Bodies, events: Sequence[Event], now: datetime, question: str) -> Step:
    """The step that shows one question with its counts and its answer, for Back and for editing in place.

    Raises NotFound if the questionnaire has no such question.
    """
    found = release.questionnaire.questions.get(question)
    if found is None:
        raise NotFound(f"there is no question `{question[:80]}`", "take an id from the definition")
    state = _state(release, bodies, now)
    return _step(state, question=view_question(state.narrowing, state.answers, found))


def see_results(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    limit: int | None = None,
    offset: int = 0,
) -> Step:
    """The results now, whatever is still to be asked."""
    return _results(_state(release, bodies, now), limit or release.questionnaire.results.limit, offset)


def why(
    release: Release, bodies: Bodies, events: Sequence[Event], now: datetime, product: str
) -> tuple[Shown, tuple[str, ...]]:
    """One product with its terms and reasons, candidate or not, and the questions whose answers it fails.

    Raises NotFound if the catalog has no such product.
    """
    row = release.index.products.row_of.get(product)
    if row is None:
        raise NotFound(f"there is no product `{product[:80]}`", "take an id from the results")
    state = _state(release, bodies, now)
    failed = [
        demand.question.id for demand in state.demands if demand.fit and not bitset.contains(demand.fit.passes, row)
    ]
    return _shown(state, np.array([row]), np.array([0]))[0], tuple(failed)


def _state(release: Release, bodies: Bodies, now: datetime) -> _State:
    answers: Answers = {}
    for id, body in bodies.items():
        question = release.questionnaire.questions.get(id)
        answer = recall(question, body) if question else None
        if answer is not None:
            answers[id] = answer
    narrowing = Narrowing(release, now.date())
    path = narrowing.path(answers)
    candidates = narrowing.candidates(path)
    return _State(narrowing, bodies, answers, path, narrowing.demands(path), candidates, bitset.count(candidates))


def _is_enough(state: _State) -> bool:
    """Whether so few are left that they can be shown; a question that has to be answered is asked all the same."""
    questionnaire = state.narrowing.release.questionnaire
    return state.remaining <= questionnaire.enough and questionnaire.questions[state.path.at].skippable


def _step(state: _State, **parts: Any) -> Step:
    questionnaire = state.narrowing.release.questionnaire
    coming = ahead(questionnaire, state.path, state.narrowing.today)
    answered = len(state.path.asked)
    return Step(
        remaining=state.remaining,
        progress=Progress(answered, answered + len(coming)),
        answers=_answers(state),
        gift=any(demand.gift for demand in state.demands),
        **parts,
    )


def _results(state: _State, limit: int, offset: int) -> Step:
    if state.path.at == END:
        return _step(state, ended=True)
    if state.remaining == 0:
        return _step(state, relaxations=relax(state.narrowing, state.answers, state.path))
    release = state.narrowing.release
    rows = bitset.row_numbers(state.candidates, release.index.rows)
    late = release.late(state.narrowing.today) if release.questionnaire.results.out_of_stock == "last" else None
    late_rows = None if late is None else bitset.unpack(late, release.index.rows)[rows]
    return _step(state, total=len(rows), offset=offset, products=_shown(state, rows, None, late_rows, limit, offset))


def _shown(
    state: _State,
    rows: np.ndarray[Any, Any],
    places: np.ndarray[Any, Any] | None,
    late: np.ndarray[Any, Any] | None = None,
    limit: int = 1,
    offset: int = 0,
) -> tuple[Shown, ...]:
    """The products at some places of `rows`, or the best `limit` of them from `offset` on, with score and reasons."""
    release, today = state.narrowing.release, state.narrowing.today
    wishes = [asked for demand in state.demands for asked in demand.wishes]
    unstated = [
        (demand.question.id, demand.fit.passes & ~demand.fit.meets)
        for demand in state.demands
        if demand.fit and demand.fit.passes is not demand.fit.meets
    ]
    demands = [
        (demand.question.id, demand.picks, demand.condition) for demand in state.demands if demand.condition is not None
    ]

    def grades_of(asked: Any) -> Any:
        return release.grades_of(asked, today)

    scored = score(rows, wishes, unstated, release.popularity, release.weights, grades_of)
    if places is None:
        places = top_rows(scored.total, late, offset + limit)[offset:]
    shown = []
    for place in places.tolist():
        row = int(rows[place])
        found = reasons(row, demands, wishes, release.index, today, grades_of)
        products = release.index.products
        shown.append(
            Shown(
                products.ids[row],
                products.records[row],
                float(scored.total[place]),
                scored.terms(place),
                found,
            )
        )
    return tuple(shown)


def _answers(state: _State) -> tuple[AnswerView, ...]:
    release = state.narrowing.release
    on_path = state.path.answers
    views = []
    for id, body in state.bodies.items():
        question = release.questionnaire.questions.get(id)
        answer = state.answers.get(id)
        labels, gone = _labels(release, id, answer)
        sound = write_answer(question, answer) if answer is not None else body
        views.append(AnswerView(id, question, answer, sound, labels, id not in on_path, gone or answer is None))
    return tuple(views)


def _labels(release: Release, question: str, answer: Answer | None) -> tuple[tuple[Localized, ...], bool]:
    """What the picks of an answer are called, and whether one of them is gone."""
    if not isinstance(answer, Picked):
        return (), False
    known = release.choices[question]
    return tuple(known[id].label if id in known else plain(id) for id in answer.choices), any(
        id not in known for id in answer.choices
    )
