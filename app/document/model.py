"""The three shapes that a document is made of; every scalar is kept as the text that was written."""

from __future__ import annotations

from dataclasses import dataclass

from app.issues import Mark


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as written; what it means is decided by the place where it stands."""

    value: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    nodes: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its own mark, and its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order written, none twice."""

    entries: dict[str, Entry]
    mark: Mark

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = Text | Listing | Mapping


def describe(node: Node) -> str:
    """What a node is, in the words of a message to its author."""
    match node:
        case Text():
            return f"the text `{node.value}`"
        case Listing():
            return "a list"
        case Mapping():
            return "a mapping"
