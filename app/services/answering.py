"""A shopper's conversation: begin, answer, change, look back, see results."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.errors import NotFound, Refused, Unauthorized
from app.guide import Release, Reordered, Step, advance, reorder, see_results
from app.guide import look as look_at
from app.guide import why as explain
from app.guide.reach import check_reach
from app.guide.state import Bodies
from app.guide.step import Why
from app.guide.trace import digest
from app.questionnaire import read_answer, write_answer
from app.services.context import Context
from app.services.deeds import as_deed
from app.services.identity import Believed, believe
from app.services.moment import Moment
from app.services.ordering import enter_orders
from app.services.said import CONSENTS, PROFILE, context_of
from app.services.stepping import view_at
from app.shopper import Visit
from app.store import Db, NewSession, Session, StoredEvent, answers, events, orders, sessions

TOKEN_BYTES = 32
SHORTEST_KEY = 16
"""Characters of an Idempotency-Key: a token is derived from it, so it must not be guessable."""
LARGEST_SEQ = 2**53


@dataclass(frozen=True)
class View:
    """A step, with what is needed to say it: its release, its language, whether the session had to move, and what came
    of the token that says who the shopper is, if one was sent."""

    step: Step
    release: Release
    language: str
    moved: bool = False
    believed: Believed | None = None


@dataclass(frozen=True)
class Beginning:
    """How a session begins, beside its questionnaire."""

    language: str | None = None
    prefill: Mapping[str, Any] | None = None
    consent: str = "session"
    context: Mapping[str, Any] | None = None
    idempotency_key: str | None = None
    shopper: str | None = None
    """A token of the shop that says who the shopper is (`identity.believe`)."""


def open_questionnaire(context: Context, questionnaire: str, language: str | None = None) -> View:
    """The first step, with nothing stored. Raises NotFound or Unavailable."""
    release = context.releases.current(questionnaire)
    spoken = choose_language(release, language)
    return View(advance(release, {}, (), context.clock(), Visit(context_of(spoken, {}))), release, spoken)


@dataclass(frozen=True)
class Visitor:
    """Who asks for a step with nothing stored: in which language, from where, having done what."""

    language: str | None = None
    visit: Mapping[str, Any] = field(default_factory=dict)
    events: Sequence[StoredEvent] = ()


NOBODY = Visitor()


def stateless(
    context: Context,
    questionnaire: str,
    bodies: Mapping[str, Any],
    version: str | None = None,
    visitor: Visitor = NOBODY,
) -> View:
    """The step that answers lead to, with nothing stored.

    Raises NotFound for the questionnaire, a question or a version, and Refused for an answer that cannot be read.
    """
    release = context.releases.current(questionnaire)
    if version is not None and not release.version.startswith(version):
        found = context.releases.pinned(questionnaire, version)
        if found[1]:
            raise NotFound(
                f"there is no version `{version[:80]}` that serves", "leave `version` out to use the current one"
            )
        release = found[0]
    sound: Bodies = {id: _read(context, release, id, body) for id, body in bodies.items()}
    spoken = choose_language(release, visitor.language)
    events, visit = [as_deed(event) for event in visitor.events], Visit(context_of(spoken, visitor.visit))
    return View(advance(release, sound, events, context.clock(), visit), release, spoken)


def begin(context: Context, questionnaire: str, beginning: Beginning | None = None) -> tuple[str, View]:
    """Begins a session; returns its token, which is stored nowhere, and its first step.

    The same idempotency key again returns the session that was begun with it. Raises NotFound or Unavailable for the
    questionnaire, and Refused for what cannot be read of the beginning.
    """
    beginning = beginning or Beginning()
    if beginning.consent not in CONSENTS:
        raise Refused("invalid-consent", f"`{beginning.consent[:40]}` is no consent", f"one of {', '.join(CONSENTS)}")
    release = context.releases.current(questionnaire)
    prefill = {id: _read(context, release, id, body) for id, body in (beginning.prefill or {}).items()}
    now = context.clock()
    token = _new_token(context, beginning.idempotency_key)
    believed = believe(context, beginning.shopper)
    known = believed.shopper if believed else None
    with context.database.writing() as db:
        session = sessions.create(
            db,
            NewSession(
                token_sha256=hashed(token),
                questionnaire=questionnaire,
                version=release.version,
                language=choose_language(release, beginning.language),
                begun_at=now,
                consent=beginning.consent,
                context=dict(beginning.context or {}),
                idempotency_key_sha256=hashed(beginning.idempotency_key) if beginning.idempotency_key else None,
                shopper=known.hash if known and beginning.consent == PROFILE else None,
                registered=known.registered if known and beginning.consent == PROFILE else {},
            ),
        )
        if session.questionnaire != questionnaire:
            raise Refused("idempotency-mismatch", "this Idempotency-Key began another questionnaire", "use a new key")
        enter_orders(db, session, known)
        if not prefill or answers.history(db, session.id):
            return token, replace(view_of(context, db, session, advance), believed=believed)
        for id, body in prefill.items():
            answers.write(db, session.id, id, body, None, now, release.version, release.revision)
        return token, replace(recorded(context, db, session, now), believed=believed)


def current(context: Context, token: str) -> View:
    """The current step. Raises Unauthorized."""
    with context.database.reading() as db:
        return view_of(context, db, open_session(db, token), advance)


def look(context: Context, token: str, question: str) -> View:
    """The step that shows one question, with its counts and its answer. Raises Unauthorized or NotFound."""

    def shown(release: Release, bodies: Bodies, events: Any, now: Any, visit: Visit) -> Step:
        return look_at(release, bodies, events, now, question, visit)

    with context.database.reading() as db:
        return view_of(context, db, open_session(db, token), shown)


def results(context: Context, token: str, limit: int | None = None, offset: int = 0) -> View:
    """The results now, whatever is still to be asked. Raises Unauthorized."""

    def shown(release: Release, bodies: Bodies, events: Any, now: Any, visit: Visit) -> Step:
        return see_results(release, bodies, events, now, limit, offset, visit)

    with context.database.reading() as db:
        return view_of(context, db, open_session(db, token), shown)


def why(context: Context, token: str, product: str) -> tuple[View, Why]:
    """One product's reasons and terms, and the questions whose answers it fails. Raises Unauthorized or NotFound."""
    with context.database.reading() as db:
        session = open_session(db, token)
        found: list[Why] = []

        def shown(release: Release, bodies: Bodies, events: Any, now: Any, visit: Visit) -> Step:
            found.append(explain(release, bodies, events, now, product, visit))
            return advance(release, bodies, events, now, visit)

        return view_of(context, db, session, shown), found[0]


def rank(context: Context, token: str, products: Sequence[str], query: str = "") -> tuple[View, Reordered]:
    """The shop's own list in the order of this shopper. Raises Unauthorized."""
    with context.database.reading() as db:
        found: list[Reordered] = []

        def shown(release: Release, bodies: Bodies, events: Any, now: Any, visit: Visit) -> Step:
            found.append(reorder(release, bodies, events, now, products, query, visit))
            return advance(release, bodies, (), now, visit)

        return view_of(context, db, open_session(db, token), shown), found[0]


def answer(context: Context, token: str, question: str, body: Any, seq: int | None = None) -> View:
    """Records an answer and returns the next step, in one transaction.

    An older `seq` for the same question is a late retry and changes nothing. Raises Unauthorized, NotFound for the
    question, and Refused for an answer that cannot be read.
    """
    return change(context, token, {question: body}, seq)


def withdraw(context: Context, token: str, question: str, seq: int | None = None) -> View:
    """Takes an answer back and returns the step without it."""
    return change(context, token, {question: None}, seq)


def change(context: Context, token: str, changes: Mapping[str, Any], seq: int | None = None) -> View:
    """Records several answers, None for a withdrawal: all of them or none. Raises like `answer`."""
    if seq is not None and not 0 <= seq <= LARGEST_SEQ:
        raise Refused("invalid-seq", "`seq` is a whole number from 0 on", "let it rise with every write of the session")
    with context.database.writing() as db:
        session = open_session(db, token)
        release, moved = context.releases.pinned(session.questionnaire, session.version)
        given = {stored.question for stored in answers.current(db, session.id)}
        for id, body in changes.items():
            if body is None and id not in release.questions and id not in given:
                raise NotFound(f"there is no question `{id[:80]}`", "take an id from the definition")
        sound = {id: None if body is None else _read(context, release, id, body) for id, body in changes.items()}
        now = context.clock()
        for id, body in sound.items():
            answers.write(db, session.id, id, body, seq, now, release.version, release.revision)
        if moved:
            sessions.move(db, session.id, release.version)
        return recorded(context, db, session, now)


def choose_language(release: Release, wanted: str | None) -> str:
    """The questionnaire's language nearest to the one wanted, else its first."""
    languages = release.questionnaire.languages
    for tag in (wanted or "", (wanted or "").partition("-")[0]):
        if tag in languages:
            return tag
    return languages[0]


def view_of(
    context: Context, db: Db, session: Session, see: Callable[..., Step] = advance, moment: Moment | None = None
) -> View:
    """A session's step as `see` shows it, now unless a moment is given."""
    release, moved = context.releases.pinned(session.questionnaire, session.version)
    step = view_at(context, db, session, release, moment or Moment(context.clock()), see)
    return View(step, release, session.language, moved)


def recorded(context: Context, db: Db, session: Session, now: datetime) -> View:
    """The step after what has just been recorded, itself recorded beside it, so that it can be replayed."""
    booked = orders.last_id(db, session.shopper) if session.shopper else 0
    view = view_of(context, db, session, advance, Moment(now, booked=booked))
    crowd, tallied = view.release.crowd, view.release.tallied
    shown, heard = digest(view.step), events.last_id(db)
    answers.stamp(db, session.id, crowd.name if crowd else None, heard, shown, view.step.gift, booked, tallied)
    return view


def _read(context: Context, release: Release, question: str, body: Any) -> dict[str, Any]:
    """The body in its canonical form, once it has been understood."""
    found = release.questions.get(question)
    if found is None:
        raise NotFound(f"there is no question `{question[:80]}`", "take an id from the definition")
    read = read_answer(found, body, release.known_choices(question), context.clock().date())
    check_reach(release, found, read)
    return write_answer(found, read)


def open_session(db: Db, token: str) -> Session:
    """The session of a token. Raises Unauthorized."""
    session = sessions.by_token(db, hashed(token)) if token else None
    if session is None:
        raise Unauthorized("no session belongs to this token", "begin a new one")
    return session


def _new_token(context: Context, key: str | None) -> str:
    """256 random bits; under an idempotency key, 256 bits that only this server can derive from it."""
    if key is None:
        return secrets.token_urlsafe(TOKEN_BYTES)
    if len(key) < SHORTEST_KEY:
        raise Refused("short-key", f"an Idempotency-Key has at least {SHORTEST_KEY} characters", "use a random UUID")
    return hmac.new(context.secret, b"token " + key.encode(), hashlib.sha256).hexdigest()


def hashed(text: str) -> str:
    """The SHA-256 under which a secret is kept, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
