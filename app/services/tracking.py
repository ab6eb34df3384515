"""What a shopper did on the shop's pages, recorded."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.errors import SalesclerkError
from app.services import fates
from app.services.answering import open_session
from app.services.context import Context
from app.services.fates import Fate, Sent, fate_of, obstacle
from app.services.flaws import LeftOut
from app.services.said import NO_CONSENT
from app.shopper import Name
from app.store import Db, Session, StoredEvent, events


@dataclass(frozen=True)
class Recorded:
    """What became of a batch: how many entries were new, known by their id, and of no use; and what was left out, by
    place."""

    questionnaire: str
    accepted: int
    repeated: int
    ignored: int
    refused: tuple[LeftOut, ...]


def record(context: Context, token: str, sent: Sequence[Sent]) -> Recorded:
    """Records the sound events of a batch, each once by its id; of a session without consent, none.

    What cannot be read, or claims to be too old, is left out and named; no entry costs another. Of a session that sends
    beyond all measure, the newest are kept. What became of each is counted. Raises Unauthorized.
    """
    now = context.clock()
    left = [LeftOut(place, entry.flaw, entry.detail) for place, entry in enumerate(sent) if entry.flaw]
    sound = {place: entry.event for place, entry in enumerate(sent) if entry.event}
    unused = sum(entry.event is None and entry.flaw is None for entry in sent)
    with context.database.writing() as db:
        session = open_session(db, token)
        consents = session.consent != NO_CONSENT
        kept, dropped = _sifted(sound, now) if consents else ([], [])
        new = events.add(db, session.id, kept, now)
        displaced = _make_room(db, session.id) if new else 0
    _count_kept(context, session, kept[:new])  # which of a batch were known is not told
    for fate, _ in dropped:
        context.fates.count(fate)
    context.fates.count(Fate.FLOOD, displaced)
    context.fates.count(Fate.REPEATED, len(kept) - new)
    context.fates.count(Fate.MALFORMED, len(sent) - len(sound) - unused)
    context.fates.count(Fate.IGNORED, unused)
    context.fates.count(Fate.REFUSED, 0 if consents else len(sound))
    left += [one for _, one in dropped]
    for one in left:
        context.flaws.count(one.flaw)
    ignored = unused + (0 if consents else len(sound))
    refused = tuple(sorted(left, key=lambda one: one.place))
    return Recorded(session.questionnaire, new, len(kept) - new, ignored, refused)


def _sifted(sound: dict[int, StoredEvent], now: datetime) -> tuple[list[StoredEvent], list[tuple[Fate, LeftOut]]]:
    """The events to record, and what is dropped."""
    kept, dropped = list[StoredEvent](), list[tuple[Fate, LeftOut]]()
    for place, event in sound.items():
        found = obstacle(event, now)
        if found is None:
            kept.append(event)
        else:
            fate, flaw, detail = found
            dropped.append((fate, LeftOut(place, flaw, detail)))
    return kept, dropped


def _make_room(db: Db, session: int) -> int:
    """Lets the oldest events of a session make room, if it has too many; returns how many went. A tenth goes at once,
    so that a session that goes on pays for it seldom."""
    beyond = events.count(db, session) - fates.MOST_RECORDED
    if beyond <= 0:
        return 0
    return events.make_room(db, session, beyond + fates.MOST_RECORDED // 10, Name.PURCHASE, fates.MOST_PURCHASES)


def _count_kept(context: Context, session: Session, kept: Sequence[StoredEvent]) -> None:
    known = _products(context, session)
    for event in kept:
        context.fates.count(fate_of(event, known))


def _products(context: Context, session: Session) -> Container[str]:
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return ()
    return release.index.products.row_of
