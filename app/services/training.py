"""Training: a model of a catalog's shoppers from the log of what they did."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import NotFound, Refused
from app.ranking.behaviour.trained import Trained, learn
from app.ranking.described import describe_catalog
from app.ranking.traits import read_traits
from app.services.context import Context
from app.services.learning import Ear
from app.store import Logged, events

Watch = Callable[[str, Iterable[Logged], int], Iterable[Logged]]
"""What shows how far a reading has come: what is read, the events, and about how many they are."""

SCORES = ".scores.csv"
"""Beside a feed, as `catalog/ID.scores.csv`: another model's scores of products, in the columns product and score."""


@dataclass(frozen=True)
class Training:
    """What came of training on a catalog: its model, where it lies, and how many products an outside model scored."""

    catalog: str
    trained: Trained
    folder: Path
    scored: int = 0


def _unwatched(heading: str, read: Iterable[Logged], length: int) -> Iterable[Logged]:
    return read


def train(context: Context, catalog: str, watch: Watch = _unwatched, scores: Path | None = None) -> Training:
    """Trains on all that was done on a catalog with consent; the model serves once it is written, in all processes.

    The same log gives the same revision. `scores` is a file of an outside model, by default the one beside the feed.
    Raises NotFound for the catalog, and Refused for a file of scores that cannot be read, or a folder that cannot be
    written to; what has served goes on serving.
    """
    index = context.releases.catalogs().get(catalog)
    if index is None:
        known = ", ".join(sorted(context.releases.catalogs())) or "none"
        raise NotFound(f"there is no catalog `{catalog[:80]}`", f"catalogs that serve: {known}")
    described = describe_catalog(index, read_traits(index))
    releases = [one for one in context.releases.releases().values() if one.questionnaire.catalog == catalog]
    row_of = {product: row for row, product in enumerate(described.products)}
    outside, scored = _outside(scores or context.settings.catalogs / f"{catalog}{SCORES}", row_of, scores is not None)
    with context.database.reading() as db:
        ear = Ear(releases, row_of, context.clock())
        until = events.last_id(db)
        gifts = ear.gifts(db)
        heard = ear.hear(watch(f"Reading {catalog}", ear.logged(db, 0, until), until), gifts, until)
    trained = learn(
        heard.log, described.attributes, described.products, described.values, until, heard.tally, outside
    )  # fmt: skip
    try:
        folder = context.releases.crowds.models.put(catalog, trained)
        context.releases.crowds.models.sweep(catalog, context.settings.keep_revisions)
    except OSError as error:
        raise Refused("model-folder", f"the model cannot be written: {error}", "nothing has changed") from None
    context.releases.refresh()
    return Training(catalog, trained, folder, scored)


def _outside(path: Path, row_of: dict[str, int], wanted: bool) -> tuple[NDArray[np.float64] | None, int]:
    """The scores in a file by row, 0 where it has none, and how many there are; None without a file."""
    if not wanted and not path.is_file():
        return None, 0
    scores, found = np.zeros(len(row_of)), 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in ("product", "score") if name not in (reader.fieldnames or ())]
            if missing:
                raise Refused("missing-column", f"{path.name} has no column `{missing[0]}`", "columns: product, score")
            for line in reader:
                row = row_of.get((line["product"] or "").strip())
                if row is not None:
                    scores[row] = _score(line["score"] or "", f"{path.name}:{reader.line_num}")
                    found += 1
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise Refused("unreadable", f"{path.name} is no CSV in UTF-8: {error}", "nothing was trained") from None
    return scores, found


MOST_SCORE = 50.0
"""Nats, either way: e^50 to one is certainty, and a greater number a mistake."""


def _score(text: str, where: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not -MOST_SCORE <= score <= MOST_SCORE:
        raise Refused("bad-score", f"{where}: `{text[:40]}` is no score", "log-odds, from -50 to 50")
    return score
