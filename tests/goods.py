"""Random catalogs, products, conditions and wishes for Hypothesis, as authors write them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.catalog.model import APART, DROP, KEEP, TOGETHER, Assume, Attribute, Catalog, Product
from app.conditions import Kind
from app.document.texts import plain
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
_FAMILIES = st.sampled_from(["f", "g", "h"])
_LITERALS: dict[str, st.SearchStrategy[str]] = {
    "brand": st.sampled_from([*BRANDS, "Nobody"]),
    "ports": st.sampled_from([*PORTS, "scart"]),
    "price": st.sampled_from(["0", "1.5", "2", "2.5", "1e1"]),
    "size": st.sampled_from(SIZES),
    "released": st.sampled_from(DATES),
    "gps": st.sampled_from(["true", "no", "Yes"]),
}
_ORDERED = ("price", "size", "released")

Refs = Mapping[str, st.SearchStrategy[Any]]
"""By attribute, the references to answers that a test on it may hold."""
NO_REFS: Refs = {}


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """The toy catalog, each attribute with an unknown policy of its own; variants stand together or not."""
    catalog = toys()
    attributes = dict(catalog.attributes)
    for id, values in _VALUES.items():
        assumed = values.map(lambda value: Assume(value if isinstance(value, tuple) else (value,)))
        policy = draw(st.sampled_from([KEEP, KEEP, DROP]) | assumed)
        attributes[id] = replace(attributes[id], unknown=policy)
    kind = draw(st.sampled_from([Kind.CATEGORY, Kind.TEXT]))
    attributes["family"] = Attribute("family", kind, "family", plain("Family"))
    variants = draw(st.sampled_from([APART, TOGETHER]))
    return replace(catalog, attributes=attributes, roles={**catalog.roles, "group": "family"}, variants=variants)


@st.composite
def stocks(draw: st.DrawFn, least: int = 0, most: int = 12) -> list[Product]:
    """Products with holes and with many equals."""
    count = draw(st.integers(least, most))
    stated = {**_VALUES, "family": _FAMILIES}
    return [
        toy(
            f"p{number:02}",
            **{id: value for id, values in stated.items() if (value := draw(st.none() | values)) is not None},
        )
        for number in draw(st.permutations(range(count)))
    ]


@st.composite
def tests(draw: st.DrawFn, name: str, refs: Refs = NO_REFS) -> Any:
    """A test on one name: every form of the grammar."""
    literal = _LITERALS[name]
    end: st.SearchStrategy[Any] = literal | refs[name] if name in refs else literal
    forms: list[st.SearchStrategy[Any]] = [
        end,
        st.lists(end, max_size=3),
        st.fixed_dictionaries({"not": end | st.lists(end, min_size=1, max_size=2)}),
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
            st.tuples(end, end),
            st.sampled_from([lambda low, high: (low,), lambda low, high: (high,), lambda low, high: (low, high)]),
        )
        forms += [spans, spans, st.lists(spans | end, min_size=1, max_size=2)]
        forms.append(st.builds(lambda span, value: {**span, "not": value}, spans, end))
    return draw(st.one_of(forms))


def conditions(names: tuple[str, ...] = tuple(_LITERALS), refs: Refs = NO_REFS) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions on products, nested a little."""
    plain = st.sampled_from([*names, *refs]).flatmap(lambda name: st.fixed_dictionaries({name: tests(name, refs)}))
    pair = st.lists(plain, min_size=2, max_size=2).map(lambda parts: {**parts[0], **parts[1]})

    def nest(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.one_of(
            st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"all": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"not": inner}),
        )

    return st.recursive(plain | pair, nest, max_leaves=4)


@st.composite
def wishes(draw: st.DrawFn, refs: Refs = NO_REFS, also: Collection[str] = ()) -> dict[str, Any]:
    """What `prefer` takes: one wish for each of one or two names; `points` too, if they are among `also`."""
    names = draw(st.lists(st.sampled_from(list(_LITERALS)), min_size=1, max_size=2, unique=True))
    found = {}
    for name in names:
        forms = [tests(name, refs)]
        if name in _ORDERED:
            near = {"near": st.sampled_from(["1", "2.5"]) if name == "price" else _LITERALS[name]}
            if name == "released":
                near = {"near": st.sampled_from([str(day) for day in DAYS])}
            if name in refs:
                near["near"] |= refs[name]
            within = {"within": st.sampled_from([0.3, 1, 400]), "importance": st.sampled_from([0, 0.7, 2])}
            forms += [st.sampled_from(["most", "least"]), st.fixed_dictionaries(near, optional=within)]
        if "points" in also:
            worth = st.dictionaries(_LITERALS[name], st.sampled_from([-1.5, 0, 2, 3]), min_size=1, max_size=3)
            weighed = {"importance": st.sampled_from([0, 0.7, 2])}
            forms.append(st.fixed_dictionaries({"points": worth}, optional=weighed))
        found[name] = draw(st.one_of(forms))
    return found
