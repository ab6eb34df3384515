"""From a file's text to journeys, by the tables of the format."""

from __future__ import annotations

from typing import Any

from app.compiler.journeys.model import RESERVED, Journey, Journeys, Leg, Then
from app.compiler.journeys.schema import FILE, JOURNEY, LEG
from app.document import Entry, Listing, Mapping, Node, load
from app.document.model import describe
from app.document.shape import read_mapping
from app.issues import Collector, Mark
from app.shopper.names import CONTEXT, said_as


def read_journeys(source: str, file: str, issues: Collector) -> Journeys | None:
    """The journeys that a text writes, or None if an error was found; all issues go to `issues`."""
    collected = Collector()
    root = load(source, file, collected)
    journeys = _file(root, collected) if root is not None else None
    issues.issues.extend(collected.issues)
    return None if collected.failed else journeys


def _file(root: Node, issues: Collector) -> Journeys | None:
    own = root
    if isinstance(root, Mapping):
        own = Mapping({key: entry for key, entry in root.entries.items() if key in RESERVED}, root.mark)
    values = read_mapping(own, FILE, "a file of journeys", issues)
    if not isinstance(root, Mapping):
        return None
    entries = {key: entry for key, entry in root.entries.items() if key not in RESERVED}
    journeys = [_journey(name, entry, issues) for name, entry in entries.items()]
    if "journeys" not in values:
        return None
    mark = root.entries["journeys"].value.mark
    return Journeys(values["journeys"], mark, tuple(one for one in journeys if one), values.get("on"))


def _journey(name: str, entry: Entry, issues: Collector) -> Journey | None:
    node, mark = entry.value, entry.key.mark
    if isinstance(node, Listing):
        return Journey(name, _legs(name, mark, node.nodes, issues), mark)
    values = read_mapping(node, JOURNEY, f"the journey `{name}`", issues)
    if not isinstance(node, Mapping):
        return None
    steps = node.entries.get("steps")
    beside = [key for key in LEG if steps and key in node.entries]
    for key in beside:
        message = f"`{key}` stands beside `steps`"
        issues.add("misplaced-key", node.entries[key].key.mark, message, "write it into one of the steps")
    legs = (
        _legs(name, steps.value.mark, values.get("steps", ()), issues)
        if steps
        else (_leg(name, mark, {key: values[key] for key in LEG if key in values}, issues),)
    )
    return Journey(name, legs, mark, _visit(values.get("visit", {})), values.get("on"))


def _legs(name: str, mark: Mark, nodes: tuple[Node, ...], issues: Collector) -> tuple[Leg, ...]:
    if not nodes:
        issues.add("missing-key", mark, f"the journey `{name}` has no steps", "add - {answers: {…}, then: {…}}")
    what = f"a step of the journey `{name}`"
    return tuple(_leg(name, node.mark, read_mapping(node, LEG, what, issues), issues) for node in nodes)


def _leg(name: str, mark: Mark, values: dict[str, Any], issues: Collector) -> Leg:
    answers = values.get("answers")
    if answers is not None and not isinstance(answers, Mapping):
        message = f"answers is a mapping from question to answer, not {describe(answers)}"
        issues.add("wrong-type", answers.mark, message, "write answers: {cut: ideal, budget: ..900}")
        answers = None
    if "then" not in values:
        issues.add("missing-key", mark, f"the journey `{name}` says not what must follow", "add then: {question: …}")
    given = answers.entries if isinstance(answers, Mapping) else {}
    return Leg({id: (one.key.mark, one.value) for id, one in given.items()}, values.get("then", Then()), mark)


def _visit(written: dict[str, str]) -> dict[str, str]:
    """What the page says of the visit, by the names that `when` reads."""
    return {name: written[said_as(name)] for name in CONTEXT if said_as(name) in written}
