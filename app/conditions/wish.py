"""A wish: the soft sister of a test. It asks one name for something and grades every answer from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping as Names
from dataclasses import dataclass, replace

from app.conditions.kinds import Name
from app.conditions.model import Condition
from app.conditions.parse import RESERVED, parse
from app.conditions.type import bind
from app.document import Entry, Mapping, Node, Text
from app.document.model import describe
from app.document.shape import number
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

    value: Text | float
    within: float | None = None


Aim = Passing | Extreme | Near


@dataclass(frozen=True)
class Wish:
    """What is wished of one name, and how much it matters beside other wishes (0 or more, usually 1)."""

    name: str
    aim: Aim
    importance: float
    mark: Mark | None = None


_OWN_WORDS = ("near", "within", "importance", "most", "least")


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
    importance = 1.0
    words = dict(node.entries) if isinstance(node, Mapping) else {}
    if "points" in words:
        issues.add(
            "not-supported",
            words["points"].key.mark,
            "`points` is not yet supported",
            "write one wish for the values",
        )
        return None
    if "importance" in words:
        written = words.pop("importance").value
        weight = number(written, issues)
        if weight is not None and weight < 0:
            issues.add(
                "bad-value", written.mark, "an importance is a number, 0 or more", "1 is the usual; 2 weighs double"
            )
        if weight is None or weight < 0:
            return None
        importance = weight
    aim = _aim(name, node, words, issues)
    return None if aim is None else Wish(name.value, aim, importance, name.mark)


def _aim(name: Text, node: Node, words: dict[str, Entry], issues: Collector) -> Aim | None:
    if isinstance(node, Text) and node.value in ("most", "least"):
        return Extreme(node.value == "most")
    for word in ("most", "least"):
        if word in words:
            issues.add("bad-value", words[word].key.mark, f"`{word}` stands alone", f"write {name.value}: {word}")
            return None
    if "near" in words:
        return _near(words, issues)
    if isinstance(node, Mapping):
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
    value = words["near"].value
    if not isinstance(value, Text):
        issues.add("wrong-type", value.mark, f"`near` takes one value, not {describe(value)}", "write near: 8")
        return None
    if "within" not in words:
        return Near(value)
    within = number(words["within"].value, issues)
    if within is not None and within <= 0:
        issues.add(
            "bad-value",
            words["within"].value.mark,
            "`within` is a number above 0",
            "write how far off still counts: within: 4",
        )
        return None
    return None if within is None else Near(value, within)


def bind_wish(wish: Wish, names: Names[str, Name], what: str, code: str, issues: Collector) -> Wish:
    """The wish with its literals typed; problems go to `issues`."""
    if isinstance(wish.aim, Passing):
        return replace(wish, aim=Passing(bind(wish.aim.condition, names, what, code, issues)))
    if wish.name not in names:
        if wish.mark:
            issues.unknown_word(code, wish.mark, what, wish.name, names)
        return wish
    kind = names[wish.name]
    if not kind.kind.has_order:
        if wish.mark:
            issues.add(
                "wrong-test",
                wish.mark,
                f"`{wish.name}` is of kind {kind.kind}, which has no order",
                "most, least and near fit number, date and ordered",
            )
        return wish
    if isinstance(wish.aim, Near) and isinstance(wish.aim.value, Text):
        value = kind.literal(wish.aim.value.value)
        if isinstance(value, float):
            return replace(wish, aim=replace(wish.aim, value=value))
        issues.add(
            "wrong-test",
            wish.aim.value.mark,
            f"`{wish.aim.value.value}` does not fit `{wish.name}`, which is of kind {kind.kind}",
            kind.wanted,
        )
    return wish


__all__ = ["Aim", "Extreme", "Near", "Passing", "Wish", "bind_wish", "parse_wishes"]
