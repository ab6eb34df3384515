"""A file of orders, as shops write them: CSV in UTF-8; a row that cannot be read costs no other."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app.errors import Refused

NEEDED = ("customer", "product", "time")
OPTIONAL = ("value", "channel")
SEPARATORS = (",", ";", "\t")
"""The first one by which the header has every needed column; spreadsheets write `;` where the comma is for decimals."""
LONGEST_ROW = 10_000
"""Characters; a longer row is none: a quote was never closed."""
_NO_UTF_8 = re.compile("[\udc80-\udcff]")

Watched = Callable[[str, Iterable[str], int], Iterable[str]]
"""Lets the lines of a file through, under a heading and with their size in bytes, to show how far it is."""
Row = tuple[int, Mapping[str, str] | str]
"""The line on which a row begins, and its cells by column, stripped; or what is wrong with it."""


@dataclass(frozen=True)
class _Form:
    """How a file is written: its separator, and its columns by place, None where one is not read."""

    separator: str
    columns: tuple[str | None, ...]


def read_rows(path: Path, watched: Watched) -> Iterator[Row]:
    """The rows of a file. Raises Refused if the file as a whole cannot be read."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        lines = iter(watched("reading", _lines(file), path.stat().st_size))
        above, header = next(((n, line) for n, line in enumerate(lines, 1) if line.strip()), (0, ""))
        form = _form_of(path.name, header)
        rows = _Rows(lines, above, form.separator)
        for number in rows.starts():
            cells = rows.read()
            if isinstance(cells, str):
                yield number, cells
            elif any(cells):
                yield number, _named(cells, form)


def decimal(text: str) -> str:
    """The number with a point, where a spreadsheet has written a comma: `19,5`."""
    return re.sub(r"\A([0-9]+),([0-9]{1,2})\Z", r"\1.\2", text)


def _lines(file: TextIO) -> Iterator[str]:
    """The lines, none much longer than a row may be; what is beyond that is passed over."""
    while line := file.readline(LONGEST_ROW + 1):
        rest = line
        while len(rest) > LONGEST_ROW and not rest.endswith(("\n", "\r")):
            rest = file.readline(LONGEST_ROW + 1)
        yield line


class _Rows:
    """Lines read row by row; those that turn out to belong to no row are read again."""

    def __init__(self, lines: Iterator[str], above: int, separator: str) -> None:
        self._lines = lines
        self._above = above
        self._separator = separator
        self._again = deque[str]()
        self._taken = list[str]()

    def starts(self) -> Iterator[int]:
        """The number of each line on which a row begins, from 1 on."""
        while self._again or self._more():
            yield self._above + 1

    def read(self) -> list[str] | str:
        """The next row's cells, stripped, or what is wrong with it: then the next row begins on the next line."""
        self._taken = []
        cells, fault = list[str](), ""
        try:
            cells = next(csv.reader(self._feed(), delimiter=self._separator, strict=True), [])
        except csv.Error as error:
            fault = f"the row is no CSV, {error}: check its quotes"
        fault = _fault("".join(self._taken)) or fault
        if fault:
            self._again.extendleft(reversed(self._taken[1:]))
        self._above += 1 if fault else len(self._taken)
        return fault or [cell.strip() for cell in cells]

    def _feed(self) -> Iterator[str]:
        length = 0
        while length <= LONGEST_ROW and (self._again or self._more()):
            self._taken.append(self._again.popleft())
            length += len(self._taken[-1])
            yield self._taken[-1]

    def _more(self) -> bool:
        line = next(self._lines, None)
        if line is not None:
            self._again.append(line)
        return line is not None


def _fault(text: str) -> str:
    if _NO_UTF_8.search(text):
        return "the row is not in UTF-8"
    return (
        f"the row has more than {LONGEST_ROW} characters: is a quote never closed?" if len(text) > LONGEST_ROW else ""
    )


def _form_of(name: str, header: str) -> _Form:
    """How a file with this header is written. Raises Refused if columns are missing or stand twice."""
    read = {separator: _header(header, separator) for separator in SEPARATORS}
    separator = max(read, key=lambda one: (sum(column in read[one] for column in NEEDED), len(read[one])))
    columns = read[separator]
    advice = (
        f"its first row names the columns {', '.join(NEEDED)}, and if they are known {', '.join(OPTIONAL)}, parted by"
        " comma, semicolon or tab, in UTF-8; nothing was imported"
    )
    if not header:
        raise Refused("missing-column", f"{name} is empty", advice)
    for column in (*NEEDED, *OPTIONAL):
        if column in NEEDED and column not in columns:
            found = ", ".join(columns)[:200] or "none"
            raise Refused("missing-column", f"{name} has no column `{column}`; those found: {found}", advice)
        if columns.count(column) > 1:
            raise Refused("twice-a-column", f"{name} has two columns `{column}`", advice)
    return _Form(separator, tuple(column if column in (*NEEDED, *OPTIONAL) else None for column in columns))


def _header(text: str, separator: str) -> list[str]:
    text = text.encode("utf-8", "replace").decode()  # it is shown to people
    try:
        return [cell.strip().lower() for cell in next(csv.reader([text], delimiter=separator, strict=True), [])]
    except csv.Error:
        return []


def _named(cells: list[str], form: _Form) -> Mapping[str, str] | str:
    if any(cells[len(form.columns) :]):
        return "the row has more fields than there are columns"
    found = {column: cell for column, cell in zip(form.columns, cells, strict=False) if column}
    if form.separator != "," and "value" in found:
        found["value"] = decimal(found["value"])
    return found
