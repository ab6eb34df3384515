"""A wish: the soft sister of a test. It asks one name for something and grades every answer from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping as Names
from dataclasses import dataclass, replace
from datetime import date

from app.conditions.dates import Relative
from app.conditions.hold import Values
from app.conditions.kinds import misfit
from app.conditions.model import Condition, Literal, Ref, names
from app.conditions.parse import RESERVED, parse
from app.conditions.refer import bind_ref, is_ref, read_ref, settle, value_of
from app.conditions.type import Scope, bind, type_literal
from app.document import Entry, Mapping, Node, Text
from app.document.model import describe
from app.document.shape import LARGEST
from app.document.shape import within as number_within
from app.issues import Collector, Mark


@dataclass(frozen=True)
class Passing:
    """Grade 1 where the condition holds, else 0."""

    condition: Condition


@dataclass(frozen=True)
class Extreme:
    """The share of differently valued products that the product beats: by more if `most`, else by less."""

    most: bool


@dataclass(frozen=True)
class Near:
    """Grade 1 at `value`, falling linearly to 0 at a distance of `within` (None: the interquartile range)."""

    value: Text | float | Relative | Ref
    within: float | None = None


@dataclass(frozen=True)
class Points:
    """What single values are worth: these numbers stand for the grade as they are, below 0 and above 1 too.

    A many-valued name is worth the sum of its values; a value that is not listed, 0.
    """

    worth: tuple[tuple[Literal, float], ...]


Aim = Passing | Extreme | Near | Points


@dataclass(frozen=True)
class Wish:
    """What is wished of one name, and how much it matters beside other wishes (0 or more, usually 1)."""

    name: str
    aim: Aim
    importance: float
    mark: Mark | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names whose values decide how far it is fulfilled."""
        return names(self.aim.condition) if isinstance(self.aim, Passing) else frozenset((self.name,))

    @property
    def refs(self) -> frozenset[str]:
        """The questions that the wish refers to by `{answer: …}`."""
        match self.aim:
            case Passing(condition):
                return condition.refs
            case Near(Ref(question)):
                return frozenset((question,))
        return frozenset()


_OWN_WORDS = ("near", "within", "points", "importance", "most", "least")


importance = number_within(0, 100, "2 weighs double of 1; from 100 on nothing else would count beside it")
"""How much something weighs, 1 being usual."""
points = number_within(-1000, 1000, "a test that is met is worth 1; let `importance` weigh the whole wish")
"""What a value is worth in place of a grade."""
distance = number_within(1e-6, LARGEST, "write how far off still counts, in the unit of the attribute: within: 4")
"""How far from the best value something is worth nothing."""


def parse_wishes(node: Node, issues: Collector) -> tuple[Wish, ...] | None:
    """The wishes that a mapping of names writes, one a key; what is wrong goes to `issues`."""
    if not isinstance(node, Mapping):
        issues.add(
            "wrong-type",
            node.mark,
            f"`prefer` is a mapping of names with wishes, not {describe(node)}",
            "write {weight: least, gears: {near: 8, within: 4}}",
        )
        return None
    wishes = [_wish(entry, issues) for entry in node.entries.values()]
    return tuple(wish for wish in wishes if wish is not None)


def _wish(entry: Entry, issues: Collector) -> Wish | None:
    name, node = entry.key, entry.value
    if name.value in RESERVED or name.value.startswith("~"):
        issues.add(
            "bad-value",
            name.mark,
            f"`{name.value}` cannot be wished for by itself",
            "each key of `prefer` is one name",
        )
        return None
    words = dict(node.entries) if isinstance(node, Mapping) else {}
    weight = importance(words.pop("importance").value, issues) if "importance" in words else 1.0
    if weight is None:
        return None
    aim = _aim(name, node, words, issues)
    return None if aim is None else Wish(name.value, aim, weight, name.mark)


def _aim(name: Text, node: Node, words: dict[str, Entry], issues: Collector) -> Aim | None:
    if isinstance(node, Text) and node.value in ("most", "least"):
        return Extreme(node.value == "most")
    for word in ("most", "least"):
        if word in words:
            issues.add("bad-value", words[word].key.mark, f"`{word}` stands alone", f"write {name.value}: {word}")
            return None
    if "near" in words:
        return _near(words, issues)
    if "points" in words:
        return _points(words, issues)
    if isinstance(node, Mapping) and not is_ref(node):
        if not words:
            issues.add(
                "bad-value",
                node.mark,
                f"the wish for `{name.value}` says nothing",
                f"words: {', '.join(_OWN_WORDS)}, or a test",
            )
            return None
        node = Mapping(words, node.mark)
    condition = parse(Mapping({name.value: Entry(name, node)}, name.mark), issues)
    return None if condition is None else Passing(condition)


def _near(words: dict[str, Entry], issues: Collector) -> Near | None:
    for word in words:
        if word not in ("near", "within"):
            issues.unknown_word(
                "unknown-key", words[word].key.mark, "beside `near`, the word", word, ["within", "importance"]
            )
            return None
    written = words["near"].value
    value = read_ref(written, issues) if is_ref(written) else written
    if value is None:
        return None
    if not isinstance(value, Text | Ref):
        issues.add("wrong-type", value.mark, f"`near` takes one value, not {describe(value)}", "write near: 8")
        return None
    if "within" not in words:
        return Near(value)
    within = distance(words["within"].value, issues)
    return None if within is None else Near(value, within)


def _points(words: dict[str, Entry], issues: Collector) -> Points | None:
    for word in words:
        if word != "points":
            issues.unknown_word("unknown-key", words[word].key.mark, "beside `points`, the word", word, ["importance"])
            return None
    table = words["points"].value
    if not isinstance(table, Mapping) or not table.entries:
        message = f"`points` is a mapping from value to number, not {describe(table)}"
        issues.add("wrong-type", table.mark, message, "write points: {road: 3, gravel: 2}")
        return None
    worth = [(entry.key, points(entry.value, issues)) for entry in table.entries.values()]
    known = tuple((value, one) for value, one in worth if one is not None)
    return Points(known) if len(known) == len(worth) else None


def bind_wish(wish: Wish, scope: Scope, issues: Collector) -> Wish:
    """The wish with its literals typed; problems go to `issues`."""
    if isinstance(wish.aim, Passing):
        return replace(wish, aim=Passing(bind(wish.aim.condition, scope, issues)))
    if wish.name not in scope.names:
        if wish.mark:
            scope.unknown(wish.name, wish.mark, issues)
        return wish
    kind = scope.names[wish.name]
    if isinstance(wish.aim, Points):
        return replace(wish, aim=_bind_points(wish.aim, wish.name, scope, issues))
    if not kind.kind.has_order:
        if wish.mark:
            issues.add(
                "wrong-test",
                wish.mark,
                f"`{wish.name}` is of kind {kind.kind}, which has no order",
                "most, least and near fit number, date and ordered",
            )
        return wish
    if isinstance(wish.aim, Near):
        return replace(wish, aim=_bind_near(wish.aim, wish.name, scope, issues))
    return wish


def _bind_near(near: Near, name: str, scope: Scope, issues: Collector) -> Near:
    kind = scope.names[name]
    match near.value:
        case Text(text, mark):
            value = kind.literal(text)
            if isinstance(value, float | Relative):
                return replace(near, value=value)
            issues.add("wrong-test", mark, *misfit(text, name, kind))
        case Ref() as ref:
            bind_ref(ref, name, kind, scope.questions, issues)
    return near


def _bind_points(points: Points, name: str, scope: Scope, issues: Collector) -> Points:
    typed = []
    for value, worth in points.worth:
        literal = type_literal(value, name, scope.names[name], issues) if isinstance(value, Text) else value
        if literal is not None:
            typed.append((literal, worth))
    return Points(tuple(typed))


def settle_wish(wish: Wish, said: Names[str, Values], today: date) -> Wish | None:
    """The wish with what was said in place of its references; None if it has no effect."""
    match wish.aim:
        case Passing(condition) if condition.refs:
            settled = settle(condition, said, today)
            return None if settled is None else replace(wish, aim=Passing(settled))
        case Near(Ref() as ref, _):
            value = value_of(ref, said, today)
            return None if value is None else replace(wish, aim=replace(wish.aim, value=value))
    return wish


__all__ = [
    "Aim",
    "Extreme",
    "Near",
    "Passing",
    "Points",
    "Wish",
    "bind_wish",
    "distance",
    "importance",
    "parse_wishes",
    "points",
    "settle_wish",
]
