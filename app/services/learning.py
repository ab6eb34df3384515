"""The log of all shoppers as a model learns from it: consent heeded, gifts left out, one client's weight bounded."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.guide import Release
from app.guide.leaning import MOST_LINES
from app.ranking.behaviour import Log, read_log
from app.ranking.behaviour.log import newest
from app.services.said import NO_CONSENT
from app.shopper import Gifts
from app.shopper.profile import KIND_WEIGHT
from app.store import Db, Logged, answers, events

DAY = 86_400.0
"""Seconds."""

MOST_REPEATS = 5
"""Events about one product that are learnt of one session: the newest. A million carts of it are five."""

REASONS = ("learnt", "unknown", "gift", "flood")
"""What can become of an event: learnt; about a product that is not sold; done for somebody else; more than one
session's or one client's share (`app.ranking.behaviour.log`)."""


@dataclass(frozen=True)
class Heard:
    """A log as rows of a model, the number of the last event in it, and how many events came to what (`REASONS`)."""

    log: Log
    through: int = 0
    tally: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ear:
    """Hears what shoppers of some questionnaires on one catalog did, at a time."""

    releases: Collection[Release]
    row_of: Mapping[str, int]
    now: datetime

    def logged(self, db: Db, after: int, until: int, newest: int | None = None) -> Iterator[Logged]:
        """What was done with consent, numbered above `after` and up to `until`, in that order."""
        return events.log(db, self._questionnaires, KIND_WEIGHT, NO_CONSENT, after, until, newest)

    def gifts(self, db: Db, within: Collection[int] | None = None) -> dict[int, Gifts]:
        """When something was sought for somebody else, by session."""
        return answers.gifts(db, self._questionnaires, within, self.now)

    @property
    def _questionnaires(self) -> list[str]:
        return [release.questionnaire.id for release in self.releases]

    def hear(self, logged: Iterable[Logged], gifts: Mapping[int, Gifts], through: int) -> Heard:
        """What a model may learn of it: nothing that was done for a gift, and no answer at all."""
        tally, clients = Counter[str](), dict[str, int]()
        session, row, day, client = array("q"), array("i"), array("d"), array("q")
        for event in logged:
            sought = gifts.get(event.session)
            if sought is not None and sought.hold(event.at, event.id):
                tally["gift"] += 1
                continue
            for product in event.products[:MOST_LINES]:
                known = self.row_of.get(product)
                if known is None:
                    tally["unknown"] += 1
                    continue
                session.append(event.session)
                row.append(known)
                day.append(event.at.timestamp() / DAY)
                client.append(-event.session if not event.shopper else clients.setdefault(event.shopper, len(clients)))
        log = _log(np.array(session, np.int64), np.array(row, np.int32), np.array(day), np.array(client, np.int64))
        tally.update(learnt=len(log.items), flood=len(session) - len(log.items))
        return Heard(log, through, {reason: tally[reason] for reason in REASONS})


def _log(
    session: NDArray[np.int64], row: NDArray[np.int32], day: NDArray[np.float64], client: NDArray[np.int64]
) -> Log:
    """The log in which no session speaks of one product more than `MOST_REPEATS` times."""
    if not len(session):
        return read_log(session, row, day, client)
    order = np.argsort(day, kind="stable")
    pairs = session[order] * (int(row.max()) + 1) + row[order]
    kept = np.sort(order[newest(pairs, MOST_REPEATS)])
    return read_log(session[kept], row[kept], day[kept], client[kept])
