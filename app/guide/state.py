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
from app.guide.leaning import Deeds, Known, deeds_of, known_of, tastes_of
from app.guide.mass import mass_of
from app.guide.narrow import Narrowing
from app.guide.owned import bought_of, kept_of
from app.guide.release import Release
from app.guide.searched import sought_of
from app.guide.select import Agenda
from app.guide.step import AnswerView
from app.questionnaire import Answer, Answers, Merchandise, Path, Picked, recall, write_answer
from app.questionnaire.acting import decided, holds_rule
from app.ranking import Taste
from app.shopper import STRANGER, Event, Kept, Removed, Visit

Bodies = dict[str, dict[str, Any]]
"""Stored answers: JSON bodies by question id, in the order first given."""


@dataclass(frozen=True)
class State:
    """What every view of a step is made from; `candidates` are the products that meet every answer on the path.

    `own` is what the shopper did for themselves, `given` what they did for the gift that is being sought, in any order.
    """

    narrowing: Narrowing
    bodies: Bodies
    answers: Answers
    path: Path
    demands: tuple[Demand, ...]
    candidates: Bits
    remaining: int
    now: datetime
    own: Sequence[Event] = ()
    given: Sequence[Event] = ()
    visit: Visit = STRANGER
    kept: tuple[Kept, ...] = ()
    """What the shopper has bought for themselves, as the repurchase policies see it, by time; of a gift too."""

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
    def tastes(self) -> tuple[Taste, ...]:
        """What the shopper leans to, by what they dealt with."""
        return tastes_of(self)

    @cached_property
    def sought(self) -> tuple[Taste, ...]:
        """What the shopper leans to, by what they searched for."""
        return sought_of(self)

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
    def events(self) -> Sequence[Event]:
        """What was done in this session that counts: of a gift, what was done for it."""
        return self.given if self.gift else self.own

    @property
    def averse(self) -> list[str]:
        """The dismissed products that count and may be learnt from, by id: of a gift, those dismissed for it."""
        gifts = self.visit.gifts
        counts = gifts.hold_now if self.gift else lambda at: not gifts.hold(at)
        return [product for product, at in self.visit.averse.items() if counts(at)]

    @property
    def fleeting(self) -> frozenset[str]:
        """The attributes that a sensitive question is about, here or on earlier visits: of these, those say nothing."""
        return self.release.fleeting | self.visit.past.fleeting

    @property
    def release(self) -> Release:
        """The release that the answers are held against."""
        return self.narrowing.release


def replay(
    release: Release, bodies: Bodies, now: datetime, events: Sequence[Event] = (), visit: Visit = STRANGER
) -> State:
    """The state that stored answers lead to on a visit, less the products dismissed, what the shopper has taken out of
    what is known of them, and what was done or bought for others. Never raises, however stale."""
    answers: Answers = {}
    for id, body in bodies.items():
        question = release.questions.get(id)
        answer = recall(question, body) if question else None
        if answer is not None:
            answers[id] = answer
    own, given, visit = _counting(events, visit)
    known = known_names(release, visit, own, now)
    kept = kept_of(release, bought_of(own, now, visit))
    withheld = frozenset(one.product for one in kept if one.holds(now))
    narrowing = Narrowing(release, now.date(), visit.context, known, frozenset(visit.dismissed), withheld)
    return _held(narrowing, bodies, answers, now, own, given, visit, kept)


def replayed(state: State, answers: Answers) -> State:
    """The state that other answers lead to on the same visit."""
    own, given = state.own, state.given
    return _held(state.narrowing, state.bodies, answers, state.now, own, given, state.visit, state.kept)


def _counting(events: Sequence[Event], visit: Visit) -> tuple[Sequence[Event], Sequence[Event], Visit]:
    """The shopper's own events that count, those of the gift that is sought, and what is known from before."""
    removed, past, gifts = visit.removed, visit.past, visit.gifts
    if gifts.spans:
        past = replace(past, orders=gifts.own_orders(past.orders, events))
    own, given = gifts.own(events), gifts.given(events)
    if removed != Removed():
        past = replace(past, events=removed.events(past.events), orders=removed.orders(past.orders))
        own, given = removed.events(own), removed.events(given)
    return own, given, visit if past is visit.past else replace(visit, past=past)


def _held(
    narrowing: Narrowing,
    bodies: Bodies,
    answers: Answers,
    now: datetime,
    own: Sequence[Event],
    given: Sequence[Event],
    visit: Visit,
    kept: tuple[Kept, ...],
) -> State:
    path = narrowing.path(answers)
    candidates = narrowing.candidates(path)
    demands, remaining = narrowing.demands(path), narrowing.release.index.count(candidates)
    return State(narrowing, bodies, answers, path, demands, candidates, remaining, now, own, given, visit, kept)


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
