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
from app.services.known import Pinned, gift_since
from app.services.said import NO_CONSENT
from app.shopper.profile import KIND_WEIGHT
from app.store import Db, Logged, answers, events, sessions

DAY = 86_400.0
"""Seconds."""

AT_ONCE = 500
"""Sessions asked for in one query."""

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

    pinned: Pinned
    releases: Collection[Release]
    row_of: Mapping[str, int]
    now: datetime

    def logged(self, db: Db, after: int, until: int, newest: int | None = None) -> Iterator[Logged]:
        """What was done with consent, numbered above `after` and up to `until`, in that order."""
        ids = [release.questionnaire.id for release in self.releases]
        return events.log(db, ids, KIND_WEIGHT, NO_CONSENT, after, until, newest)

    def gifts(self, db: Db, within: Collection[int] | None = None) -> dict[int, datetime]:
        """Since when something was sought for somebody else, by session."""
        found: dict[int, datetime] = {}
        for release in self.releases:
            questions = release.questionnaire.questions.values()
            picks = {(one.id, choice.id) for one in questions for choice in one.choices if choice.gift}
            ids = sorted(answers.sayers(db, release.questionnaire.id, picks, within)) if picks else []
            for start in range(0, len(ids), AT_ONCE):
                for session in sessions.by_ids(db, ids[start : start + AT_ONCE]):
                    since = gift_since(self.pinned, db, session, self.now)
                    if since is not None:
                        found[session.id] = since
        return found

    def hear(self, logged: Iterable[Logged], gifts: Mapping[int, datetime], through: int) -> Heard:
        """What a model may learn of it: nothing since a gift was chosen, and no answer at all."""
        tally, clients = Counter[str](), dict[str, int]()
        session, row, day, client = array("q"), array("i"), array("d"), array("q")
        for event in logged:
            since = gifts.get(event.session)
            if since is not None and event.at >= since:
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
