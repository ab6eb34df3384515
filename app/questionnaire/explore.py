"""Every state that answers can lead to, walked exactly as `walk` does, and everything that it can be asked about them.

A state is a position and only those answers which some `when` still ahead reads, each by one value that stands for
all which these tests treat alike: so paths merge where they differ no more. The states with their edges have no
circle, and `sweep` carries whatever one likes along them, joined where paths meet:

    paths = exploration.sweep(lambda start: 1, lambda count, state, edge: count * max(1, len(edge.answers)), add)

`possible` says what can be answered, and on which days; another sees other values by `replace(possible, moves=…)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from app.conditions.hold import Values
from app.questionnaire.answer import Answer
from app.questionnaire.model import Questionnaire
from app.questionnaire.sites import Site
from app.questionnaire.visits import Visit

Payload = TypeVar("Payload")

RouteKey = tuple[str, str, int]
"""A route by its question, its choice (empty: the question's own routes) and its place in the list."""


class State(NamedTuple):
    """A position just arrived at (a question, `best`, or a terminal), before it is known whether it can be asked.

    `said` are the values of the answers, and of the context, that are read from here on, by name; what was skipped, or
    is not told apart from it any more, is not among them. `asked` and `passed` are bits by the question's place in the
    file, kept only where `best` may lead there again.
    """

    at: str
    said: tuple[tuple[str, Values], ...] = ()
    asked: int = 0
    passed: int = 0


class Edge(NamedTuple):
    """A step to the state number `to`, by any one of `answers`; none: the question is passed over, or `best` chose.

    `decided` are the rules that are decided from here on, with whether their `when` holds.
    """

    answers: tuple[Answer, ...]
    to: int
    decided: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Start:
    """The state that a visit begins in, and the rules that are decided at once."""

    visit: Visit
    state: int
    decided: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Exploration:
    """What can happen. If `exact`, nothing else can; if not, states were left out, or answers that nobody foresaw.

    `bits` are those of the questions; `ahead`, for each position, those of itself and of what can still come after it.
    `edges` are those of each state, by its number. `held` and `failed` are the numbers of the `sites` whose `when` was
    seen to hold, and to fail; in a list of routes all are looked at whenever the list is, and `taken` are the routes
    that won. `weighed` are the questions that came into question, `asked` those of them that could be asked, `stuck`
    those that then took no answer, on the first day.
    """

    questionnaire: Questionnaire
    bits: Mapping[str, int]
    ahead: Mapping[str, int]
    sites: tuple[Site, ...]
    states: tuple[State, ...]
    edges: tuple[tuple[Edge, ...], ...]
    starts: tuple[Start, ...]
    held: Set[int]
    failed: Set[int]
    taken: Set[RouteKey]
    weighed: Set[str]
    asked: Set[str]
    stuck: Set[str]
    exact: bool

    def comes_after(self, first: str, then: str) -> bool:
        """Whether a question can come after another, by the routes alone; it comes after itself."""
        return bool(self.ahead[first] & self.bits[then])

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The states by number, each before those that it leads to."""
        coming = [0] * len(self.states)
        for out in self.edges:
            for edge in out:
                coming[edge.to] += 1
        ready = [number for number, count in enumerate(coming) if not count]
        for number in ready:
            for edge in self.edges[number]:
                coming[edge.to] -= 1
                if not coming[edge.to]:
                    ready.append(edge.to)
        return tuple(ready)

    @cached_property
    def _first_way(self) -> Mapping[int, tuple[int, Edge]]:
        """By the number of a state, a state and an edge that lead there in the fewest steps."""
        found: dict[int, tuple[int, Edge]] = {}
        begun = {start.state for start in self.starts}
        for number, out in enumerate(self.edges):  # states are numbered as they were found, the nearest first
            for edge in out:
                if edge.to not in begun:
                    found.setdefault(edge.to, (number, edge))
        return found

    def way(self, number: int) -> tuple[tuple[str, Answer], ...]:
        """Answers by question, in order, that lead to a state in the fewest steps."""
        found: list[tuple[str, Answer]] = []
        while number in self._first_way:
            number, edge = self._first_way[number]
            if edge.answers:
                found.append((self.states[number].at, edge.answers[0]))
        return tuple(reversed(found))

    def sweep(
        self,
        begin: Callable[[Start], Payload],
        step: Callable[[Payload, State, Edge], Payload | None],
        join: Callable[[Payload, Payload], Payload],
    ) -> Iterator[tuple[int, Payload]]:
        """The payload of each state that has one, each state before those that it leads to.

        It is joined of what `begin` gives, and of what `step` makes of the payload of a state before along each of its
        edges (None: nothing comes this way). A payload is forgotten once it was handed out and carried on.
        """
        held: dict[int, Payload] = {}

        def bring(to: int, payload: Payload) -> None:
            held[to] = join(held[to], payload) if to in held else payload

        for start in self.starts:
            bring(start.state, begin(start))
        for number in self.order:
            if number not in held:
                continue
            payload = held.pop(number)
            yield number, payload
            for edge in self.edges[number]:
                carried = step(payload, self.states[number], edge)
                if carried is not None:
                    bring(edge.to, carried)
