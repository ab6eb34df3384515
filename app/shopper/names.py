"""What conditions may read of a shopper and of a visit, beside what was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.conditions import All, Any, Condition, Held, Kind, Name, Not, Test
from app.conditions.dates import Relative, parse_date, parse_relative
from app.conditions.hold import Values
from app.conditions.model import Interval, literals, tests
from app.conditions.type import NEVER
from app.document import Text
from app.document.shape import parse_number
from app.issues import Collector

TODAY = "today"
CONTEXT: Mapping[str, Name] = {
    TODAY: Name(Kind.DATE),
    "locale": Name(Kind.CATEGORY),
    "campaign": Name(Kind.CATEGORY),
    "channel": Name(Kind.CATEGORY),
    "page": Name(Kind.CATEGORY),
    "visit.place": Name(Kind.CATEGORY),
}
"""Names that are known without asking: the day, and what the shop's page says of the visit."""


def said_as(name: str) -> str:
    """What the shop's page calls a name of `CONTEXT`: `place` for `visit.place`, which may be a question's id."""
    return name.removeprefix("visit.")


SEGMENT = "segment"
ORDER: Mapping[str, Name] = {
    "order.count": Name(Kind.NUMBER),
    "order.value": Name(Kind.NUMBER),
    "order.count_year": Name(Kind.NUMBER),
    "order.value_year": Name(Kind.NUMBER),
    "order.first": Name(Kind.DATE),
    "order.last": Name(Kind.DATE),
    "order.channel": Name(Kind.TAGS),
    "order.product": Name(Kind.TAGS),
}
"""What past orders say: how often and for how much, in all and within the last 365 days; the days of the first and of
the last; through which channels, and which products, by id."""

VISITS = "profile.visits"
SAID, REGISTERED, PROFILE = "said.", "registered.", "profile."
OPEN = (SAID, REGISTERED, PROFILE)
"""Beginnings of names whose rest is free: what was said to a question, now or on an earlier visit; what the shop has
signed of a registered shopper; the values of an attribute that the shopper leans to."""
ABOUT_SHOPPERS = (*OPEN, "order.")


def is_about_shoppers(name: str) -> bool:
    """Whether a name is known of shoppers, or not at all: no question and no attribute is called so."""
    return name == SEGMENT or name.startswith(ABOUT_SHOPPERS)


def names_in(condition: Condition) -> dict[str, Name]:
    """The names about shoppers that a condition uses, those that are free with the kind that their tests ask for."""
    found: dict[str, list[Test]] = {}
    for test in tests(condition):
        if test.name.startswith(OPEN):
            found.setdefault(test.name, []).append(test)
    orders = {test.name: ORDER[test.name] for test in tests(condition) if test.name in ORDER}
    return {**orders, **{name: _asked_for(name, those) for name, those in found.items()}}


def _asked_for(name: str, found: Iterable[Test]) -> Name:
    """Texts, unless the tests have ends: then dates, if the first end is one, else numbers."""
    if name == VISITS:
        return Name(Kind.NUMBER)
    for test in found:
        if isinstance(test.check, Held) and any(isinstance(value, Interval) for value in test.check.values):
            end = next(iter(literals(test)), None)
            is_date = isinstance(end, Text) and (parse_date(end.value) or parse_relative(end.value)) is not None
            return Name(Kind.DATE if is_date or isinstance(end, Relative) else Kind.NUMBER)
    return Name(Kind.TAGS)


def both_ways(values: Iterable[str | float]) -> Values:
    """Values as a name whose kind is free holds them: as texts, and as the number or the day that a text writes.

    >>> sorted(both_ways(["2026-11-20", 42.0]), key=str)
    ['2026-11-20', 42.0, '42', 739575.0]
    """
    found: dict[str | float, None] = {}
    for value in values:
        found[value] = None
        if isinstance(value, str):
            typed = parse_date(value)
            typed = parse_number(value) if typed is None else typed
            if typed is not None:
                found[typed] = None
        else:
            found[f"{value:.12g}"] = None
    return tuple(found)


def sound_names(condition: Condition, segments: Collection[str] | None, issues: Collector) -> Condition:
    """The condition, with what is not known of shoppers recorded, and never holding.

    `segments` are the ids that `segment` may name; None: no file says which there are.
    """
    match condition:
        case All(parts) | Any(parts):
            return type(condition)(tuple(sound_names(part, segments, issues) for part in parts))
        case Not(part):
            return Not(sound_names(part, segments, issues))
        case Test(name, _, mark) if mark and name.startswith("order.") and name not in ORDER:
            issues.unknown_word("unknown-name", mark, "of a shopper, the name", name, ORDER)
            return NEVER
        case Test(name, _, mark) if mark and name in OPEN:
            issues.add("unknown-name", mark, f"`{name}` names nothing", "write what is meant after the point")
            return NEVER
        case Test(name, _, mark) if mark and name == SEGMENT:
            return _of_segments(condition, segments, issues)
    return condition


def _of_segments(test: Test, segments: Collection[str] | None, issues: Collector) -> Condition:
    assert test.mark
    if segments is None:
        help = "write segments.yaml beside the questionnaire: {loyal: {label: Loyal, when: {order.count: {min: 3}}}}"
        issues.add(
            "no-segments", test.mark, "no file says which segments there are: nobody is taken to be in one", help
        )
        return NEVER
    unknown = [text for text in literals(test) if isinstance(text, Text) and text.value not in segments]
    for text in unknown:
        issues.unknown_word("unknown-segment", text.mark, "the segment", text.value, segments)
    return NEVER if unknown else test
