"""Reading a feed: rows of text become products, and a broken row is reported while the others go on."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from app.catalog.made import fill
from app.catalog.model import Attribute, Catalog, Product, Value
from app.conditions import Kind
from app.conditions.dates import parse_date
from app.document.shape import LARGEST, parse_number, written
from app.issues import Collector, Mark

MOST_ROW_ISSUES = 100
"""Broken rows reported one by one; further ones are counted."""
LONGEST_CELL = 1_000_000
"""Characters; longer cells mean that a quote was never closed."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

STATE_MISSING = "a cell that means `not stated` goes into `missing` of the mapping"

Row = tuple[int, dict[str, Any]]
"""A line number and the cells by column."""


def read_feed(path: Path, catalog: Catalog, issues: Collector, name: str = "") -> list[Product]:
    """All readable products of a feed in the order of their ids; broken rows go to `issues` with their line.

    `name` is what messages call the file, its own without folders if it is empty.
    Raises OSError if the file cannot be opened.
    """
    products: dict[str, Product] = {}
    name = name or path.name
    broken = _Broken(name, issues)
    try:
        with _open(path) as lines:
            rows = _json_rows(lines, broken) if ".jsonl" in path.suffixes else _csv_rows(lines, catalog, broken)
            for line, cells in rows:
                product = _product(line, cells, catalog, broken)
                if product is None:
                    continue
                id = str(product[catalog.roles["id"]])
                if id in products:
                    broken.row(
                        line,
                        f"the id `{id}` stands in an earlier row too",
                        "ids must differ; the first row is kept",
                    )
                else:
                    products[id] = product
    except (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError, csv.Error) as error:
        issues.add(
            "encoding",
            Mark(name, 1),
            f"the feed cannot be read: {error}",
            "a feed is UTF-8 text, plain or gzipped",
        )
        return []
    broken.close()
    if not products and not broken.headless:
        issues.add(
            "no-products",
            Mark(name, 1),
            "the feed holds no product",
            "write a row per product, and mend the rows that are left out",
        )
    return [products[id] for id in sorted(products)]


class _Unreadable(Exception):
    """What is wrong with a cell, and what to do about it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class _Broken:
    """Reports broken rows, each by itself up to a limit, then as a count."""

    def __init__(self, file: str, issues: Collector) -> None:
        self.file = file
        self.issues = issues
        self.rows = 0
        self.headless = False

    def row(self, line: int, message: str, help: str) -> None:
        self.rows += 1
        if self.rows <= MOST_ROW_ISSUES:
            self.issues.add("bad-row", Mark(self.file, line), f"{message}; the row is left out", help)

    def columns(self, missing: list[str], known: list[str]) -> None:
        self.headless = True
        for column in missing:
            self.issues.unknown_word("missing-column", Mark(self.file, 1), "the column", column, known)

    def close(self) -> None:
        if self.rows > MOST_ROW_ISSUES:
            self.issues.add(
                "bad-row",
                Mark(self.file, 1),
                f"{self.rows - MOST_ROW_ISSUES} more rows are broken and left out",
                "mend the rows that are listed; the rest often has the same cause",
            )


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _csv_rows(lines: IO[str], catalog: Catalog, broken: _Broken) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(lines)
    header = next(rows, [])
    wanted = dict.fromkeys(attribute.column for attribute in catalog.attributes.values() if not attribute.made)
    missing = [column for column in wanted if column not in header]
    if missing:
        broken.columns(missing, header)
        return
    for cells in rows:
        if not cells:
            continue
        if len(cells) == len(header):
            yield rows.line_num, dict(zip(header, cells, strict=True))
        else:
            broken.row(
                rows.line_num,
                f"the row has {len(cells)} cells, the header {len(header)}",
                "check its quotes and commas",
            )


def _json_rows(lines: IO[str], broken: _Broken) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError) as error:
            broken.row(number, f"the line is not JSON ({error})", 'each line is one object: {"id": "a1", "price": 9.5}')
            continue
        if isinstance(cells, dict):
            yield number, cells
        else:
            broken.row(number, "the line is not a JSON object", 'each line is one object: {"id": "a1", "price": 9.5}')


def _product(line: int, cells: dict[str, Any], catalog: Catalog, broken: _Broken) -> Product | None:
    product: Product = {}
    for attribute in catalog.attributes.values():
        if attribute.made:
            continue
        try:
            value = _value(cells.get(attribute.column), attribute)
        except _Unreadable as error:
            broken.row(line, f"column `{attribute.column}`: {error.message}", error.help)
            return None
        if value is not None:
            product[attribute.id] = value
    for role in ("id", "title"):
        attribute = catalog.attributes[catalog.roles[role]]
        if attribute.id not in product and not attribute.made:
            broken.row(
                line, f"column `{attribute.column}`: the {role} is not stated", f"every product needs its {role}"
            )
            return None
    return fill([attribute for attribute in catalog.attributes.values() if attribute.made], product)


def _value(cell: Any, attribute: Attribute) -> Value | None:
    """The typed value of a cell, or None if it is not stated; raises _Unreadable with the reason if not to be read."""
    if attribute.kind is Kind.TAGS:
        return _tags(cell, attribute)
    if cell is None:
        return None
    text = _text(cell)
    if text in attribute.missing:
        return None
    match attribute.kind:
        case Kind.NUMBER:
            number = parse_number(text)
            if number is None:
                raise _Unreadable(f"`{text}` is not a number", f"write digits with a point: 1234.5; {STATE_MISSING}")
            if abs(number) > LARGEST:
                raise _Unreadable(
                    f"`{text}` is beyond what is computed with ({written(LARGEST)})", "write a smaller number"
                )
            return number
        case Kind.DATE:
            day = parse_date(text)
            if day is None:
                raise _Unreadable(f"`{text}` is not a date like 2026-11-20", f"write year-month-day; {STATE_MISSING}")
            return day
        case Kind.ORDERED:
            rank = attribute.name.literal(text)
            if not isinstance(rank, float):
                known = ", ".join(attribute.order)
                raise _Unreadable(
                    f"`{text}` is not in the attribute's order", f"known: {known}; add it to `order`, if it is meant"
                )
            return rank
        case Kind.FLAG:
            if text.lower() in attribute.true:
                return "true"
            if text.lower() in attribute.false:
                return "false"
            true, false = (", ".join(cells) for cells in (attribute.true, attribute.false))
            raise _Unreadable(
                f"`{text}` means neither true nor false",
                f"true: {true}; false: {false}; the keys `true` and `false` of the mapping change these",
            )
        case _:
            return text


def _tags(cell: Any, attribute: Attribute) -> tuple[str, ...] | None:
    parts = cell if isinstance(cell, list) else [] if cell is None else _text(cell).split(attribute.separator)
    texts = [_text(part) for part in parts if part is not None]
    stated = dict.fromkeys(text for text in texts if text and text not in attribute.missing)
    return tuple(stated) or None


def _text(cell: Any) -> str:
    """A single value of JSON or CSV as text; raises _Unreadable if it is none, or one that no file can hold."""
    if isinstance(cell, list | dict):
        raise _Unreadable("a single value is wanted", "a list goes with kind tags only; write one text or number")
    text = (str(cell).lower() if isinstance(cell, bool) else str(cell)).strip()
    if not text.isascii() and _HALF_CHARACTER.search(text):
        raise _Unreadable("the text holds half a character (a lone surrogate)", "export the feed anew, as UTF-8")
    return text
