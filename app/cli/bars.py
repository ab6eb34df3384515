"""How far a command is: a bar on a terminal, and nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")

UPDATES = 200
"""Times that a bar is drawn anew at most."""


def watched(heading: str, read: Iterable[T], many: int, size: Callable[[T], int] = lambda _: 1) -> Iterable[T]:
    """The same things, while a bar of `many` grows by the `size` of each that has been dealt with."""
    return _shown(heading, read, many, size) if sys.stderr.isatty() else read


def _shown(heading: str, read: Iterable[T], many: int, size: Callable[[T], int]) -> Iterator[T]:
    steps = max(many // UPDATES, 1)
    with click.progressbar(length=many, label=f"{heading:<28}", file=sys.stderr, update_min_steps=steps) as bar:
        for thing in read:
            yield thing
            bar.update(size(thing))
        bar.update(many)  # what was left out on the way, too: a bar ends full
