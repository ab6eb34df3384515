"""A defect as authors make them, to be seeded into a shipped questionnaire: a change of the text and what must be said.

`old` stands exactly once in the file. The expected issue has the code `code`, lies at or below the path `at`, and is
not there before the change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Defect:
    """One slip: its questionnaire, the text before and after, and the issue that it must lead to."""

    questionnaire: str
    old: str
    new: str
    code: str
    at: str


D, G, T, C = "diamonds", "graphics-cards", "typefaces", "corner-shop"
