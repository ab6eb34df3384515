"""Segments: conditions with a name, over all that is known of a shopper; who fulfils one is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.conditions import Condition, Kind, Name, Scope, Truth, bind, hold
from app.conditions import parse as parse_condition
from app.conditions.hold import Values
from app.conditions.model import names, tests
from app.document import Entry, load
from app.document import Mapping as Written
from app.document.model import describe
from app.document.shape import Field, Reader, defined, is_identifier, read_mapping
from app.document.texts import Localized, plain, read_localized
from app.issues import Collector, Mark
from app.shopper.names import CONTEXT, ORDER, SAID, SEGMENT, names_in, sound_names

FILE = "segments.yaml"
"""What the file beside questionnaires is called."""

SEGMENTS = {
    "label": Field(read_localized, "what reports call it; its id if not said"),
    "when": Field(Reader(parse_condition, defined("shoppers")), "who is in it", required=True),
}
"""What is written under the id of a segment."""


@dataclass(frozen=True)
class Segment:
    """A named condition on shoppers; it may read the segments that stand before it in the file."""

    id: str
    label: Localized
    when: Condition
    mark: Mark


Segments = Mapping[str, Segment]
"""Segments by id, in the order of the file."""


def read_segments(source: str, file: str, issues: Collector) -> dict[str, Segment]:
    """The segments that a text writes; what is wrong goes to `issues`, and is left out."""
    root = load(source, file, issues)
    if root is None:
        return {}
    if not isinstance(root, Written):
        message = f"segments are a mapping from id to segment, not {describe(root)}"
        issues.add("wrong-type", root.mark, message, "write {loyal: {label: Loyal, when: {order.count: {min: 3}}}}")
        return {}
    found: dict[str, Segment] = {}
    for id, entry in root.entries.items():
        segment = _segment(id, entry, found, issues)
        if segment:
            found[id] = segment
    return found


def _segment(id: str, entry: Entry, before: Segments, issues: Collector) -> Segment | None:
    if not is_identifier(id):
        issues.add("bad-id", entry.key.mark, f"`{id}` cannot name a segment", "use the letters a to z, digits, _ and -")
        return None
    values = read_mapping(entry.value, SEGMENTS, f"the segment `{id}`", issues)
    if "when" not in values:
        return None
    sound = sound_names(values["when"], before, issues)
    for test in tests(sound):
        if test.refs and test.mark:
            help = "test what was said by its name: {said.due: {max: +6 months}}"
            issues.add("wrong-test", test.mark, "segments cannot refer to an answer", help)
            return None
    known = {**CONTEXT, SEGMENT: Name(Kind.TAGS), **ORDER, **names_in(sound)}
    when = bind(sound, Scope(known, "of a shopper, the name", "unknown-name"), issues)
    return Segment(id, values.get("label", plain(id)), when, entry.key.mark)


def segments_of(segments: Segments, known: Mapping[str, Values], today: date) -> tuple[str, ...]:
    """The ids of the segments that a shopper is in, of whom `known` is known, in the order of the file."""
    record = dict(known)
    found: list[str] = []
    for segment in segments.values():
        record[SEGMENT] = found
        if hold(segment.when, record, today) is Truth.MEETS:
            found.append(segment.id)
    return tuple(found)


def names_read(segments: Segments) -> frozenset[str]:
    """All names that segments read."""
    return frozenset(name for segment in segments.values() for name in names(segment.when))


def questions_read(segments: Segments) -> frozenset[str]:
    """The ids of the questions whose answers segments read."""
    return frozenset(name.removeprefix(SAID) for name in names_read(segments) if name.startswith(SAID))
