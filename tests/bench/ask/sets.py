"""Question sets made from catalogs: one question for each attribute, in the order of the file.

Numbers of more than a few values are asked in five bins of equal share; texts with too many values are not asked.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.guide.simulate.grid import SILENT

ROOT = Path(__file__).parents[3]
CATALOGS = ROOT.parent / "shared" / "data" / "catalogs"
BINS = 5
FEW_NUMBERS = 5
"""Up to so many different numbers each is a choice of its own."""
MOST_CHOICES = 60
"""Nobody is asked to pick from more."""
MOST_QUESTIONS = 12
"""As many as the exact optimum can be computed for."""
DIAMONDS = 8
PARTS = ("case", "headphones", "keyboard", "memory", "monitor", "video-card")

Row = dict[str, str]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """A catalog's questions: `codes` of shape (products, questions) hold the choice of each product, SILENT if none."""

    name: str
    questions: tuple[str, ...]
    codes: Codes

    def only(self, places: Iterable[int]) -> Asked:
        kept = list(places)
        return Asked(self.name, tuple(self.questions[place] for place in kept), self.codes[:, kept])

    def telling(self, most: int = MOST_QUESTIONS) -> Asked:
        """With the questions that bring the most bits by themselves, still in the order of the file."""
        bits = [_entropy(column) for column in self.codes.T]
        best = sorted(range(len(bits)), key=lambda place: -bits[place])[:most]
        return self.only(sorted(best))


def diamonds() -> Asked:
    """The shipped diamonds, by the first eight attributes of the file."""
    with gzip.open(ROOT / "catalog" / "diamonds.csv.gz", "rt", encoding="utf-8") as file:
        asked = made("diamonds", list(csv.DictReader(file)), {"id", "title"})
    return asked.only(range(DIAMONDS))


def epa_cars() -> Asked | None:
    """Cars of 2022 and 2023; None if the file is not here."""
    path = CATALOGS / "epa_cars_2022_2023.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as file:
        return made("epa_cars", list(csv.DictReader(file)), {"id"})


def pc_parts() -> Asked | None:
    """Six kinds of parts in one catalog, those that have a price; None if the files are not here."""
    rows: list[Row] = []
    for kind in PARTS:
        path = CATALOGS / "pc-parts" / f"{kind}.csv.gz"
        if not path.is_file():
            return None
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [{"category": kind, **row} for row in csv.DictReader(file) if row["price"]]
    return made("pc-parts", rows, {"name"})


def made(name: str, rows: list[Row], apart: set[str]) -> Asked:
    """The questions of a feed; `apart` names the columns that only name a product."""
    columns = dict.fromkeys(column for row in rows for column in row if column not in apart)
    asked = {column: _codes([row.get(column, "") for row in rows]) for column in columns}
    kept = {column: codes for column, codes in asked.items() if codes is not None}
    return Asked(name, tuple(kept), np.stack(list(kept.values()), axis=1))


def hidden(asked: Asked, share: float, seed: int) -> Codes:
    """What a catalog states of which a share of the values is missing; what kind of thing it is, every feed says."""
    missing = np.random.default_rng(seed).random(asked.codes.shape) < share
    missing[:, [place for place, name in enumerate(asked.questions) if name == "category"]] = False
    return np.where(missing, SILENT, asked.codes)


def _codes(texts: list[str]) -> Codes | None:
    """The choice of each product; None if there is nothing to ask."""
    values = dict.fromkeys(text for text in texts if text)
    if len(values) < 2:
        return None
    numbers = _numbers(texts)
    if numbers is not None and len(values) > FEW_NUMBERS:
        return _bins(numbers)
    if len(values) > MOST_CHOICES:
        return None
    place = {text: code for code, text in enumerate(values)}
    return np.array([place.get(text, SILENT) for text in texts])


def _numbers(texts: list[str]) -> NDArray[np.float64] | None:
    try:
        return np.array([float(text) if text else np.nan for text in texts])
    except ValueError:
        return None


def _bins(numbers: NDArray[np.float64]) -> Codes:
    """The bin of each number among bins of equal share; equal numbers share a bin."""
    known = ~np.isnan(numbers)
    edges = np.unique(np.quantile(numbers[known], np.linspace(0, 1, BINS + 1)[1:-1]))
    codes = np.full(len(numbers), SILENT)
    codes[known] = np.unique(np.searchsorted(edges, numbers[known], side="right"), return_inverse=True)[1]
    return codes


def _entropy(codes: Codes) -> float:
    _, counts = np.unique(codes, return_counts=True)
    shares: Any = counts / counts.sum()
    return float(-(shares * np.log2(shares)).sum())
