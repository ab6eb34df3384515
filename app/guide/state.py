"""Where a conversation stands: its answers walked along the routes and held against the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from operator import and_
from typing import Any

from app.catalog import Fit
from app.catalog.bitset import Bits
from app.document.texts import Localized, plain
from app.guide.acquainted import known_names
from app.guide.demand import Demand
from app.guide.leaning import Deeds, Known, deeds_of, known_of
from app.guide.mass import mass_of
from app.guide.narrow import Narrowing
from app.guide.owned import bought_of, kept_of
from app.guide.release import Release
from app.guide.select import Agenda
from app.guide.step import AnswerView
from app.questionnaire import Answer, Answers, Merchandise, Path, Picked, recall, write_answer
from app.questionnaire.rules import decided, holds_rule
from app.shopper import STRANGER, Event, Kept, Removed, Visit

Bodies = dict[str, dict[str, Any]]
"""Stored answers: JSON bodies by question id, in the order first given."""


@dataclass(frozen=True)
class State:
    """What every view of a step is made from; `candidates` are the products that meet every answer on the path.

    `events` are what the shopper did, in any order.
    """

    narrowing: Narrowing
    bodies: Bodies
    answers: Answers
    path: Path
    demands: tuple[Demand, ...]
    candidates: Bits
    remaining: int
    now: datetime
    events: Sequence[Event] = ()
    visit: Visit = STRANGER
    kept: tuple[Kept, ...] = ()
    """What was bought, as the repurchase policies see it, by time; also while something is sought as a gift."""

    @cached_property
    def agenda(self) -> Agenda:
        """What there is still to ask."""
        return Agenda(self.narrowing, self.answers, self.path, self.remaining, lambda: mass_of(self))

    @cached_property
    def deeds(self) -> Deeds:
        """What the shopper did that may be used."""
        return deeds_of(self)

    @cached_property
    def known(self) -> Known:
        """The products that the shopper has dealt with."""
        return known_of(self)

    @cached_property
    def unknown(self) -> int:
        """How many of the candidates are not known to meet every answer: they do not state it."""
        fits = [demand.fit for demand in self.demands if demand.fit is not None]
        vague = [fit for fit in fits if fit.passes is not fit.meets]
        known = reduce(and_, (fit.meets for fit in vague), self.candidates)
        return self.remaining - self.release.index.count(known) if vague else 0

    @property
    def merchandise(self) -> tuple[Merchandise, ...]:
        """What the shop wants of some products, for this shopper today."""
        return self.narrowing.merchandise(self.path)

    def fit_of(self, deed: Merchandise) -> Fit:
        """The products that merchandising is about."""
        return self.release.fit(deed.id, deed.condition, self.narrowing.today)

    @property
    def gift(self) -> bool:
        """Whether what was chosen is for someone else."""
        return any(demand.gift for demand in self.demands)

    @property
    def release(self) -> Release:
        """The release that the answers are held against."""
        return self.narrowing.release


def replay(
    release: Release, bodies: Bodies, now: datetime, events: Sequence[Event] = (), visit: Visit = STRANGER
) -> State:
    """The state that stored answers lead to on a visit, less the products dismissed, and less what the shopper has
    taken out of what is known of them. Never raises, however stale."""
    answers: Answers = {}
    for id, body in bodies.items():
        question = release.questions.get(id)
        answer = recall(question, body) if question else None
        if answer is not None:
            answers[id] = answer
    events, visit = _counting(events, visit)
    known = known_names(release, visit, events, now)
    kept = kept_of(release, bought_of(events, now, visit))
    withheld = frozenset(one.product for one in kept if one.holds(now))
    narrowing = Narrowing(release, now.date(), visit.context, known, frozenset(visit.dismissed), withheld)
    return _held(narrowing, bodies, answers, now, events, visit, kept)


def replayed(state: State, answers: Answers) -> State:
    """The state that other answers lead to on the same visit."""
    return _held(state.narrowing, state.bodies, answers, state.now, state.events, state.visit, state.kept)


def _counting(events: Sequence[Event], visit: Visit) -> tuple[Sequence[Event], Visit]:
    removed, past = visit.removed, visit.past
    if removed == Removed():
        return events, visit
    left = replace(past, events=removed.events(past.events), orders=removed.orders(past.orders))
    return removed.events(events), replace(visit, past=left)


def _held(
    narrowing: Narrowing,
    bodies: Bodies,
    answers: Answers,
    now: datetime,
    events: Sequence[Event],
    visit: Visit,
    kept: tuple[Kept, ...],
) -> State:
    path = narrowing.path(answers)
    candidates = narrowing.candidates(path)
    demands, remaining = narrowing.demands(path), narrowing.release.index.count(candidates)
    return State(narrowing, bodies, answers, path, demands, candidates, remaining, now, events, visit, kept)


def warnings(state: State) -> tuple[Localized, ...]:
    """What the rules that act have to say."""
    found = []
    for rule in state.release.questionnaire.rules:
        if rule.warn is None or not decided(rule, state.path, state.release.ahead):
            continue
        if holds_rule(rule, state.path, state.narrowing.today):
            found.append(rule.warn)
    return tuple(found)


def view_answers(state: State) -> tuple[AnswerView, ...]:
    """All answers given, stale ones too, in the order first given."""
    on_path = state.path.answers
    views = []
    for id, body in state.bodies.items():
        question = state.release.questions.get(id)
        answer = state.answers.get(id)
        labels, gone = _labels(state.release, id, on_path.get(id, answer))
        sound = write_answer(question, answer) if answer is not None else body
        views.append(AnswerView(id, question, answer, sound, labels, id not in on_path, gone or answer is None))
    return tuple(views)


def _labels(release: Release, question: str, answer: Answer | None) -> tuple[tuple[Localized, ...], bool]:
    """What the picks of an answer that count are called, and whether one of them is gone."""
    if not isinstance(answer, Picked):
        return (), False
    known = release.choices[question]
    labels = tuple(known[id].label if id in known else plain(id) for id in answer.choices)
    return labels, any(id not in known for id in answer.choices)
