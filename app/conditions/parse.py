"""From nodes to a condition. Literals stay texts: `bind` types them by the names they are held against."""

from __future__ import annotations

from collections.abc import Callable

from app.conditions.model import All, Any, Condition, Held, HeldAll, Interval, Known, Not, Ref, Test
from app.conditions.refer import is_ref, read_ref
from app.document.model import Entry, Listing, Mapping, Node, Text, describe
from app.document.shape import flag
from app.issues import Collector

RESERVED = ("any", "all", "not", "known", "answer")
"""Words of the grammar: no name may be called so."""

BOUNDS = {"min": "low", "above": "low", "max": "high", "below": "high"}


def parse(node: Node, issues: Collector) -> Condition | None:
    """The condition that a mapping of names with tests writes, or None; what is wrong goes to `issues`."""
    if not isinstance(node, Mapping):
        issues.add(
            "wrong-type",
            node.mark,
            f"a condition is a mapping of names with tests, not {describe(node)}",
            "write {price: {max: 900}, brand: [Lenovo, Dell]}",
        )
        return None
    parts = [_entry(key, entry, issues) for key, entry in node.entries.items()]
    return _together(All, parts)


def _entry(key: str, entry: Entry, issues: Collector) -> Condition | None:
    match key:
        case "any" | "all":
            if not isinstance(entry.value, Listing):
                issues.add(
                    "wrong-type",
                    entry.value.mark,
                    f"`{key}` takes a list of conditions, not {describe(entry.value)}",
                    f"write {key}: [{{…}}, {{…}}]",
                )
                return None
            return _together(Any if key == "any" else All, [parse(part, issues) for part in entry.value.nodes])
        case "not":
            part = parse(entry.value, issues)
            return None if part is None else Not(part)
        case "known" | "answer":
            issues.add(
                "bad-value",
                entry.key.mark,
                f"`{key}` is a word of the grammar and belongs under a name",
                f"write {{name: {{{key}: …}}}}",
            )
            return None
    if key.startswith("~"):
        issues.add("bad-id", entry.key.mark, f"`{key}`: names that begin with ~ are reserved", "take the ~ away")
        return None
    return _test(entry.key, entry.value, issues)


def _test(name: Text, node: Node, issues: Collector) -> Condition | None:
    match node:
        case Text():
            return Test(name.value, Held((node,)), name.mark)
        case Mapping() if is_ref(node):
            ref = read_ref(node, issues)
            return None if ref is None else Test(name.value, Held((ref,)), name.mark)
        case Listing(nodes):
            return _any_of(name, [_test(name, part, issues) for part in nodes])
        case Mapping(entries):
            return _words(name, node, entries, issues)


def _any_of(name: Text, parts: list[Condition | None]) -> Condition | None:
    """A list of tests on one name; plain values and intervals become one test."""
    if None in parts:
        return None
    simple: list[Held] = []
    others: list[Condition] = []
    for part in parts:
        if isinstance(part, Test) and isinstance(part.check, Held):
            simple.append(part.check)
        elif part is not None:
            others.append(part)
    if others and not simple:
        return Any(tuple(others))
    values = tuple(value for check in simple for value in check.values)
    held = Test(name.value, Held(values), name.mark)
    return Any((held, *others)) if others else held


def _words(name: Text, node: Mapping, entries: dict[str, Entry], issues: Collector) -> Condition | None:
    """The words of one test; they all hold together."""
    parts: list[Condition | None] = []
    bounds: dict[str, Entry] = {}
    for word, entry in entries.items():
        if word in BOUNDS:
            bounds[word] = entry
        elif word in WORDS:
            parts.append(WORDS[word](name, entry.value, issues))
        else:
            issues.unknown_word(
                "unknown-key",
                entry.key.mark,
                f"in the test on `{name.value}`, the word",
                word,
                [*BOUNDS, *WORDS],
            )
            parts.append(None)
    if bounds:
        parts.insert(0, _interval(name, bounds, issues))
    if not parts:
        issues.add(
            "bad-value",
            node.mark,
            f"the test on `{name.value}` says nothing",
            f"words: {', '.join([*BOUNDS, *WORDS])}",
        )
        return None
    return _together(All, parts)


def _interval(name: Text, bounds: dict[str, Entry], issues: Collector) -> Condition | None:
    ends: dict[str, Text | Ref] = {}
    for word, entry in bounds.items():
        end = BOUNDS[word]
        value = read_ref(entry.value, issues) if is_ref(entry.value) else entry.value
        if value is None:
            return None
        if not isinstance(value, Text | Ref):
            message = f"`{word}` takes one value, not {describe(value)}"
            issues.add("wrong-type", value.mark, message, f"write one number or date: {word}: 500")
            return None
        if end in ends:
            issues.add(
                "bad-value",
                entry.key.mark,
                f"the test on `{name.value}` has two lower or two upper ends",
                "use one of min and above, and one of max and below",
            )
            return None
        ends[end] = value
    interval = Interval(ends.get("low"), ends.get("high"), "above" in bounds, "below" in bounds)
    return Test(name.value, Held((interval,)), name.mark)


def _negated(name: Text, node: Node, issues: Collector) -> Condition | None:
    part = _test(name, node, issues)
    return None if part is None else Not(part)


def _holds_all(name: Text, node: Node, issues: Collector) -> Condition | None:
    if isinstance(node, Listing) and node.nodes and all(isinstance(part, Text) for part in node.nodes):
        return Test(name.value, HeldAll(tuple(part for part in node.nodes if isinstance(part, Text))), name.mark)
    issues.add("wrong-type", node.mark, f"`all` takes a list of values, not {describe(node)}", "write all: [a, b]")
    return None


def _known(name: Text, node: Node, issues: Collector) -> Condition | None:
    wanted = flag(node, issues)
    if wanted is None:
        return None
    known = Test(name.value, Known(), name.mark)
    return known if wanted else Not(known)


WORDS: dict[str, Callable[[Text, Node, Collector], Condition | None]] = {
    "not": _negated,
    "all": _holds_all,
    "known": _known,
}


def _together(join: type[All] | type[Any], parts: list[Condition | None]) -> Condition | None:
    sound = tuple(part for part in parts if part is not None)
    if len(sound) < len(parts):
        return None
    return sound[0] if len(sound) == 1 else join(sound)
