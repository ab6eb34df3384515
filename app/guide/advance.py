"""The engine's one front door: a step is a pure function of a release, the answers, the events and the time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.catalog import bitset
from app.errors import NotFound
from app.guide.count import view_question
from app.guide.release import Release
from app.guide.repair import dead_end
from app.guide.show import ranked, shown_alone
from app.guide.state import Bodies, State, replay, view_answers, warnings
from app.guide.step import Progress, QuestionView, Step, Why
from app.questionnaire.model import END, TERMINALS
from app.questionnaire.walk import NOWHERE, ahead

Event = dict[str, Any]


def advance(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    context: Mapping[str, str] = NOWHERE,
    dismissed: Collection[str] = (),
) -> Step:
    """The next step: the first open question of the path, or the results.

    `bodies` are the answers as JSON, `events` what the shopper did, `context` what the shop's page says of the visit,
    `dismissed` the ids of the products that the shopper does not want to see. Never raises for answers, however stale.
    """
    state = replay(release, bodies, now, context, dismissed)
    at = state.path.at
    if at in TERMINALS or state.remaining == 0 or _is_enough(state):
        return _results(state, release.questionnaire.results.limit, 0)
    question = release.questionnaire.questions[at]
    return _step(state, question=view_question(state.narrowing, state.answers, question))


def look(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    question: str,
    context: Mapping[str, str] = NOWHERE,
    dismissed: Collection[str] = (),
) -> Step:
    """The step that shows one question with its counts and its answer, for Back and for editing in place.

    Raises NotFound if the questionnaire has no such question.
    """
    found = release.questionnaire.questions.get(question)
    if found is None:
        raise NotFound(f"there is no question `{question[:80]}`", "take an id from the definition")
    state = replay(release, bodies, now, context, dismissed)
    return _step(state, question=view_question(state.narrowing, state.answers, found))


def see_results(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    limit: int | None = None,
    offset: int = 0,
    context: Mapping[str, str] = NOWHERE,
    dismissed: Collection[str] = (),
) -> Step:
    """The results now, whatever is still to be asked."""
    state = replay(release, bodies, now, context, dismissed)
    return _results(state, limit or release.questionnaire.results.limit, offset)


def why(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    product: str,
    context: Mapping[str, str] = NOWHERE,
    dismissed: Collection[str] = (),
) -> Why:
    """One product with its terms and reasons, candidate or not.

    Raises NotFound if the catalog has no such product.
    """
    row = release.index.products.row_of.get(product)
    if row is None:
        raise NotFound(f"there is no product `{product[:80]}`", "take an id from the results")
    state = replay(release, bodies, now, context, dismissed)
    fits = [(demand.id, demand.fit) for demand in state.demands if demand.fit and demand.id in state.answers]
    failed = tuple(id for id, fit in fits if not bitset.contains(fit.passes, row))
    unwanted = bool(dismissed) and bitset.contains(state.narrowing.unwanted, row)
    return Why(shown_alone(state, row), bitset.contains(state.candidates, row), failed, unwanted)


def _is_enough(state: State) -> bool:
    """Whether so few are left that they can be shown; a question that has to be answered is asked all the same."""
    questionnaire = state.release.questionnaire
    return state.remaining <= questionnaire.enough and questionnaire.questions[state.path.at].skippable


def _results(state: State, limit: int, offset: int) -> Step:
    if state.path.at == END:
        return _step(state, ended=True)
    if state.remaining == 0:
        end = dead_end(state.narrowing, state.answers, state.path)
        return _step(state, relaxations=end.relaxations, conflict=end.conflict, empty=end.empty)
    total, products = ranked(state, limit, offset)
    return _step(state, total=total, offset=offset, products=products)


def _step(state: State, question: QuestionView | None = None, **parts: Any) -> Step:
    answered = len(state.path.asked)
    coming = ahead(state.release.questionnaire, state.path, state.narrowing.today)
    return Step(
        remaining=state.remaining,
        progress=Progress(answered, answered + coming),
        answers=view_answers(state),
        question=question,
        gift=any(demand.gift for demand in state.demands),
        warnings=warnings(state),
        **parts,
    )
