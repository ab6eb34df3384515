"""Random small worlds for Hypothesis: catalogs, products, conditions, questionnaires and answers, as authors write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.catalog.model import DROP, KEEP, Assume, Catalog, Product
from app.questionnaire import Questionnaire
from tests.builders import TODAY, toy, toys

BRANDS = ["Ada", "Bor", "Cid"]
PORTS = ["hdmi", "usb-a", "usb-c"]
SIZES = ["S", "M", "L"]
PRICES = [0.0, 1.5, 2.0, 3.0, 10.0]
DAYS = [date(2024, 2, 29), date(2026, 8, 22), TODAY, date(2026, 12, 31)]
DATES = [*(str(day) for day in DAYS), "today", "-90 days", "+6 weeks", "-1 month", "+2 years"]

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "brand": st.sampled_from(BRANDS),
    "ports": st.lists(st.sampled_from(PORTS), min_size=1, max_size=3, unique=True).map(tuple),
    "price": st.sampled_from(PRICES),
    "size": st.sampled_from([0.0, 1.0, 2.0]),
    "released": st.sampled_from([float(day.toordinal()) for day in DAYS]),
    "gps": st.sampled_from(["true", "false"]),
    "stock": st.sampled_from([0.0, 1.0, 5.0]),
    "sold": st.sampled_from([0.0, 1.0, 2.0, 30.0]),
}
_LITERALS: dict[str, st.SearchStrategy[str]] = {
    "brand": st.sampled_from([*BRANDS, "Nobody"]),
    "ports": st.sampled_from([*PORTS, "scart"]),
    "price": st.sampled_from(["0", "1.5", "2", "2.5", "1e1"]),
    "size": st.sampled_from(SIZES),
    "released": st.sampled_from(DATES),
    "gps": st.sampled_from(["true", "no", "Yes"]),
}
_ORDERED = ("price", "size", "released")


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """The toy catalog, each attribute with an unknown policy of its own."""
    catalog = toys()
    attributes = dict(catalog.attributes)
    for id, values in _VALUES.items():
        assumed = values.map(lambda value: Assume(value if isinstance(value, tuple) else (value,)))
        policy = draw(st.sampled_from([KEEP, KEEP, DROP]) | assumed)
        attributes[id] = replace(attributes[id], unknown=policy)
    return replace(catalog, attributes=attributes)


@st.composite
def stocks(draw: st.DrawFn, least: int = 0, most: int = 12) -> list[Product]:
    """Products with holes and with many equals."""
    count = draw(st.integers(least, most))
    return [
        toy(
            f"p{number:02}",
            **{id: value for id, values in _VALUES.items() if (value := draw(st.none() | values)) is not None},
        )
        for number in draw(st.permutations(range(count)))
    ]


@st.composite
def tests(draw: st.DrawFn, name: str) -> Any:
    """A test on one name: every form of the grammar."""
    literal = _LITERALS[name]
    forms: list[st.SearchStrategy[Any]] = [
        literal,
        st.lists(literal, max_size=3),
        st.fixed_dictionaries({"not": literal | st.lists(literal, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"known": st.booleans()}),
        st.fixed_dictionaries({"all": st.lists(literal, min_size=1, max_size=3)}),
    ]
    if name in _ORDERED:
        low = st.sampled_from(["min", "above"])
        high = st.sampled_from(["max", "below"])
        spans = st.builds(
            lambda low, high, ends, which: {
                word: end for word, end in zip((low, high), ends, strict=True) if word in which(low, high)
            },
            low,
            high,
            st.tuples(literal, literal),
            st.sampled_from([lambda low, high: (low,), lambda low, high: (high,), lambda low, high: (low, high)]),
        )
        forms += [spans, spans, st.lists(spans | literal, min_size=1, max_size=2)]
        forms.append(st.builds(lambda span, value: {**span, "not": value}, spans, literal))
    return draw(st.one_of(forms))


def conditions(names: tuple[str, ...] = tuple(_LITERALS)) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions on products, nested a little."""
    plain = st.sampled_from(names).flatmap(lambda name: st.fixed_dictionaries({name: tests(name)}))
    pair = st.lists(plain, min_size=2, max_size=2).map(lambda parts: {**parts[0], **parts[1]})

    def nest(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.one_of(
            st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"all": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"not": inner}),
        )

    return st.recursive(plain | pair, nest, max_leaves=4)


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    """What `prefer` takes: one wish for each of one or two names."""
    names = draw(st.lists(st.sampled_from(list(_LITERALS)), min_size=1, max_size=2, unique=True))
    found = {}
    for name in names:
        forms = [tests(name)]
        if name in _ORDERED:
            near = {"near": st.sampled_from(["1", "2.5"]) if name == "price" else _LITERALS[name]}
            if name == "released":
                near = {"near": st.sampled_from([str(day) for day in DAYS])}
            within = {"within": st.sampled_from([0.3, 1, 400]), "importance": st.sampled_from([0, 0.7, 2])}
            forms += [st.sampled_from(["most", "least"]), st.fixed_dictionaries(near, optional=within)]
        found[name] = draw(st.one_of(forms))
    return found


def _said(question: str, type: str, ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
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
    else:
        test = st.sampled_from([{"min": 2}, {"max": 1.5}, {"min": 1, "below": 3}, {"not": 2}, {"known": True}])
    return test.map(lambda test: {question: test})


TYPES = ["single", "single", "single", "multiple", "multiple", "range", "number", "date", "info"]
IDS = {"brand": BRANDS, "ports": PORTS, "size": SIZES, "gps": ["true", "false"]}


@st.composite
def questionnaires(draw: st.DrawFn, most: int = 5) -> dict[str, Any]:
    """A questionnaire whose routes lead onward, as plain data; its questions are q0, q1, …"""
    count = draw(st.integers(1, most))
    questions: dict[str, Any] = {}
    earlier: list[st.SearchStrategy[dict[str, Any]]] = []
    for place in range(count):
        type = draw(st.sampled_from(TYPES))
        attribute, ids = draw(_offered()) if type in ("single", "multiple") else ("", [])
        whens = [*earlier, _said(f"q{place}", type, ids)]
        onward = st.sampled_from([*(f"q{later}" for later in range(place + 1, count)), "results", "results", "end"])
        routes = onward | st.lists(
            st.fixed_dictionaries({"to": onward}, optional={"when": st.one_of(whens)}), max_size=2
        )
        optional = {"skippable": st.just(False), "prefer": wishes()}
        optional |= {"next": routes, "when": st.one_of(earlier)} if earlier else {"next": routes}
        question = {"ask": f"Question {place}?", "type": type, **_some(draw, optional, 4)}
        if type == "range":
            question["attribute"] = "price"
            question |= _some(draw, {"step": st.sampled_from([0.1, 1, 5]), "bins": st.integers(1, 6)}, 2)
        else:
            question |= _some(draw, {"filter": conditions()}, 3)
        if type == "multiple":
            question["match"] = draw(st.sampled_from(["any", "all"]))
        if ids:
            question |= draw(_choices(type, attribute, ids, routes))
        questions[f"q{place}"] = question
        earlier.append(_said(f"q{place}", type, ids))
    extra = {
        "enough": st.integers(0, 3),
        "results": st.fixed_dictionaries({"out_of_stock": st.sampled_from(["hide", "last", "show"])}),
        "ranking": st.fixed_dictionaries(
            {"preference": st.sampled_from([0.3, 1]), "popularity": st.sampled_from([0, 0.2])}
        ),
    }
    return {
        "questionnaire": "toys",
        "catalog": "toys",
        "title": "Toys",
        "questions": questions,
        **_some(draw, extra, 2),
    }


def _some(draw: st.DrawFn, optional: dict[str, Any], seldom: int) -> dict[str, Any]:
    """Each key with its value, one time in `seldom`."""
    return {key: draw(values) for key, values in optional.items() if draw(st.integers(1, seldom)) == seldom}


@st.composite
def _offered(draw: st.DrawFn) -> tuple[str, list[str]]:
    """What a question offers: values of an attribute, or choices of its own."""
    attribute = draw(st.sampled_from(["", "", *IDS]))
    if attribute:
        return attribute, draw(st.permutations(IDS[attribute]))[:2]
    return "", [f"c{number}" for number in range(draw(st.integers(1, 3)))]


@st.composite
def _choices(draw: st.DrawFn, type: str, attribute: str, ids: list[str], routes: Any) -> dict[str, Any]:
    """The keys of a question with choices."""
    if attribute and draw(st.booleans()):
        sorts = st.sampled_from(["count", "value", "label"])
        return {
            "attribute": attribute,
            "choices": {"auto": _some(draw, {"limit": st.integers(1, 2), "sort": sorts}, 2)},
        }
    optional = {
        "prefer": wishes(),
        "exclusive" if type == "multiple" else "next": st.just(True) if type == "multiple" else routes,
    }
    choices = {}
    for id in ids:
        own = {} if attribute else _some(draw, {"filter": conditions() | st.just({})}, 2)
        choices[id] = {"label": f"Choice {id}", **own, **_some(draw, optional, 3)}
    return {
        "choices": choices,
        **({"attribute": attribute} if attribute else {}),
        **_some(draw, {"importance": st.sampled_from([0, 0.5, 3])}, 4),
    }


@st.composite
def bodies(draw: st.DrawFn, questionnaire: Questionnaire, question: str) -> dict[str, Any]:
    """An answer to a question, as the API takes it."""
    asked = questionnaire.questions[question]
    if asked.skippable and draw(st.integers(0, 4)) == 0:
        return {"skip": True}
    if asked.type.has_choices:
        ids = [choice.id for choice in asked.choices] or IDS[asked.attribute]
        if asked.type == "single":
            return {"choices": [draw(st.sampled_from(ids))]}
        exclusive = [choice.id for choice in asked.choices if choice.exclusive]
        shared = [id for id in ids if id not in exclusive]
        picks = st.lists(st.sampled_from(shared), max_size=3, unique=True) if shared else st.just([])
        alone = st.sampled_from(exclusive).map(lambda id: [id]) if exclusive else picks
        return {"choices": draw(picks | alone)}
    if asked.type == "range":
        low, high = sorted(draw(st.tuples(st.sampled_from(PRICES), st.sampled_from(PRICES))))
        return draw(st.sampled_from([{"min": low}, {"max": high}, {"min": low, "max": high}]))
    if asked.type == "number":
        return {"value": draw(st.sampled_from([0, 1.5, 2, 7]))}
    return {"value": str(draw(st.sampled_from(DAYS)))} if asked.type == "date" else {"seen": True}


@st.composite
def answers(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, dict[str, Any]]:
    """Answers to some of the questions, on the path or off it, in some order."""
    ids = list(questionnaire.questions)
    given = draw(st.permutations(ids))[: draw(st.integers(0, len(ids)))] if draw(st.booleans()) else ids
    return {id: draw(bodies(questionnaire, id)) for id in given}
