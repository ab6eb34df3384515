"""Public session logs as a training log and held-out prefixes with what came next."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import Attributes, Log, describe, undescribed

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "sessions"
RETAILROCKET_DAYS = 137.0
"""The span of the RetailRocket log; the public split keeps the order of its sessions, not their times: they are spread evenly."""

Prefix = tuple[tuple[int, ...], int]
"""What a session had seen, oldest first, and what it saw next."""


@dataclass(frozen=True)
class Trial:
    """A log to learn from and what to foretell. `answers`: by item, the cell of each set of answers; `questions`: by item, the
    answer to each question of the dialogue."""

    name: str
    log: Log
    attributes: Attributes
    tests: Sequence[Prefix]
    answers: dict[str, NDArray[np.int64]]
    questions: dict[str, NDArray[np.int64]] = field(default_factory=dict)


def retailrocket() -> Trial:
    with gzip.open(FOLDER / "retailrocket" / "train.jsonl.gz", "rt") as lines:
        sessions = [json.loads(line) for line in lines]
    with gzip.open(FOLDER / "retailrocket" / "test.jsonl.gz", "rt") as lines:
        tests = [(tuple(prefix), target) for prefix, target in map(json.loads, lines)]
    items = 1 + max(max(session) for session in sessions)
    return Trial(
        "RetailRocket",
        log_of(sessions, np.linspace(0, RETAILROCKET_DAYS, len(sessions))),
        undescribed(items),
        tests,
        {},
    )


def serenade() -> Trial:
    folder = FOLDER / "serenade_example"
    with gzip.open(folder / "train.txt.gz", "rt") as lines:
        sessions, ends = _triples(lines)
    with open(folder / "test.txt") as lines:
        tested, _ = _triples(lines)
    items = 1 + max(max(session) for session in [*sessions, *tested])
    return Trial("Serenade example", log_of(sessions, np.array(ends)), undescribed(items), prefixes(tested), {})


def _triples(lines: Iterable[str]) -> tuple[list[tuple[int, ...]], list[float]]:
    """Sessions by end time, and their ends in days, from lines of session, item and time in seconds."""
    clicks: dict[int, list[tuple[float, int]]] = {}
    for line in list(lines)[1:]:
        session, item, time = line.split()
        clicks.setdefault(int(session), []).append((float(time), int(item)))
    found = [sorted(session, key=lambda click: click[0]) for session in clicks.values()]
    found.sort(key=lambda session: session[-1][0])
    return [tuple(item for _, item in session) for session in found], [session[-1][0] / 86_400 for session in found]


ESHOP_TRAINED = date(2008, 7, 30)
ESHOP_DAYS = 14


def eshop() -> Trial:
    """Train to 30 July 2008, foretell the last 14 days; answers are what the shopper is looking for next."""
    sessions: dict[int, list[tuple[int, str, int]]] = {}
    facts: dict[str, tuple[int, ...]] = {}
    with gzip.open(FOLDER / "eshop2008" / "e-shop-clothing-2008.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            model = row["page 2 (clothing model)"]
            day = date(int(row["year"]), int(row["month"]), int(row["day"])).toordinal()
            sessions.setdefault(int(row["session ID"]), []).append((int(row["order"]), model, day))
            names = ("page 1 (main category)", "colour", "price", "model photography", "page", "price 2")
            facts[model] = tuple(int(row[name]) for name in names)
    row_of = {model: place for place, model in enumerate(sorted(facts))}
    table = np.array([facts[model] for model in row_of])
    ordered = sorted((max(day for _, _, day in clicks), number) for number, clicks in sessions.items())
    last = ordered[-1][0]
    trained = [(day, number) for day, number in ordered if day <= ESHOP_TRAINED.toordinal()]
    tested = [number for day, number in ordered if day > last - ESHOP_DAYS]
    read = {number: tuple(row_of[model] for _, model, _ in sorted(clicks)) for number, clicks in sessions.items()}
    columns = [np.unique(column, return_inverse=True)[1].astype(np.int32) for column in table.T]
    category, colour, price = (column.astype(np.int64) for column in columns[:3])
    answers = {
        "no answer": np.zeros(len(table), np.int64),
        "category": category,
        "category + price": category * 100 + price,
        "category + colour": category * 100 + colour,
    }
    log = log_of([read[number] for _, number in trained], np.array([float(day) for day, _ in trained]))
    attributes = describe(("category", "colour", "price", "photo", "page"), columns[:5], table[:, 2].astype(np.float64))
    questions = {"category": category, "colour": colour, "above the usual price": columns[5].astype(np.int64)}
    return Trial("eshop2008", log, attributes, prefixes([read[number] for number in tested]), answers, questions)


def log_of(sessions: Sequence[Sequence[int]], ends: NDArray[np.float64]) -> Log:
    """The log of sessions given in the order of their ends."""
    offsets = np.zeros(len(sessions) + 1, np.int64)
    np.cumsum([len(session) for session in sessions], out=offsets[1:])
    items = np.fromiter((item for session in sessions for item in session), np.int32, int(offsets[-1]))
    return Log(offsets, items, ends)


def prefixes(sessions: Iterable[tuple[int, ...]]) -> list[Prefix]:
    """Every prefix of every session, with what came next."""
    return [(session[:place], session[place]) for session in sessions for place in range(1, len(session))]


def held_out(trial: Trial, share: float = 0.05, most: int = 4_000) -> Trial:
    """A trial on the newest training sessions, for choosing settings: the test part is not looked at."""
    cut = int(len(trial.log) * (1 - share))
    log = trial.log.part(0, cut)
    newest = trial.log.part(cut, len(trial.log))
    known = set(log.items.tolist())
    sessions = [tuple(part.tolist()) for part in np.split(newest.items, newest.offsets[1:-1])]
    tests = [(prefix, target) for prefix, target in prefixes(sessions) if target in known]
    drawn = np.random.default_rng(1).permutation(len(tests))[:most]
    return replace(trial, name=trial.name + ", held out", log=log, tests=[tests[place] for place in drawn])
