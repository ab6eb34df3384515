"""The engine's one front door: a step is a pure function of a release, the answers, the events and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.catalog import bitset
from app.errors import NotFound
from app.guide.count import view_question
from app.guide.critique import critiques
from app.guide.gift import gift_offer
from app.guide.likely import with_guess
from app.guide.release import Release
from app.guide.repair import dead_end
from app.guide.show import ranked, shown_alone
from app.guide.stable import is_stable
from app.guide.state import Bodies, State, replay, view_answers, warnings
from app.guide.step import Further, Progress, QuestionView, Shown, Step, Why, WhyNot
from app.guide.whatif import what_if
from app.guide.whynot import failed_by, why_not
from app.questionnaire import Question
from app.questionnaire.route import END, RESULTS, TERMINALS
from app.shopper import STRANGER, Event, Kept, Visit


def advance(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    visit: Visit = STRANGER,
) -> Step:
    """The next step: the next open question that could change something, or the results.

    `bodies` are the answers as JSON, `events` what the shopper did in this session. While an answer is for a gift, only
    what was done for it counts. Never raises for answers, however stale.
    """
    state = replay(release, bodies, now, events, visit)
    at = _at(state)
    if at in TERMINALS:
        return _results(state, release.questionnaire.results.limit, 0)
    question = release.questionnaire.questions[at]
    return _asked(state, question)


def look(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    question: str,
    visit: Visit = STRANGER,
) -> Step:
    """The step that shows one question with its counts and its answer, for Back and for editing in place.

    Raises NotFound if the questionnaire has no such question.
    """
    found = release.questions.get(question)
    if found is None:
        raise NotFound(f"there is no question `{question[:80]}`", "take an id from the definition")
    state = replay(release, bodies, now, events, visit)
    return _asked(state, found)


def see_results(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    limit: int | None = None,
    offset: int = 0,
    visit: Visit = STRANGER,
) -> Step:
    """The results now, whatever is still to be asked."""
    state = replay(release, bodies, now, events, visit)
    return _results(state, limit or release.questionnaire.results.limit, offset)


def why(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    product: str,
    visit: Visit = STRANGER,
) -> Why:
    """One product with its terms and reasons, candidate or not.

    Raises NotFound if the catalog has no such product.
    """
    row = release.index.products.row_of.get(product)
    if row is None:
        raise NotFound(f"there is no product `{product[:80]}`", "take an id from the results")
    state = replay(release, bodies, now, events, visit)
    fits = bitset.contains(state.candidates, row)
    change = WhyNot({}, state.remaining) if fits else why_not(state, row)
    failed = tuple(id for id in failed_by(state, row) if id in state.answers)
    unwanted = bool(visit.dismissed) and bitset.contains(state.narrowing.unwanted, row)
    seen = critiques(state, product) if state.remaining else ()
    return Why(_as_shown(state, row), fits, failed, change, what_if(state, row), seen, unwanted, _bought(state, row))


def _at(state: State) -> str:
    """The question to ask next, or a terminal: the results too where no answer would change the first page."""
    return RESULTS if state.agenda.by_gain and is_stable(state) else state.agenda.at


def _bought(state: State, row: int) -> Kept | None:
    """The newest purchase of a product, or of a variant that counts as the same; none of a gift's conversation."""
    groups, row_of = state.release.index.groups, state.release.index.products.row_of
    for kept in () if state.gift else state.kept[::-1]:
        other = row_of[kept.product]
        if other == row or (groups is not None and groups.of_row[other] == groups.of_row[row]):
            return kept
    return None


def _as_shown(state: State, row: int) -> Shown:
    """A product as the first page shows it, if it does: its score there may hold what likeness costs."""
    alone = shown_alone(state, row)
    if not bitset.contains(state.candidates, row):
        return alone
    _, listed = ranked(state, state.release.questionnaire.results.limit, 0)
    return next((shown for shown in listed if shown.id == alone.id), alone)


def _asked(state: State, question: Question) -> Step:
    return _step(state, question=with_guess(state, view_question(state.narrowing, state.answers, question)))


def _results(state: State, limit: int, offset: int) -> Step:
    if state.path.at == END:
        return _step(state, ended=True)
    total, products = ranked(state, limit, offset)
    trusted = state.release.trusted if total > state.remaining else frozenset[str]()
    sinking = tuple(demand.id for demand in state.demands if demand.fit and demand.id in trusted)
    listed: dict[str, Any] = {"total": total, "offset": offset, "products": products, "sinking": sinking}
    if state.remaining == 0:
        end = dead_end(state.narrowing, state.answers, state.path)
        return _step(state, relaxations=end.relaxations, conflict=end.conflict, empty=end.empty, **listed)
    said = critiques(state, products[0].id) if products and not offset else ()
    further = tuple(Further(gain.question, gain.bits) for gain in state.agenda.further)
    return _step(state, critiques=said, further=further, **listed)


def _step(state: State, question: QuestionView | None = None, **parts: Any) -> Step:
    coming = 0 if _at(state) in TERMINALS else state.agenda.coming
    answered = sum(question.id not in state.release.reserved for question, _ in state.path.asked)
    return Step(
        remaining=state.remaining,
        progress=Progress(answered, answered + coming),
        answers=view_answers(state),
        question=question,
        gift=state.gift,
        gift_offered=gift_offer(state),
        warnings=warnings(state),
        unknown=state.unknown,
        **parts,
    )
