"""A text as it is read: as plain data, or what is refused of it."""

from __future__ import annotations

from app.document import Listing, Mapping, Node, Text, load
from app.issues import Collector


def plain(found: Node) -> object:
    """A document as plain data."""
    match found:
        case Text(value):
            return value
        case Listing(nodes):
            return [plain(part) for part in nodes]
        case Mapping(entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def refused(text: str) -> list[str]:
    issues = Collector()
    assert load(text, "a.yaml", issues) is None
    return [f"{issue.mark} {issue.code}" for issue in issues.issues]
