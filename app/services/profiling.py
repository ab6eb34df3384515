"""What is known of a shopper, shown to them, and taken out at their word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.errors import NotFound
from app.guide import Profile, Release, Step, advance, profile
from app.guide.state import Bodies
from app.services.answering import View, open_session, view_of
from app.services.context import Context
from app.services.said import NO_CONSENT, PROFILE
from app.shopper import Visit
from app.shopper.removed import EVERYTHING, is_signal
from app.store import Db, Session, dismissals, events, removals, sessions

LONGEST = 500
"""Characters of a signal: a product's id, or an attribute and one of its values."""
MOST_VISITS = 1_000
"""The newest other sessions of one shopper whose events are deleted with the profile."""


@dataclass(frozen=True)
class Known:
    """What is known of the shopper of a session, and under what consent; `joined`: across their visits.

    `removed` and `dismissed` are signals and product ids.
    """

    profile: Profile
    consent: str
    joined: bool
    removed: tuple[str, ...]
    dismissed: tuple[str, ...]


def known_of(context: Context, token: str) -> tuple[View, Known]:
    """What is known of the shopper of a session. Raises Unauthorized."""
    with context.database.reading() as db:
        return _known(context, db, open_session(db, token))


def forget(context: Context, token: str, signal: str) -> tuple[View, Known]:
    """Takes one signal out of what is known, for good: also of later events, and with consent to a profile on every
    visit. Once more changes nothing. Returns what is known then.

    Raises Unauthorized, and NotFound for what is no signal.
    """
    if not is_signal(signal) or len(signal) > LONGEST:
        raise NotFound(f"there is no signal `{signal[:80]}`", "take one from the profile")
    with context.database.writing() as db:
        session = open_session(db, token)
        removals.add(db, session, signal, context.clock())
        return _known(context, db, session)


def forget_all(context: Context, token: str) -> tuple[View, Known]:
    """Takes out all that is known until now: deletes the events, on every visit of the shopper that is joined to this
    one; orders, which are the shop's books, count no more. Returns what is known then. Raises Unauthorized."""
    with context.database.writing() as db:
        session = open_session(db, token)
        removals.add(db, session, EVERYTHING, context.clock())
        for visit in (session, *sessions.others_of(db, session, PROFILE, MOST_VISITS)):
            events.erase(db, visit.id)
        return _known(context, db, session)


def _known(context: Context, db: Db, session: Session) -> tuple[View, Known]:
    found: list[Profile] = []

    def shown(release: Release, bodies: Bodies, did: Any, now: Any, visit: Visit) -> Step:
        found.append(profile(release, bodies, did, now, visit))
        return advance(release, bodies, (), now, visit)

    view = view_of(context, db, session, shown)
    signals = tuple(signal for signal in removals.of_session(db, session) if signal != EVERYTHING)
    joined = session.shopper is not None and session.consent == PROFILE
    known = Known(found[0], session.consent or NO_CONSENT, joined, signals, (*dismissals.of_session(db, session.id),))
    return view, known
