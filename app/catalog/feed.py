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
from urllib.parse import quote

from app.catalog.model import Attribute, Catalog, Product, Value
from app.conditions import Kind
from app.conditions.dates import parse_date
from app.document.shape import parse_number
from app.issues import Collector, Mark

MOST_ROW_ISSUES = 100
"""Broken rows reported one by one; further ones are counted."""
LONGEST_CELL = 1_000_000
"""Characters; longer cells mean that a quote was never closed."""

LARGEST_NUMBER = 1e15
"""Beyond it, steps of a hundredth are no longer told apart."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

Row = tuple[int, dict[str, Any]]
"""A line number and the cells by column."""


def read_feed(path: Path, catalog: Catalog, issues: Collector) -> list[Product]:
    """All readable products of a feed in the order of their ids; broken rows go to `issues` with their line.

    Raises OSError if the file cannot be opened.
    """
    products: dict[str, Product] = {}
    broken = _Broken(path.name, issues)
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
            Mark(path.name, 1),
            f"the feed cannot be read: {error}",
            "a feed is UTF-8 text, plain or gzipped",
        )
        return []
    broken.close()
    if not products and not broken.headless:
        issues.add("no-products", Mark(path.name, 1), "the feed holds no product")
    return [products[id] for id in sorted(products)]


class _Broken:
    """Reports broken rows, each by itself up to a limit, then as a count."""

    def __init__(self, file: str, issues: Collector) -> None:
        self.file = file
        self.issues = issues
        self.rows = 0
        self.headless = False

    def row(self, line: int, message: str, help: str = "") -> None:
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
            broken.row(number, f"the line is not JSON ({error})")
            continue
        if isinstance(cells, dict):
            yield number, cells
        else:
            broken.row(number, "the line is not a JSON object")


def _product(line: int, cells: dict[str, Any], catalog: Catalog, broken: _Broken) -> Product | None:
    product: Product = {}
    for attribute in catalog.attributes.values():
        if attribute.made:
            continue
        try:
            value = _value(cells.get(attribute.column), attribute)
        except ValueError as error:
            broken.row(line, f"column `{attribute.column}`: {error}")
            return None
        if value is not None:
            product[attribute.id] = value
    for role in ("id", "title"):
        attribute = catalog.attributes[catalog.roles[role]]
        if attribute.id not in product and not attribute.made:
            broken.row(line, f"column `{attribute.column}`: the {role} is not stated")
            return None
    for attribute in catalog.attributes.values():
        if attribute.made:
            product[attribute.id] = _PLACEHOLDER.sub(
                lambda found: quote(str(product.get(found[1], "")), safe=""), attribute.made
            )
    return product


def _value(cell: Any, attribute: Attribute) -> Value | None:
    """The typed value of a cell, or None if it is not stated; raises ValueError with the reason if unreadable."""
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
                raise ValueError(f"`{text}` is not a number")
            if abs(number) > LARGEST_NUMBER:
                raise ValueError(f"`{text}` is beyond what is computed with ({LARGEST_NUMBER:g})")
            return number
        case Kind.DATE:
            day = parse_date(text)
            if day is None:
                raise ValueError(f"`{text}` is not a date like 2026-11-20")
            return day
        case Kind.ORDERED:
            rank = attribute.name.literal(text)
            if not isinstance(rank, float):
                raise ValueError(f"`{text}` is not in the attribute's order")
            return rank
        case Kind.FLAG:
            if text.lower() in attribute.true:
                return "true"
            if text.lower() in attribute.false:
                return "false"
            raise ValueError(f"`{text}` means neither true nor false")
        case _:
            return text


def _tags(cell: Any, attribute: Attribute) -> tuple[str, ...] | None:
    parts = cell if isinstance(cell, list) else [] if cell is None else _text(cell).split(attribute.separator)
    texts = [_text(part) for part in parts if part is not None]
    stated = dict.fromkeys(text for text in texts if text and text not in attribute.missing)
    return tuple(stated) or None


def _text(cell: Any) -> str:
    """A single value of JSON or CSV as text; raises ValueError if it is none, or one that no file can hold."""
    if isinstance(cell, list | dict):
        raise ValueError("a single value is wanted")
    text = (str(cell).lower() if isinstance(cell, bool) else str(cell)).strip()
    if not text.isascii() and _HALF_CHARACTER.search(text):
        raise ValueError("the text holds half a character (a lone surrogate)")
    return text
