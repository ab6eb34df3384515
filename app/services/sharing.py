"""A list of results that is shared by a link: what was answered, never who answered it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

import orjson

from app.errors import NotShared
from app.guide import see_results
from app.services.answering import (
    TOKEN_BYTES,
    Beginning,
    View,
    choose_language,
    hashed,
    open_session,
    recorded,
    view_of,
)
from app.services.context import Context
from app.services.said import context_of
from app.shopper import Visit
from app.store import Db, NewSession, Share, answers, sessions, shares

LASTS = timedelta(days=90)
ID_BYTES = 16
"""Of the 256 bits that only this server can derive: more than anybody can guess."""
LONGEST_ID = 64
"""Characters."""


def share(context: Context, token: str) -> tuple[str, Share]:
    """Keeps the answers in effect, without sensitive ones and what depends on them, under an id that opens them.

    The same answers shared again have the same id, and last anew. Raises Unauthorized.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        view, now = view_of(context, db, session), context.clock()
        said = {
            answer.question: dict(answer.body)
            for answer in view.step.answers
            if not answer.stale and answer.question not in view.release.private
        }
        content = orjson.dumps([session.token_sha256, view.release.version, [*said.items()]])
        digest = hmac.new(context.secret, b"share " + content, hashlib.sha256).digest()
        id = base64.urlsafe_b64encode(digest[:ID_BYTES]).decode().rstrip("=")
        shared = Share(session.questionnaire, view.release.version, session.language, said, now + LASTS)
        shares.forget_past(db, now)
        shares.keep(db, session.id, hashed(id), shared)
        return id, shared


def open_share(context: Context, id: str, language: str | None = None) -> View:
    """The results that shared answers lead to today, with nothing stored. Raises NotShared."""
    with context.database.reading() as db:
        shared = _find(context, db, id)
    release, moved = context.releases.pinned(shared.questionnaire, shared.version)
    spoken = choose_language(release, language or shared.language)
    visit = Visit(context_of(spoken, {}))
    bodies = {question: dict(body) for question, body in shared.answers.items()}
    return View(see_results(release, bodies, (), context.clock(), visit=visit), release, spoken, moved)


def begin_shared(context: Context, id: str, beginning: Beginning) -> tuple[str, View]:
    """Begins a session of the recipient's own on what was shared; returns its token and its step. Raises NotShared."""
    with context.database.writing() as db:
        shared = _find(context, db, id)
        release, _ = context.releases.pinned(shared.questionnaire, shared.version)
        token, now = secrets.token_urlsafe(TOKEN_BYTES), context.clock()
        session = sessions.create(
            db,
            NewSession(
                token_sha256=hashed(token),
                questionnaire=shared.questionnaire,
                version=release.version,
                language=choose_language(release, beginning.language or shared.language),
                begun_at=now,
                consent=beginning.consent,
                context=dict(beginning.context or {}),
            ),
        )
        for question, body in shared.answers.items():
            answers.write(db, session.id, question, body, None, now, release.version, release.revision)
        return token, recorded(context, db, session, now)


def _find(context: Context, db: Db, id: str) -> Share:
    shared = shares.by_id(db, hashed(id), context.clock()) if len(id) <= LONGEST_ID else None
    if shared is None:
        raise NotShared("nothing is shared under this id", "a link works for 90 days: ask who sent it for a new one")
    return shared
