"""Bars of a benchmark: what was measured, and what it must not pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A figure that must be at most (or, if `least`, at least) some limit."""

    what: str
    measured: float
    limit: float
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.measured >= self.limit if self.least else self.measured <= self.limit


def report(bars: Iterable[Bar]) -> str:
    """One line a bar."""
    lines = []
    for bar in bars:
        sign = "at least" if bar.least else "at most"
        lines.append(f"{'ok  ' if bar.holds else 'FAIL'} {bar.what:<58}{bar.measured:8.3f}   {sign} {bar.limit:g}")
    return "\n".join(lines)
