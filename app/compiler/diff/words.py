"""A difference in words for people, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from app.compiler.describe import said_of
from app.compiler.diff.model import Change, Difference, Shift

SHOWN = 3
"""Products that are named."""
MOST = 40
"""Changes of texts that are spelt out."""
SIGNS = {"added": "+", "removed": "-", "moved": "~", "changed": "~", "reworded": "~"}


def describe_difference(found: Difference) -> list[str]:
    """Lines for people: what was written, then what it does. One line if nothing differs."""
    if found.empty:
        return ["no difference"]
    written = [_change(change) for change in found.changes if change.kind != "reworded"]
    texts = [_change(change) for change in found.changes if change.kind == "reworded"]
    more = [f"… and {len(texts) - MOST} more texts"] if len(texts) > MOST else []
    return [*written, *texts[:MOST], *more, *_effects(found)]


def plain_difference(found: Difference) -> dict[str, Any]:
    """The difference as JSON holds it."""
    plain = asdict(found)
    for key in ("paths", "worst", "expected"):
        plain[key] = dict(zip(("before", "after"), plain[key], strict=True))
    return plain


def _effects(found: Difference) -> Iterator[str]:
    yield from map(_shift, found.shifts)
    if found.lost:
        yield f"{_count(found.lost)} can no longer be reached: {_named(found.lost)}"
    if found.found:
        yield f"{_count(found.found)} can be reached now: {_named(found.found)}"
    yield from (f"new dead end: {end}" for end in found.dead_new)
    yield from (f"dead end gone: {end}" for end in found.dead_gone)
    if found.paths[0] != found.paths[1]:
        yield f"paths to results: {found.paths[0]:,} → {found.paths[1]:,}"
    for what, (before, after) in (("at most", found.worst), ("expected", found.expected)):
        if before != after:
            yield f"candidates at the end, {what}: {said_of(before)} → {said_of(after)}"


def _change(change: Change) -> str:
    line = f"{SIGNS[change.kind]} {change.kind} {'.'.join(change.place)}"
    if change.kind in ("changed", "reworded"):
        return f"{line}: {change.before or 'nothing'} → {change.after or 'nothing'}"
    words = change.before or change.after
    return f"{line}{' ' if change.kind == 'moved' else ': '}{words}" if words else line


def _shift(shift: Shift) -> str:
    deeds = [
        f"{verb} {_count(products)}"
        for verb, products in (("drops", shift.dropped), ("gains", shift.gained))
        if products
    ]
    left = f"{shift.before:,} → {shift.after:,} can be left"
    choice = f"choice `{shift.choice}` of `{shift.question}`"
    if not deeds:
        return f"{choice}: {left}"
    ways = f"on {shift.paths:,} path{'s' * (shift.paths != 1)}"
    examples = _named([*shift.dropped, *shift.gained])
    return f"{choice} now {' and '.join(deeds)} {ways} ({left}): {examples}"


def _count(products: Sequence[str]) -> str:
    return f"{len(products):,} product{'s' * (len(products) != 1)}"


def _named(products: Sequence[str]) -> str:
    return ", ".join(products[:SHOWN]) + (", …" if len(products) > SHOWN else "")
