"""What was done since a model was trained, put behind it: it reaches the next step of every shopper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.guide import Release
from app.ranking import Crowd
from app.ranking.behaviour import Log, Model, with_live
from app.ranking.behaviour.prior import HALF_LIFE, expected, faded, shrunken
from app.ranking.behaviour.trained import Trained, counts_onto, onto
from app.ranking.described import describe_catalog
from app.ranking.traits import read_traits
from app.services.learning import Ear, Heard
from app.store import Db, events

MOST_LIVE = 5_000
"""The newest events since training that are read: a few hundredths of a second. `train` takes in the rest."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Live:
    """A trained model over a catalog's products as they are, and what was heard since."""

    trained: Trained
    index: Index
    base: Model
    row_of: Mapping[str, int]
    counts: NDArray[np.float64]
    """`Trained.faded`, by row."""
    expected: NDArray[np.float64]
    """What a product's attributes let expect, of mean 1."""
    tally: Mapping[str, int] = field(default_factory=dict)
    """What became of the events since training."""
    _last: tuple[int, Crowd] | None = None

    def newest(self, db: Db, releases: Collection[Release]) -> Crowd:
        """The crowd with all that has come in; the same one as long as nothing has."""
        until = events.last_id(db)
        if self._last is None or self._last[0] != until:
            crowd = self.until(db, releases, until)
            same = self._last is not None and self._last[1].name == crowd.name
            self._last = (until, self._last[1] if same and self._last else crowd)
        return self._last[1]

    def until(self, db: Db, releases: Collection[Release], until: int) -> Crowd:
        """The crowd as it was when the event numbered `until` had come in: a pure function of the log.

        It is named by the model's revision and the last event that was heard.
        """
        ear = Ear(releases, self.row_of, BEGINNING)
        logged = list(ear.logged(db, self.trained.through, until, MOST_LIVE))
        if not logged:
            return Crowd(self.base, self.base.revision)
        ear = replace(ear, now=logged[-1].received_at)
        gifts = ear.gifts(db, {event.session for event in logged})
        heard: Heard = ear.hear(logged, gifts, logged[-1].id)
        self.tally = heard.tally
        model = with_live(self.base, heard.log)
        model = replace(model, attributes=model.attributes.rated(self._popularity(heard.log)))
        return Crowd(model, f"{self.base.revision}+{heard.through}")

    def _popularity(self, log: Log) -> NDArray[np.float32]:
        """How popular products are, with what was done since."""
        if not len(log):
            return self.base.popularity
        now = max(float(log.ends[-1]), self.trained.day)
        before = self.counts * 0.5 ** ((now - self.trained.day) / HALF_LIFE)
        return shrunken(before + faded(log, len(before), now), self.expected)


def open_live(trained: Trained, index: Index) -> Live:
    """A trained model over the products of an index."""
    described = describe_catalog(index, read_traits(index))
    base = onto(trained, described.products, described.values, described.attributes)
    counts = counts_onto(trained, described.products)
    row_of = {product: row for row, product in enumerate(described.products)}
    return Live(trained, index, base, row_of, counts, expected(counts, described.attributes))
