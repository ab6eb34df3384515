"""Random small questionnaires that are all logic, and everything that can happen in them, by trying every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from app.conditions.dates import Relative
from app.questionnaire import Answer, Between, Entered, Path, Picked, Questionnaire, Seen, Skipped, walk
from app.questionnaire.acting import decided
from app.questionnaire.answer import limits
from app.questionnaire.graph import ahead_of
from app.questionnaire.question import Question, Type
from app.questionnaire.route import TERMINALS
from app.questionnaire.sites import Kind, sites
from app.questionnaire.walk import holds
from tests.builders import TODAY

GRID = [value / 2 for value in range(-1, 8)]
DAYS = [TODAY + timedelta(days=off) for off in range(-3, 4)]
LATER = [TODAY + timedelta(days=off) for off in range(6)]
TYPES = ["single", "single", "single", "multiple", "multiple", "number", "range", "date", "info"]
RELATIVE = ["today", "+1 day", "-1 day"]


def _literal(type: str) -> st.SearchStrategy[Any]:
    if type == "date":
        return st.sampled_from([*(str(day) for day in DAYS[2:6]), *RELATIVE])
    return st.sampled_from([0, 1, 2])


def _end(type: str, others: dict[str, str]) -> st.SearchStrategy[Any]:
    """An end of an interval: a literal, now and then a reference to an answer that it can be compared with."""
    known = [id for id, other in others.items() if other == type and type in ("number", "date")]
    if not known:
        return _literal(type)
    ref = st.fixed_dictionaries({"answer": st.sampled_from(known)}, optional={"plus": st.sampled_from([1, -1])})
    return st.one_of(_literal(type), _literal(type), ref)


@st.composite
def _test(draw: st.DrawFn, types: dict[str, str], picks: dict[str, list[str]]) -> dict[str, Any]:
    name = draw(st.sampled_from(list(types)))
    type = types[name]
    if name in ("channel", "page"):
        return {name: draw(st.sampled_from(["x", {"not": "x"}, ["x", "y"], {"known": True}]))}
    if type in ("single", "multiple"):
        id = st.sampled_from(picks[name])
        some = st.lists(id, min_size=1, max_size=2, unique=True)
        forms = [id, some, st.fixed_dictionaries({"not": some}), st.fixed_dictionaries({"all": some})]
        return {name: draw(st.one_of(*forms, st.fixed_dictionaries({"known": st.booleans()})))}
    if type == "info":
        return {name: draw(st.sampled_from([True, {"known": False}, {"not": True}]))}
    end = _end(type, {id: other for id, other in types.items() if id != name and id != "today"})
    words = draw(st.sampled_from([("min",), ("above",), ("max",), ("below",), ("min", "below"), ("above", "max")]))
    return {name: {word: draw(end) for word in words}}


def _whens(types: dict[str, str], picks: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    one = _test(types, picks)
    some = st.lists(one, min_size=1, max_size=2)
    return st.one_of(
        one,
        one,
        some.map(lambda parts: {"all": parts}),
        some.map(lambda parts: {"any": parts}),
        one.map(lambda part: {"not": part}),
    )


@st.composite
def logics(draw: st.DrawFn, most: int = 4) -> dict[str, Any]:
    """A questionnaire as plain data; its questions q0, q1, … lead onward, or to `best`."""
    count = draw(st.integers(2, most))
    context = draw(st.sampled_from([{}, {}, {}, {"channel": "context"}, {"today": "date"}]))
    types = {f"q{place}": draw(st.sampled_from(TYPES)) for place in range(count)}
    picks = {id: ["a", "b", "c"][: draw(st.integers(1, 3))] for id in types}
    best = draw(st.sampled_from([None, None, "order", "route"]))
    questions: dict[str, Any] = {}
    for place, (id, type) in enumerate(types.items()):
        # `when`s read any question, later ones too: that is too early, but must be walked all the same
        known = types if draw(st.integers(0, 5)) == 0 else {name: types[name] for name in list(types)[:place]}
        whens = _whens({**known, **context}, picks) if known or context else st.nothing()
        after = _whens({**known, **context, id: type}, picks)
        later = [f"q{then}" for then in range(place + 1, count)]
        onward = st.sampled_from([*later, *later, "results", "end", *(["best"] if best == "route" else [])])
        routes = st.lists(
            st.fixed_dictionaries({"to": onward, "when": after}) | st.fixed_dictionaries({"to": onward}), max_size=3
        )
        question: dict[str, Any] = {"ask": "?", "type": type, "skippable": draw(st.booleans())}
        question |= _some(draw, {"when": whens} if known or context else {}, 2) | _some(draw, {"next": routes}, 2)
        if type in ("single", "multiple"):
            own = {"when": whens} if known or context else {}
            own |= {"exclusive": st.just(True)} if type == "multiple" else {"next": routes}
            question["choices"] = {pick: {"label": pick, **_some(draw, own, 4)} for pick in picks[id]}
            question |= _some(draw, {"max": st.integers(1, 2)} if type == "multiple" else {}, 3)
        if type == "range":
            question |= {"attribute": "price", "bound": draw(st.sampled_from(["min", "max", "both"]))}
        if type == "number":
            question |= _some(draw, {"min": st.just(0), "max": st.sampled_from([1, 2])}, 3)
        if type == "date":
            question |= _some(draw, {"min": st.sampled_from(["today", str(DAYS[3])]), "max": _literal("date")}, 3)
        questions[id] = question
    whens = _whens({**types, **context}, picks)
    across = {"rules": "warn", "merchandise": "exclude"}
    deeds = {"warn": "!", "exclude": {"brand": "Ada"}}
    found: dict[str, Any] = {"questions": questions}
    for key, deed in across.items():
        entries = draw(st.lists(whens, max_size=2))
        found |= {key: [{"when": when, deed: deeds[deed]} for when in entries]} if entries else {}
    return found | ({"order": "best"} if best == "order" else {})


def _some(draw: st.DrawFn, optional: dict[str, Any], seldom: int) -> dict[str, Any]:
    return {key: draw(values) for key, values in optional.items() if draw(st.integers(1, seldom)) == seldom}


def every_answer(question: Question, offered: set[str], today: date) -> Iterator[Answer]:
    """All that can be said to a question, of numbers and days those of a fine grid."""
    if question.skippable:
        yield Skipped()
    least, most = limits(question, today)
    alone = {choice.id for choice in question.choices if choice.exclusive}
    match question.type:
        case Type.SINGLE:
            yield from (Picked((choice.id,)) for choice in question.choices if choice.id in offered)
        case Type.MULTIPLE:
            ids = [choice.id for choice in question.choices if choice.id in offered]
            for size in range(int(question.most or len(ids)) + 1):  # type: ignore[arg-type]
                found = [picks for picks in combinations(ids, size) if size < 2 or not alone & set(picks)]
                yield from map(Picked, found)
        case Type.RANGE:
            if question.bound != "min":
                yield from (Between(None, value) for value in GRID)
            if question.bound != "max":
                yield from (Between(value, None) for value in GRID)
            if question.bound == "both":
                yield from (Between(low, high) for low, high in combinations(GRID, 2))
        case Type.INFO:
            yield Seen()
        case _:
            grid = GRID if question.type is Type.NUMBER else [float(day.toordinal()) for day in _around(today)]
            yield from (Entered(v) for v in grid if (least is None or v >= least) and (most is None or v <= most))


def _around(today: date) -> list[date]:
    return [TODAY + timedelta(days=off) for off in range(-5, 8)]


@dataclass
class Happened:
    """What was seen on all paths: sites by number, routes by key, questions."""

    held: set[int] = field(default_factory=set)
    failed: set[int] = field(default_factory=set)
    taken: set[tuple[str, str, int]] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    paths: int = 0


class TooMany(Exception):
    """There are more paths than a test has time for."""


class Everything:
    """Every answer to every question, one after the other, by `walk` itself."""

    def __init__(self, questionnaire: Questionnaire, most: int) -> None:
        self.questionnaire = questionnaire
        self.most = most
        self.sites = list(sites(questionnaire))
        self.place = {id(site.when): place for place, site in enumerate(self.sites)}
        self.routes = {(site.owner, site.choice, site.place): n for n, site in enumerate(self.sites) if site.to}
        self.ahead = ahead_of(questionnaire)
        self.seen = Happened()

    def happens(self) -> Happened:
        names = {name for site in self.sites for name in site.reads}
        channels = ["", "x", "y", "z"] if "channel" in names else [""]
        ends = [end for asked in self.questionnaire.questions.values() for end in (asked.least, asked.most)]
        days = LATER if "today" in names or any(isinstance(end, Relative) for end in ends) else [TODAY]
        with patch("app.questionnaire.walk.holds", self._watch):
            for today, channel in product(days, channels):
                self._go({}, today, {"channel": channel} if channel else {}, None)
        return self.seen

    def _go(self, answers: dict[str, Answer], today: date, context: dict[str, str], before: Path | None) -> None:
        self.seen.paths += 1
        if self.seen.paths > self.most:
            raise TooMany
        path = walk(self.questionnaire, answers, today, context)
        self.seen.passed.update(path.passed)
        self._look(path, before, today)
        if path.at in TERMINALS:
            return
        question = self.questionnaire.questions[path.at]
        self.seen.asked.add(question.id)
        offered = {choice.id for choice in question.choices if holds(choice.when, path.said, today)}
        for answer in every_answer(question, offered, today):
            self._go({**answers, question.id: answer}, today, context, path)

    def _watch(self, when: Any, said: Any, today: date) -> bool:
        """`holds`; what is asked of the `when`s of questions and choices on the way is written down."""
        truth = holds(when, said, today)
        place = self.place.get(id(when))
        if place is not None and self.sites[place].kind is not Kind.ROUTE:
            (self.seen.held if truth else self.seen.failed).add(place)
        return truth

    def _look(self, path: Path, before: Path | None, today: date) -> None:
        for place, site in enumerate(self.sites):
            rule = next((rule for rule in self.questionnaire.rules if rule.id == site.owner), None)
            if site.kind is Kind.MERCHANDISE or (rule is not None and decided(rule, path, self.ahead)):
                (self.seen.held if holds(site.when, path.said, today) else self.seen.failed).add(place)
        behind = set(before.answers) | set(before.passed) if before else set[str]()
        for id in (*path.passed, *path.answers):
            if id not in behind or (before and id in before.passed and id in path.answers):
                self._leave(id, path, today)

    def _leave(self, id: str, path: Path, today: date) -> None:
        """The lists of routes by which a question was left."""
        question, answer = self.questionnaire.questions[id], path.answers.get(id)
        picked = answer.choices if isinstance(answer, Picked) and len(answer.choices) == 1 else ()
        for choice in (*picked, ""):
            routes = question.by_id[choice].next if choice else question.next
            won = False
            for place, route in enumerate(routes):
                truth = holds(route.when, path.said, today)
                if route.when is not None:
                    (self.seen.held if truth else self.seen.failed).add(self.routes[id, choice, place])
                if truth and not won:
                    won = True
                    self.seen.taken.add((id, choice, place))
            if won:
                return
