"""The shopper's control over what is held on them: consent, a copy of everything, erasure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.errors import Refused
from app.services.answering import View, open_session, view_of
from app.services.context import Context
from app.services.identity import believe
from app.services.ordering import enter_orders
from app.services.said import CONSENTS, PROFILE
from app.store import Db, answers, dismissals, events, outbox, removals, sessions, shares

EXPORT_FORMAT = 1


def set_consent(context: Context, token: str, consent: str, shopper: str | None = None) -> View:
    """Records what the shopper agrees to from now on; returns the step. Raises Unauthorized, or Refused for no consent.

    With `none` no event is recorded any more, and those recorded are not used (`answering.view_of`). With `profile` a
    token of the shop may say who the shopper is (`identity.believe`); without that consent it is forgotten.
    """
    if consent not in CONSENTS:
        raise Refused("invalid-consent", f"`{consent[:40]}` is no consent", f"one of {', '.join(CONSENTS)}")
    believed = believe(context, shopper)
    with context.database.writing() as db:
        session = open_session(db, token)
        sessions.set_consent(db, session.id, consent)
        if consent != PROFILE:
            sessions.set_shopper(db, session.id, None)
        elif known := believed.shopper if believed else None:
            sessions.set_shopper(db, session.id, known.hash, known.registered)
            enter_orders(db, open_session(db, token), known)
        if consent == PROFILE:
            removals.hand_over(db, open_session(db, token))
        _forget_messages(db, session.shopper)
        return replace(view_of(context, db, open_session(db, token)), believed=believed)


def _forget_messages(db: Db, shopper: str | None) -> None:
    """Messages to the shop about a shopper go with the last consent to a profile."""
    if shopper is not None and not sessions.consents(db, shopper, PROFILE):
        outbox.drop_of(db, shopper)


def export(context: Context, token: str) -> dict[str, Any]:
    """Everything held on a session, sensitive answers too, as plain data; times are ISO 8601. Raises Unauthorized."""
    with context.database.reading() as db:
        session = open_session(db, token)
        return {
            "format": EXPORT_FORMAT,
            "questionnaire": session.questionnaire,
            "version": session.version,
            "language": session.language,
            "consent": session.consent,
            "context": session.context,
            "shopper": session.shopper,
            "registered": session.registered,
            "begun_at": session.begun_at.isoformat(),
            "answers": [
                {
                    "question": said.question,
                    "answer": said.body,
                    "seq": said.seq,
                    "at": said.at.isoformat(),
                    "version": said.version,
                    "revision": said.revision,
                }
                for said in answers.history(db, session.id)
            ],
            "events": [
                {"id": event.id, "name": event.name, "at": event.at.isoformat(), **event.payload}
                for event in events.of_session(db, session.id)
            ],
            "dismissed": [
                {"product": product, "at": at.isoformat()}
                for product, at in dismissals.of_session(db, session.id).items()
            ],
            "removed": [
                {"signal": signal, "at": at.isoformat()} for signal, at in removals.of_session(db, session).items()
            ],
            "shared": [
                {"version": share.version, "answers": dict(share.answers), "until": share.until.isoformat()}
                for share in shares.of_session(db, session.id)
            ],
        }


def erase(context: Context, token: str) -> str:
    """Deletes a session with all that hangs on it; the token opens nothing any more. Returns the questionnaire's id.

    Raises Unauthorized.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        sessions.lock(db, session.id)
        sessions.erase(db, session.id)
        _forget_messages(db, session.shopper)
        return session.questionnaire
