"""Walking all ways at once: how `explore` finds the states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.conditions.dates import Relative
from app.conditions.hold import Values
from app.questionnaire.answer import Answer, Picked, values_said
from app.questionnaire.explore import Edge, Exploration, RouteKey, Start, State
from app.questionnaire.graph import ahead_bits
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.route import BEST, RESULTS, TERMINALS, Route
from app.questionnaire.sites import WALKED, Kind, Site, sites
from app.questionnaire.tell import Teller
from app.questionnaire.told import facts
from app.questionnaire.visits import Possible
from app.questionnaire.walk import holds
from app.shopper.names import TODAY

MOST_STATES = 20_000
"""States after which an exploration gives up: a second's work."""

Said = Mapping[str, Values]
EVERYTHING = -1
"""All bits."""


def explore(
    questionnaire: Questionnaire,
    possible: Possible,
    keep: Mapping[str, frozenset[str]] | None = None,
    most: int = MOST_STATES,
) -> Exploration:
    """Every state that can be reached, unless there are more than `most`.

    `keep` are, by question, names whose values must still be told apart to the letter when it comes. The routes must
    lead somewhere and not round in a circle.
    """
    return _Explorer(questionnaire, possible, keep or {}).run(most)


class _Move(NamedTuple):
    """Answers of a question that nothing tells apart: their values, the hidden choices among them, and their routes."""

    answers: tuple[Answer, ...]
    values: Values
    hidden: frozenset[str]
    routes: str


@dataclass
class _Seen:
    """What was seen so far, by the words of `Exploration`."""

    held: set[int] = field(default_factory=set)
    failed: set[int] = field(default_factory=set)
    taken: set[RouteKey] = field(default_factory=set)
    weighed: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)


class _Explorer:
    def __init__(self, questionnaire: Questionnaire, possible: Possible, keep: Mapping[str, frozenset[str]]) -> None:
        self.questionnaire, self.possible = questionnaire, possible
        self.bits = {id: 1 << place for place, id in enumerate(questionnaire.questions)}
        self.ahead = {**dict.fromkeys(TERMINALS, 0), **ahead_bits(questionnaire)}
        self.sites = tuple(sites(questionnaire))
        self.reads = [tuple(site.reads) for site in self.sites]
        self.known: dict[tuple[object, ...], bool] = {}
        self.places = {_key(site): place for place, site in enumerate(self.sites)}
        self.teller = Teller(self.sites, self.bits, _with_days(questionnaire, keep))
        self.onlookers = [
            (place, site, self._bits(site.reads)) for place, site in enumerate(self.sites) if site.kind not in WALKED
        ]
        self.concerned: dict[int, list[tuple[int, Site, int]]] = {}
        self.moves: dict[tuple[str, date], list[_Move]] = {}
        self.days = {float(day.toordinal()): day for day in possible.moves}
        self.today = next(iter(possible.moves))
        self.pool = questionnaire.pool
        self.closing = self._closing()
        self.seen = _Seen()
        self.numbers: dict[State, int] = {}
        self.states: list[State] = []

    def run(self, most: int) -> Exploration:
        """The exploration, cut off once it has more than `most` states."""
        starts = []
        for visit in self.possible.visits:
            said = facts(self.questionnaire, visit.today, visit.context, visit.known)
            state, open_ = self._arrive(self.questionnaire.first.id, said, 0, 0, visit.today)
            decided = self._look_on(EVERYTHING, open_, said, visit.today)
            starts.append(Start(visit, self._number(state), decided))
        edges: list[tuple[Edge, ...]] = []
        while len(edges) < len(self.states) <= most:
            edges.append(self._edges(self.states[len(edges)]))
        whole = len(edges) == len(self.states)
        edges.extend(() for _ in range(len(self.states) - len(edges)))
        return Exploration(
            questionnaire=self.questionnaire,
            bits=self.bits,
            ahead=self.ahead,
            sites=self.sites,
            states=tuple(self.states),
            edges=tuple(edges),
            starts=tuple(starts),
            exact=whole and self.possible.exact,
            **vars(self.seen),
        )

    def _bits(self, names: Iterable[str]) -> int:
        """The bits of the questions among some names."""
        return sum(self.bits.get(name, 0) for name in names)

    def _number(self, state: State) -> int:
        number = self.numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
        return number

    def _edges(self, state: State) -> tuple[Edge, ...]:
        """The ways on, those by answers that lead to the same state as one."""
        if state.at in TERMINALS:
            return ()
        said = dict(state.said)
        today = self.days.get(next(iter(said.get(TODAY, ())), None), self.today)  # type: ignore[arg-type]
        before = self.ahead[state.at] & ~state.asked
        found: dict[tuple[int, tuple[tuple[str, bool], ...]], list[Answer]] = {}
        for answers, to, then, asked, passed in self._ways(state, said, today):
            target, open_ = self._arrive(to, then, asked, passed, today)
            decided = self._look_on(before & ~open_, open_, then, today) if self.onlookers else ()
            found.setdefault((self._number(target), decided), []).extend(answers)
        return tuple(Edge(tuple(answers), to, decided) for (to, decided), answers in found.items())

    def _ways(
        self, state: State, said: dict[str, Values], today: date
    ) -> Iterator[tuple[tuple[Answer, ...], str, Said, int, int]]:
        """Answers, where they lead, and what is then said, asked and passed."""
        at, asked, passed = state.at, state.asked, state.passed
        if at == BEST:
            to, asked = self._next_of_pool(state, said, today)
            yield (), to, said, asked, passed & ~self.bits.get(to, 0)
            return
        question, bit = self.questionnaire.questions[at], self.bits[at]
        if (asked | passed) & bit:
            yield (), self.questionnaire.after(at), said, asked, passed
            return
        offered = self._offered(question, said, today)
        if offered is None:
            yield (), self._follow(question, "", said, today), said, asked, passed | bit
            return
        self.seen.asked.add(at)
        stuck = True
        for move in self._moves_of(question, today):
            if move.hidden <= offered:
                stuck = False
                then = {**said, at: move.values}
                yield move.answers, self._follow(question, move.routes, then, today), then, asked | bit, passed
        if stuck and today == self.today:
            self.seen.stuck.add(at)

    def _arrive(self, at: str, said: Said, asked: int, passed: int, today: date) -> tuple[State, int]:
        """The state of a position, and the bits of the questions that may still be asked."""
        ahead = self.ahead[at]
        asked, passed = (asked & ahead, passed & ahead) if self.pool else (0, 0)
        open_, tell = ahead & ~asked, self.teller.tell
        told = [(name, kept) for name, values in said.items() if (kept := tell(name, values, open_, today))]
        told.sort()
        return State(at, tuple(told), asked, passed), open_

    def _truth(self, place: int, said: Said, today: date) -> bool:
        """Whether the `when` of a site holds; that is remembered."""
        key = (place, today, *(said.get(name) for name in self.reads[place]))
        truth = self.known.get(key)
        if truth is None:
            truth = self.known[key] = holds(self.sites[place].when, said, today)
            (self.seen.held if truth else self.seen.failed).add(place)
        return truth

    def _offered(self, question: Question, said: Said, today: date) -> frozenset[str] | None:
        """The ids of the choices with a condition that are offered; None if the question cannot be asked."""
        self.seen.weighed.add(question.id)
        place = self.places.get((Kind.QUESTION, question.id, "", 0))
        if place is not None and not self._truth(place, said, today):
            return None
        if not question.hides_choices:
            return frozenset()
        keys = ((choice.id, (Kind.CHOICE, question.id, choice.id, 0)) for choice in question.choices if choice.when)
        found = frozenset(id for id, key in keys if self._truth(self.places[key], said, today))
        return found if found or any(choice.when is None for choice in question.choices) else None

    def _follow(self, question: Question, choice: str, said: Said, today: date) -> str:
        """Where the routes of a choice lead, else the question's own, else what follows."""
        if choice:
            to = self._first_of(question.id, choice, question.by_id[choice].next, said, today)
            if to is not None:
                return to
        if question.next:
            to = self._first_of(question.id, "", question.next, said, today)
            if to is not None:
                return to
        return self.questionnaire.after(question.id)

    def _first_of(self, id: str, source: str, routes: tuple[Route, ...], said: Said, today: date) -> str | None:
        found: str | None = None
        for place, route in enumerate(routes):
            key = (Kind.ROUTE, id, source, place)
            if (route.when is None or self._truth(self.places[key], said, today)) and found is None:
                found = route.to
                self.seen.taken.add(key[1:])
        return found

    def _next_of_pool(self, state: State, said: Said, today: date) -> tuple[str, int]:
        """What `best` chooses, and what is then as good as asked: questions that it could not ask, now or later.

        All that are open are weighed, for any of them may be chosen; followed is the first in the file.
        """
        asked, chosen = state.asked, RESULTS
        for id in self.pool:
            bit = self.bits[id]
            if asked & bit:
                continue
            if self._offered(self.questionnaire.questions[id], said, today) is not None:
                chosen = id if chosen == RESULTS else chosen
            elif chosen == RESULTS:
                open_ = self.ahead[BEST] & ~asked & ~bit
                if id in self.closing and not self.closing[id] & open_:
                    asked |= bit
        return chosen, asked

    def _closing(self) -> dict[str, int]:
        """The questions of the pool that `best` alone leads to, and may not ask: with the bits of what they read."""
        named = {route.to for question in self.questionnaire.questions.values() for route in question.routes}
        reads: dict[str, int] = {}
        for site in self.sites:
            if site.kind in (Kind.QUESTION, Kind.CHOICE) and site.owner in self.pool and site.owner not in named:
                reads[site.owner] = reads.get(site.owner, 0) | self._bits(site.reads)
        return reads

    def _moves_of(self, question: Question, today: date) -> list[_Move]:
        """The answers of a day, those together that nothing tells apart."""
        place = (question.id, today)
        if place not in self.moves:
            found: dict[tuple[object, frozenset[str], str], list[Answer]] = {}
            whole = self.teller.is_whole(question.id)
            for answer in self.possible.moves[today][question.id]:
                values = values_said(question, answer)
                picked = [choice for id in _picks(answer) if (choice := question.choice(id))]
                hidden = frozenset(choice.id for choice in picked if choice.when)
                routes = picked[0].id if len(picked) == 1 and picked[0].next else ""
                told: object = values if whole else self.teller.truths(question.id, values, EVERYTHING, today)
                found.setdefault((told, hidden, routes), []).append(answer)
            self.moves[place] = [
                _Move(tuple(answers), values_said(question, answers[0]), hidden, routes)
                for (_, hidden, routes), answers in found.items()
            ]
        return self.moves[place]

    def _look_on(self, lost: int, open_: int, said: Said, today: date) -> tuple[tuple[str, bool], ...]:
        """The rules that are decided once the questions of `lost` are behind; merchandising is looked at by the way."""
        if lost not in self.concerned:
            self.concerned[lost] = [one for one in self.onlookers if one[2] & lost or lost == EVERYTHING]
        decided = []
        for place, site, names in self.concerned[lost]:
            if site.kind is Kind.MERCHANDISE:
                self._truth(place, said, today)
            elif not names & open_:
                decided.append((site.owner, self._truth(place, said, today)))
        return tuple(decided)


def _with_days(questionnaire: Questionnaire, keep: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """What questions need to the letter: the day too, where it moves what may be entered."""
    questions = questionnaire.questions.values()
    moving = {one.id for one in questions if isinstance(one.least, Relative) or isinstance(one.most, Relative)}
    return {
        id: keep.get(id, frozenset()) | ({TODAY} if id in moving else frozenset())
        for id in dict.fromkeys((*keep, *moving))
    }


def _key(site: Site) -> tuple[Kind, str, str, int]:
    return (site.kind, site.owner, site.choice, site.place)


def _picks(answer: Answer) -> tuple[str, ...]:
    return answer.choices if isinstance(answer, Picked) else ()
