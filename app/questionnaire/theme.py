"""A shop's brand: what its author may set of the pages' look."""

from __future__ import annotations

from collections.abc import Mapping as Entries
from dataclasses import dataclass
from typing import Any

from app.document import Mapping, Node
from app.issues import Mark

LARGEST_RADIUS = 24
"""CSS pixels."""
GROUND, INK = "#ffffff", "#1a1e24"
"""What is used where the author says nothing, as in widget-colours.css."""


@dataclass(frozen=True)
class Theme:
    """Six variables, empty or None where the author says nothing; colours are those of the light theme."""

    accent: str = ""
    ground: str = ""
    ink: str = ""
    line: str = ""
    font: str = ""
    radius: int | None = None
    marks: tuple[tuple[str, Mark], ...] = ()


def read_theme(values: Entries[str, Any], node: Node | None) -> Theme:
    """The theme of what was read from `node`, with the places of its values."""
    entries = node.entries if isinstance(node, Mapping) else {}
    return Theme(**values, marks=tuple((key, entry.value.mark) for key, entry in entries.items() if key in values))
