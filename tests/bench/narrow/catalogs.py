"""Real worlds: the shipped catalogs, read as the product reads them, and those in `../shared/data/catalogs` if present."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.catalog import Products, read_mapping_file
from app.catalog.columns import Codes, Numbers, Tags
from app.catalog.feed import read_feed
from app.issues import Collector
from tests.bench.narrow.invented import tastes
from tests.bench.narrow.world import Between, Column, In, Question, Tagged, World, build_world, stated

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "catalogs"
SEED = 5
QUESTIONS, CHOICES = 8, 72
"""Of a world at most, beside the range."""
EACH = 14
"""Choices of one question at most."""
BANDS = 6
DISTINCT = 2000
"""A column with more texts than these names its rows and is not asked about."""
TAGS = 64
NAMES = ("id", "name", "title")
"""Columns that name a row."""
STATED = 0.02
"""A column that fewer rows state is not asked about."""


def real_worlds() -> Iterator[World]:
    """The shipped catalogs, then the others by name."""
    for path in sorted((ROOT / "catalog").glob("*.mapping.yaml")):
        yield derive(path.name.split(".")[0], shipped_columns(path))
    if SHARED.is_dir():
        for path in sorted(SHARED.glob("*.gz")) + sorted(SHARED.glob("*.csv")):
            yield derive(path.name.split(".")[0], text_columns(path))


def shipped_columns(path: Path) -> dict[str, Column]:
    """The columns of a mapped feed; those that cannot be asked about left out."""
    issues = Collector()
    catalog = read_mapping_file(path.read_text(), path.name, issues)
    assert catalog is not None
    products = Products.of_records(catalog, read_feed(path.parent / catalog.feed, catalog, issues), "bench")
    found: dict[str, Column] = {}
    for name, column in products.columns.items():
        rows = [column.at(row) for row in products.by_id.tolist()] if isinstance(column, Codes | Tags) else []
        match column:
            case Numbers():
                found[name] = column.values[products.by_id]
            case Codes():
                found[name] = _categories(rows)  # type: ignore[arg-type]
            case Tags():
                found[name] = _tags([value or () for value in rows])  # type: ignore[misc]
    return found


def text_columns(path: Path) -> dict[str, Column]:
    """The columns of a file of CSV or of JSON lines: numbers where all are, lists as tags, else categories."""
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode().splitlines()
    records: list[dict[str, Any]] = (
        [json.loads(line) for line in lines] if ".jsonl" in path.name else list(csv.DictReader(lines))
    )
    found: dict[str, Column] = {}
    for name in dict.fromkeys(key for record in records for key in record):
        values = [record.get(name) for record in records]
        column = _column(values)
        if column is not None:
            found[name] = column
    return found


def _column(values: Sequence[Any]) -> Column | None:
    known = [value for value in values if value not in (None, "")]
    if any(isinstance(value, list) for value in known):
        return _tags([value or () for value in values])
    if known and all(_number(value) is not None for value in known):
        return np.array([np.nan if value in (None, "") else _number(value) for value in values], np.float64)
    texts = [None if value in (None, "") else str(value) for value in values]
    if len(set(texts)) > DISTINCT:
        return None
    if any(text and "|" in text for text in texts):
        return _tags([text.split("|") if text else () for text in texts])
    return _categories(texts)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _categories(values: Sequence[str | None]) -> Column:
    """Codes by falling frequency."""
    counts = Counter(value for value in values if value is not None)
    code = {value: number for number, (value, _) in enumerate(counts.most_common(DISTINCT))}
    return np.array([-1 if value is None else code.get(value, DISTINCT) for value in values], np.int16)


def _tags(values: Sequence[Sequence[str]]) -> Column:
    """The 64 most frequent tags; rarer ones count as not stated."""
    counts = Counter(tag for tags in values for tag in tags)
    bit = {tag: 1 << number for number, (tag, _) in enumerate(counts.most_common(TAGS))}
    return np.array([sum(bit.get(tag, 0) for tag in set(tags)) for tags in values], np.uint64)


def derive(name: str, columns: Mapping[str, Column]) -> World:
    """A world of what is best stated; every third question drops what is not stated, rows by falling first number."""
    asked = {
        id: values
        for id, values in columns.items()
        if id not in NAMES and stated(values).mean() >= STATED and len(np.unique(values[stated(values)])) > 1
    }
    numbers = [id for id, values in asked.items() if values.dtype.kind == "f"]
    ranged = max(numbers, key=lambda id: (stated(asked[id]).mean().round(1), len(np.unique(asked[id]))))
    first = next((id for id in numbers if id != ranged), ranged)
    order = np.argsort(-np.nan_to_num(columns[first], nan=-np.inf), kind="stable")
    columns = {id: values[order] for id, values in asked.items()}
    rest = sorted((id for id in columns if id != ranged), key=lambda id: -float(stated(columns[id]).mean()))
    questions: list[Question] = []
    left = CHOICES
    for place, id in enumerate(rest):
        choices = _choices(columns[id])[: min(EACH, left)]
        if len(choices) < 2 or len(questions) == QUESTIONS:
            continue
        mode = ("all" if place % 2 else "any") if columns[id].dtype.kind == "u" else ("single" if place % 2 else "any")
        questions.append(Question(id, id, mode, len(questions) % 3 != 2, choices))
        left -= len(choices)
    questions.append(Question(ranged, ranged, "range", True))
    rng = np.random.default_rng(SEED)
    rows = len(order)
    popular = np.nan_to_num(columns[first])
    terms = {
        "sold": popular - popular.min(),
        "price": np.exp(rng.normal(0, 1, rows)),
        "rating": rng.integers(1, 6, rows),
    }
    return build_world(name, columns, questions, tastes(terms), rng.permutation(rows).astype(np.int64) + 1)


def _choices(values: Column) -> tuple[Any, ...]:
    known = values[stated(values)]
    match values.dtype.kind:
        case "f":
            edges = np.unique(np.quantile(known, np.linspace(0, 1, BANDS + 1))).tolist()
            return tuple(map(Between, edges[:-1], edges[1:]))
        case "u":
            used = int(np.bitwise_or.reduce(known)).bit_length()
            return tuple(Tagged(tag) for tag in range(used))
    return tuple(In(frozenset({code})) for code in np.unique(known).tolist())
