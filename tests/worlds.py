"""Random questionnaires and answers for Hypothesis, as authors write and shoppers say them.

`also` names what a questionnaire may hold beyond the plain language: any of `CONSTRUCTS`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.goods import DAYS, Refs, catalogs, conditions, stocks, tests, wishes
from tests.shoppers import IDS, VISITS, answers, bodies, visits

CONSTRUCTS = ("refs", "points", "hidden", "ask", "must", "trust", "rules", "merchandise", "context", "best")
"""refs: `{answer: …}`; points; hidden: `when` on choices; ask: importance as the shopper says; must; trust; rules;
merchandise; context: `when` that reads campaign, locale or today; best: an order, or routes to a pool."""
APART = ("apart", "points", "ask", "merchandise")
"""What may be written where no answer matters to another question, and most answers wish for something."""
WORDED = ("points", "hidden", "ask", "must", "trust", "rules", "merchandise", "worded")
"""Those beside which choices and rules speak in words of their own; worded: they do, often in the same ones."""
ORDERLESS = tuple(construct for construct in CONSTRUCTS if construct != "best")
"""Those under which the order of the answers says nothing."""

TYPES = ["single", "single", "single", "multiple", "multiple", "range", "number", "date", "info"]

Conditions = st.SearchStrategy[dict[str, Any]]


@dataclass
class _Draft:
    """A questionnaire that is being written: what its questions are, and what may be said of them so far."""

    draw: st.DrawFn
    also: Collection[str]
    types: list[str]
    main: int
    """How many questions routes lead through; the others are the pool."""
    refs: Refs = field(default_factory=dict)
    said: list[Conditions] = field(default_factory=list)

    def ref(self, type: str, **words: Any) -> st.SearchStrategy[Any] | None:
        """References to the questions of a type, if there are some."""
        ids = [f"q{place}" for place, known in enumerate(self.types) if known == type]
        if not ids or "refs" not in self.also:
            return None
        return st.fixed_dictionaries({"answer": st.sampled_from(ids)}, optional=words)

    def whens(self, *more: Conditions) -> Conditions:
        """A condition on what was said so far."""
        plain = st.one_of([*self.said, *more])
        nested = st.fixed_dictionaries({"any": st.lists(plain, min_size=1, max_size=2)}) | st.fixed_dictionaries(
            {"not": plain}
        )
        return st.one_of([*self.said, *more, nested]) if self.also else plain

    def filters(self) -> Conditions:
        return conditions(refs=self.refs)

    def wishes(self) -> st.SearchStrategy[dict[str, Any]]:
        return wishes(refs=self.refs, also=self.also)

    def some(self, optional: dict[str, Any], seldom: int) -> dict[str, Any]:
        """Each key with its value, one time in `seldom`."""
        return {
            key: self.draw(values) for key, values in optional.items() if self.draw(st.integers(1, seldom)) == seldom
        }

    def targets(self, place: int) -> st.SearchStrategy[str]:
        """Where routes of a question may lead: onward, so that there are no circles."""
        last = self.main if place < self.main else len(self.types)
        onward = [f"q{later}" for later in range(place + 1, last)]
        hub = ["best", "best"] if "best" in self.also and len(self.types) > 1 else []
        back = [f"q{earlier}" for earlier in range(1, self.main)] if place >= self.main else []
        return st.sampled_from([*onward, "results", "results", "end", *hub, *back])


@st.composite
def questionnaires(draw: st.DrawFn, most: int = 5, also: Collection[str] = ()) -> dict[str, Any]:
    """A questionnaire whose routes lead onward, as plain data; its questions are q0, q1, …"""
    kinds = ["single", "multiple"] if "worded" in also else TYPES
    types = [draw(st.sampled_from(kinds)) for _ in range(draw(st.integers(1, most)))]
    pooled = "best" in also and len(types) > 1 and draw(st.booleans())
    draft = _Draft(draw, also, types, draw(st.integers(1, len(types) - 1)) if pooled else len(types))
    draft.refs = _refs(draft)
    if "context" in also:
        draft.said.append(_visit(draft))
    questions = {f"q{place}": _question(draft, place) for place in range(len(types))}
    if pooled:
        questions[f"q{draft.main - 1}"]["next"] = "best"
    extra: dict[str, Any] = {
        "enough": st.integers(0, 3),
        "results": st.fixed_dictionaries(
            {"out_of_stock": st.sampled_from(["hide", "last", "show"])}, optional={"limit": st.integers(1, 3)}
        ),
        "ranking": st.fixed_dictionaries(
            {"preference": st.sampled_from([0.3, 1]), "popularity": st.sampled_from([0, 0.2])}
        ),
    }
    if "rules" in also:
        extra["rules"] = st.lists(_rules(draft), min_size=1, max_size=3)
    if "merchandise" in also:
        extra["merchandise"] = st.lists(_merchandise(draft), min_size=1, max_size=3)
    ordered = {"order": "best"} if "best" in also and not pooled else {}
    head = {"questionnaire": "toys", "catalog": "toys", "title": "Toys", **ordered}
    return {**head, "questions": questions, **draft.some(extra, 2)}


def _question(draft: _Draft, place: int) -> dict[str, Any]:
    """One question; what may be said of it is added to the draft."""
    id, type, draw = f"q{place}", draft.types[place], draft.draw
    attribute, ids = draw(_offered()) if type in ("single", "multiple") else ("", [])
    own = _said(draft, id, type, ids)
    target = draft.targets(place)
    routes = target | st.lists(st.fixed_dictionaries({"to": target}, optional={"when": draft.whens(own)}), max_size=2)
    optional: dict[str, Any] = {"skippable": st.just(False), "prefer": draft.wishes(), "next": routes}
    if draft.said:
        optional["when"] = draft.whens()
    if "apart" in draft.also:
        optional = {"prefer": draft.wishes()}
    if "must" in draft.also:
        optional["must"] = st.just(True)
    if "trust" in draft.also:
        optional["trust"] = st.sampled_from([0.9, 0.9, 1])
    question = {"ask": f"Question {place}?", "type": type, **draft.some(optional, 2 if "apart" in draft.also else 4)}
    if type == "range":
        question["attribute"] = "price"
        question |= draft.some({"step": st.sampled_from([0.1, 1, 5]), "bins": st.integers(1, 6)}, 2)
    else:
        question |= draft.some({"filter": draft.filters()}, 3)
    if type == "multiple":
        question["match"] = draw(st.sampled_from(["any", "all"]))
    if "ask" in draft.also and type != "info":
        question |= draft.some({"importance": st.just("ask")}, 3)
    if ids:
        question = {**draw(_choices(draft, type, attribute, ids, routes)), **question}
    draft.said.append(own)
    return question


def _said(draft: _Draft, question: str, type: str, ids: list[str]) -> Conditions:
    """A condition on one answer."""
    if type in ("single", "multiple"):
        id = st.sampled_from(ids)
        test: st.SearchStrategy[Any] = st.one_of(
            id,
            st.lists(id, min_size=1, max_size=2),
            st.fixed_dictionaries({"not": id}),
            st.fixed_dictionaries({"all": st.lists(id, min_size=1, max_size=2)}),
            st.just({"known": False}),
        )
    elif type == "info":
        test = st.sampled_from([True, {"known": True}])
    elif type == "date":
        test = st.sampled_from([{"min": "today"}, {"below": "2026-11-20"}, {"known": False}])
        test = _bounded(test, draft.ref("date", plus=st.sampled_from([-30, 1])))
    else:
        test = st.sampled_from([{"min": 2}, {"max": 1.5}, {"min": 1, "below": 3}, {"not": 2}, {"known": True}])
        test = _bounded(test, draft.ref("number", times=st.sampled_from([2, 0.5]), plus=st.just(1)))
    return test.map(lambda test: {question: test})


def _bounded(test: st.SearchStrategy[Any], ref: st.SearchStrategy[Any] | None) -> st.SearchStrategy[Any]:
    """The test, or an end that refers to an answer."""
    if ref is None:
        return test
    return test | st.builds(lambda word, ref: {word: ref}, st.sampled_from(["min", "below", "not"]), ref) | ref


def _visit(draft: _Draft) -> Conditions:
    """A condition on where the shopper comes from, or on the day."""
    plain = [st.sampled_from([*values, {"not": values[0]}, {"known": False}]) for values in VISITS.values()]
    forms = [st.fixed_dictionaries({name: test}) for name, test in zip(VISITS, plain, strict=True)]
    today = st.sampled_from([{"min": "2026-11-20"}, {"above": "2026-11-20"}, {"known": True}])
    bounded = _bounded(today, draft.ref("date", plus=st.sampled_from([-30, 1])))
    return st.one_of([*forms, st.fixed_dictionaries({"today": bounded})])


def _refs(draft: _Draft) -> Refs:
    """By attribute, what may stand there for a literal."""
    units = st.sampled_from(["days", "weeks", "months", "years"])
    numbers = [
        draft.ref("number", times=st.sampled_from([0.5, -1, 2]), plus=st.sampled_from([-1, 1.5])),
        draft.ref("date", times=st.sampled_from([0.1, 1])),
    ]
    if numbers[1] is not None:
        numbers[1] = st.builds(lambda ref, unit: {**ref, "in": unit}, numbers[1], units)
    forms = {"price": [form for form in numbers if form is not None]}
    days = draft.ref("date", plus=st.sampled_from([-90, 1]))
    forms["released"] = [days] if days is not None else []
    return {name: st.one_of(found) for name, found in forms.items() if found}


PHRASES = st.fixed_dictionaries(
    {"meets": st.sampled_from(["Good", "Fine"]), "misses": st.sampled_from(["Bad", "Fine"])}
)


def _rules(draft: _Draft) -> Conditions:
    effects = {"filter": draft.filters(), "prefer": draft.wishes(), "only": draft.filters(), "warn": st.just("Look!")}

    def rule(word: str) -> Conditions:
        others = {key: effects[key] for key in ("filter", "warn") if key != word}
        when = {"when": draft.whens()}
        if "worded" in draft.also and word in ("filter", "prefer"):
            when["reason"] = PHRASES
        if word == "only":
            return st.fixed_dictionaries({word: effects[word], **when}, optional=others)
        return st.fixed_dictionaries({word: effects[word]}, optional={**when, **others})

    return st.sampled_from(["filter", "filter", "prefer", "only", "warn"]).flatmap(rule)


def _merchandise(draft: _Draft) -> Conditions:
    day = st.sampled_from([str(day) for day in DAYS])
    one_day = st.sampled_from([{}, {}, {"from": "2026-11-20"}, {"until": "2026-11-20"}])
    days = one_day | st.builds(lambda first, last: {"from": min(first, last), "until": max(first, last)}, day, day)
    own: dict[str, dict[str, Any]] = {
        **{deed: {"by": st.sampled_from([0.25, 2])} for deed in ("boost", "bury")},
        "pin": {"label": st.just("Our pick")},
        "exclude": {},
    }
    entries = st.sampled_from(list(own)).flatmap(
        lambda deed: st.fixed_dictionaries({deed: conditions()}, optional={**own[deed], "when": draft.whens()})
    )
    return st.builds(lambda entry, days: {**entry, **days}, entries, days)


@st.composite
def _offered(draw: st.DrawFn) -> tuple[str, list[str]]:
    """What a question offers: values of an attribute, or choices of its own."""
    attribute = draw(st.sampled_from(["", "", *IDS]))
    if attribute:
        return attribute, draw(st.permutations(IDS[attribute]))[:2]
    return "", [f"c{number}" for number in range(draw(st.integers(1, 3)))]


@st.composite
def _choices(draw: st.DrawFn, draft: _Draft, type: str, attribute: str, ids: list[str], routes: Any) -> dict[str, Any]:
    """The keys of a question with choices."""
    if attribute and "worded" not in draft.also and draw(st.booleans()):
        sorts = st.sampled_from(["count", "value", "label"])
        return {
            "attribute": attribute,
            "choices": {"auto": draft.some({"limit": st.integers(1, 2), "sort": sorts}, 2)},
        }
    optional: dict[str, Any] = {"prefer": draft.wishes()}
    if type == "multiple":
        optional["exclusive"] = st.just(True)
    elif "apart" not in draft.also:
        optional["next"] = routes
    hidden = {"when": draft.whens()} if "hidden" in draft.also and draft.said else {}
    choices = {}
    for id in ids:
        own = {} if attribute else draft.some({"filter": draft.filters() | st.just({})}, 2)
        spoken = {"reason": draw(PHRASES), "prefer": draw(draft.wishes())} if "worded" in draft.also else {}
        choices[id] = {"label": f"Choice {id}", **own, **draft.some(optional, 3), **spoken, **draft.some(hidden, 2)}
    return {
        "choices": choices,
        **({"attribute": attribute} if attribute else {}),
        **draft.some({"importance": st.sampled_from([0, 0.5, 3])}, 4),
    }


__all__ = [
    "APART",
    "CONSTRUCTS",
    "ORDERLESS",
    "WORDED",
    "answers",
    "bodies",
    "catalogs",
    "conditions",
    "questionnaires",
    "stocks",
    "tests",
    "visits",
    "wishes",
]
