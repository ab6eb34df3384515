"""What stands at a place in an author's file: the line, its neighbours, and the cell that the caret goes under."""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from app.issues import Mark

WIDEST = 100
"""Cells of an excerpt's text; longer lines are cut around the caret."""
MARGIN = 20
"""Cells that stay to be seen right of the caret."""
TAB = "    "
MORE = "…"

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes as the end of a line."""

Lines = dict[int, str]
"""The lines of an excerpt by their number, from 1; empty if they cannot be read."""


def excerpts(marks: Iterable[Mark]) -> dict[Mark, Lines]:
    """The line of each mark with the one before and the one after; each file is read once."""
    marks = set(marks)
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for mark in marks:
        wanted[mark.file].update((mark.line - 1, mark.line, mark.line + 1))
    found = {file: _read(Path(file), numbers) for file, numbers in wanted.items()}
    return {
        mark: {line: found[mark.file][line] for line in range(mark.line - 1, mark.line + 2) if line in found[mark.file]}
        for mark in marks
    }


def draw(lines: Lines, mark: Mark) -> list[str]:
    """The lines as printed, each with its number, and under the marked one the caret, unless the whole line is meant.

    >>> print("\\n".join(draw({7: "größe: 5", 8: "wide: [日本, x"}, Mark("a.yaml", 8, 11))))
      7 | größe: 5
    > 8 | wide: [日本, x
      |              ^
    """
    digits = len(str(max(lines, default=0)))
    caret = len(_cells(lines.get(mark.line, "").ljust(mark.column)[: mark.column - 1])) if mark.column else 0
    start = max(0, caret + MARGIN - WIDEST)
    drawn = []
    for number, line in lines.items():
        drawn.append(f"{'>' if number == mark.line else ' '} {number:>{digits}} | {_window(line, start)}".rstrip())
        if number == mark.line and mark.column:
            drawn.append(f"  {'':>{digits}} | {' ' * (caret - start)}^")
    return drawn


def _window(line: str, start: int) -> str:
    """The cells of a line from `start` on, as many as are shown; a mark stands where something was cut off."""
    cells = _cells(line[: start + 2 * WIDEST])
    shown = cells[start : start + WIDEST]
    if start and shown:
        shown[:2] = [MORE, *(half or " " for half in shown[1:2])]
    if len(cells) > start + WIDEST:
        shown[-2:] = [shown[-2] if shown[-1] else " ", MORE]
    return "".join(shown)


def _cells(line: str) -> list[str]:
    """What stands in each cell of a terminal; the second cell of a wide character is empty."""
    cells: list[str] = []
    for char in line:
        if char == "\t":
            cells.extend(TAB)
        elif unicodedata.combining(char) and cells:
            cells[-1] += char
        else:
            cells.append(char if char.isprintable() else "\ufffd")
            if unicodedata.east_asian_width(char) in "WF":
                cells.append("")
    return cells


def _read(file: Path, wanted: set[int]) -> Lines:
    try:
        with _open(file) as stream:
            lines = _lines_of(stream, file)
            return {number: line for number, line in enumerate(islice(lines, max(wanted)), 1) if number in wanted}
    except (OSError, EOFError, zlib.error):
        return {}


def _open(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig", errors="replace")
    return file.open(encoding="utf-8-sig", errors="replace")


def _lines_of(stream: IO[str], file: Path) -> Iterator[str]:
    if file.suffix in (".yaml", ".yml"):
        return iter(_BREAK.split(stream.read().removesuffix("\n")))
    return (line.rstrip("\n") for line in stream)
