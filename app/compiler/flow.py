"""Every state that a walk can be in, and every way on: the authored graph unfolded as far as conditions remember."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.catalog.bitset import Bits
from app.compiler.options import Option, Options
from app.compiler.pending import Item, Pending, Said
from app.guide import Release
from app.questionnaire import Question
from app.questionnaire.route import BEST, RESULTS, TERMINALS
from app.questionnaire.told import facts
from app.questionnaire.walk import can_be_asked, holds, offered

MOST_STATES = 5_000
"""States beyond which a questionnaire remembers too much to be unfolded."""

Edge = tuple[str, str | None, str]
"""A way of the graph: from where, by the route of which choice (None: the question's own), where to."""


class TooLarge(Exception):
    """The questionnaire unfolds into more states than are worth keeping."""


@dataclass(frozen=True)
class Move:
    """A way on: what was said (None: nothing was asked), along which edge, to which state, through which masks.

    `own` are the masks of the answer itself; `masks` those and what the rules that are decided by it add.
    """

    edge: Edge
    option: Option | None
    to: int
    masks: frozenset[int]
    own: frozenset[int] = frozenset()

    @property
    def given(self) -> bool:
        """Whether something was said."""
        return self.option is not None and self.option.given

    @property
    def spared(self) -> bool:
        """Whether a shopper is kept from it where it would leave nothing."""
        return self.option is not None and self.option.spared


@dataclass(frozen=True)
class Flow:
    """States in topological order, the first being the start: where each stands, and its moves.

    `masks` are the products, as bits, that each mask keeps; `eligible` those that may be shown at the start.
    """

    at: tuple[str, ...]
    moves: tuple[tuple[Move, ...], ...]
    masks: tuple[Bits, ...]
    eligible: Bits


@dataclass(frozen=True)
class _State:
    """A node, and of the answers before it only what can still matter."""

    at: str
    asked: frozenset[str]
    passed: frozenset[str]
    live: tuple[tuple[str, Option], ...]


def unfold(release: Release, today: date) -> Flow:
    """The flow of a release on a day, for visits of which nothing else is known. Raises TooLarge."""
    return _Unfolding(release, today).flow()


class _Unfolding:
    def __init__(self, release: Release, today: date) -> None:
        self.release, self.today = release, today
        self.questionnaire = release.questionnaire
        self.options = Options(release, today)
        self.pending = Pending(release, today)
        self.facts = facts(self.questionnaire, today, {}, {})
        self.found: dict[_State, list[tuple[Edge, Option | None, _State, frozenset[int], frozenset[int]]]] = {}

    def flow(self) -> Flow:
        first = self.questionnaire.first.id
        waiting = self.pending.at(self.open(first, frozenset()))
        start = self.state(first, frozenset(), frozenset(), {}, waiting)
        decided = [item for item in self.pending.items if item not in waiting]
        bits = self.pending.start(self.masks(decided, {}))
        order = self.unfolded(start)
        number = {state: place for place, state in enumerate(order)}
        moves = tuple(
            tuple(Move(edge, option, number[to], masks, own) for edge, option, to, masks, own in self.found[state])
            for state in order
        )
        return Flow(tuple(state.at for state in order), moves, tuple(self.pending.masks), bits)

    def unfolded(self, start: _State) -> list[_State]:
        """All states, each before those that it leads to."""
        done: dict[_State, None] = {}
        stack: list[tuple[_State, Iterator[_State]]] = [(start, iter(self.expanded(start)))]
        while stack:
            state, rest = stack[-1]
            for to in rest:
                if to not in self.found:
                    stack.append((to, iter(self.expanded(to))))
                    break
            else:
                stack.pop()
                done[state] = None
        return list(reversed(done))

    def expanded(self, state: _State) -> list[_State]:
        if len(self.found) >= MOST_STATES:
            raise TooLarge
        self.found[state] = list(self.moves(state))
        return [move[2] for move in self.found[state]]

    def moves(self, state: _State) -> Iterator[tuple[Edge, Option | None, _State, frozenset[int], frozenset[int]]]:
        if state.at in TERMINALS:
            return
        said = {**self.facts, **{id: option.values for id, option in state.live}}
        if state.at == BEST:
            to = self.next_of_pool(state.asked, said)
            yield self.move(state, (BEST, None, to), None, said)
            return
        question = self.questionnaire.questions[state.at]
        if not can_be_asked(question, said, self.today):
            to = self.lead(question, None, said)[1]
            yield self.move(state, (question.id, None, to), None, said)
            return
        listed = {choice.id for choice in self.options.listed(question)}
        shown = offered(question, said, self.today) if question.choices else self.options.listed(question)
        choices = tuple(choice for choice in shown if choice.id in listed)
        for option in self.options.of(question, choices):
            then = {**said, question.id: option.values}
            choice, to = self.lead(question, option, then)
            yield self.move(state, (question.id, choice, to), option, then)

    def lead(self, question: Question, option: Option | None, said: Said) -> tuple[str | None, str]:
        """The choice whose route is taken, if one is, and where to."""
        if option is not None and option.single is not None and (choice := question.choice(option.single)):
            for route in choice.next:
                if holds(route.when, said, self.today):
                    return choice.id, route.to
        for route in question.next:
            if holds(route.when, said, self.today):
                return None, route.to
        return None, self.questionnaire.after(question.id)

    def move(
        self, state: _State, edge: Edge, option: Option | None, said: Said
    ) -> tuple[Edge, Option | None, _State, frozenset[int], frozenset[int]]:
        """The move along an edge, with what it decides."""
        asked, passed, live = state.asked, state.passed, dict(state.live)
        if option is not None:
            asked, passed = asked | {state.at}, passed - {state.at}
            live[state.at] = option
        elif state.at != BEST:
            passed = passed | {state.at}
        to = edge[2]
        while to in asked or to in passed:
            to = self.questionnaire.after(to)
        before = self.pending.at(self.open(state.at, state.asked))
        after = self.pending.at(self.open(to, asked))
        options = dict(live)
        own = self.pending.own(state.at, option, said) if option is not None else frozenset()
        masks = own | self.masks([item for item in before if item not in after], options)
        return edge, option, self.state(to, asked, passed, live, after), masks, own

    def masks(self, decided: list[Item], live: Mapping[str, Option]) -> frozenset[int]:
        said = {**self.facts, **{id: option.values for id, option in live.items()}}
        found = (self.pending.decide(item, live, said) for item in decided)
        return frozenset(mask for mask in found if mask is not None)

    def state(
        self,
        at: str,
        asked: frozenset[str],
        passed: frozenset[str],
        live: Mapping[str, Option],
        waiting: tuple[Item, ...],
    ) -> _State:
        ahead = self.release.ahead.get(at, frozenset())
        kept = self.pending.remembered(live, self.open(at, asked), waiting)
        return _State(at, asked & ahead, passed & ahead, kept)

    def open(self, at: str, asked: frozenset[str]) -> frozenset[str]:
        """The questions that can still be answered."""
        return self.release.ahead.get(at, frozenset()) - asked

    def next_of_pool(self, asked: frozenset[str], said: Said) -> str:
        """The first question of the pool, in the order of the file, that is open and can be asked."""
        questions = self.questionnaire.questions
        pool = (id for id in self.questionnaire.pool if id not in asked)
        return next((id for id in pool if can_be_asked(questions[id], said, self.today)), RESULTS)
