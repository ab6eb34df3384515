"""What was said, as a log that only grows; what stands is its fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

import orjson
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.store import sessions
from app.store.database import Db
from app.store.model import Body, Saying, StoredAnswer
from app.store.tables import AnswerRow, SessionRow


def current(
    db: Db, session_id: int, until: datetime | None = None, last: int | None = None
) -> tuple[StoredAnswer, ...]:
    """What stands, or stood at a moment, or after the log's entry `last`, in the order first given; what was withdrawn
    and given anew has its new place."""
    standing: dict[str, tuple[str, datetime]] = {}
    highest: dict[str, int] = {}
    log = select(AnswerRow.question, AnswerRow.body, AnswerRow.seq, AnswerRow.at).where(
        AnswerRow.session_id == session_id
    )
    if until is not None:
        log = log.where(AnswerRow.at <= until)
    if last is not None:
        log = log.where(col(AnswerRow.id) <= last)
    for question, body, seq, at in db.exec(log.order_by(col(AnswerRow.id))):
        if seq is not None:
            highest[question] = max(seq, highest.get(question, seq))
        if body is None:
            standing.pop(question, None)
        else:
            standing[question] = body, at
    return tuple(
        StoredAnswer(question, orjson.loads(body), highest.get(question), at)
        for question, (body, at) in standing.items()
    )


def write(
    db: Db,
    session_id: int,
    question: str,
    body: Body | None,
    seq: int | None,
    now: datetime,
    version: str,
    revision: str,
    model: str | None = None,
) -> bool:
    """Records an answer, or with None its withdrawal; returns whether it changed what stands.

    With a `seq` not above the highest recorded for the question it is a late retry, and ignored.
    The same body again adds nothing to the log, but a higher `seq` is remembered.
    Raises NotFound if the session is gone.
    """
    sessions.lock(db, session_id)
    log = db.exec(_log(session_id).where(AnswerRow.question == question)).all()
    if seq is not None and any(row.seq is not None and row.seq >= seq for row in log):
        return False
    text = None if body is None else orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()
    changes = text != (log[-1].body if log else None)
    if log and not changes:
        if seq is not None:
            log[-1].seq = seq
            db.add(log[-1])
            db.flush()
    elif changes or seq is not None:
        db.add(
            AnswerRow(
                session_id=session_id,
                question=question,
                body=text,
                seq=seq,
                at=now,
                version=version,
                revision=revision,
                model=model,
            )
        )
        db.flush()
    return changes


def stamp(db: Db, session_id: int, model: str | None, heard: int, shown: str) -> None:
    """Records at a session's last entry what the step after it was made from and showed, once."""
    row = db.exec(_log(session_id).order_by(None).order_by(col(AnswerRow.id).desc()).limit(1)).first()
    if row is not None and row.shown is None:
        row.model, row.heard, row.shown = model, heard, shown
        db.add(row)
        db.flush()


def history(db: Db, session_id: int) -> tuple[Saying, ...]:
    """The whole log, oldest first."""
    return tuple(
        Saying(
            row.question,
            None if row.body is None else orjson.loads(row.body),
            row.seq,
            row.at,
            row.version,
            row.revision,
            row.model,
            row.id or 0,
            row.heard,
            row.shown,
        )
        for row in db.exec(_log(session_id))
    )


def sayers(
    db: Db, questionnaire: str, picks: Collection[tuple[str, str]], within: Collection[int] | None = None
) -> frozenset[int]:
    """The sessions of a questionnaire in which one of some choices, given with their questions, was ever picked.

    `within`: only among the sessions with these ids.
    """
    said = (
        select(AnswerRow.session_id, AnswerRow.question, AnswerRow.body)
        .join(SessionRow, col(SessionRow.id) == col(AnswerRow.session_id))
        .where(SessionRow.questionnaire == questionnaire, col(AnswerRow.body).is_not(None))
        .where(col(AnswerRow.question).in_({question for question, _ in picks}))
    )
    if within is not None:
        said = said.where(col(AnswerRow.session_id).in_(within))
    return frozenset(
        session
        for session, question, body in db.exec(said)
        if any((question, choice) in picks for choice in orjson.loads(body or "{}").get("choices", ()))
    )


def tally(db: Db, questionnaire: str, questions: Collection[str], most: int) -> tuple[tuple[str, Body, int], ...]:
    """Of the last `most` answers to some questions of a questionnaire, each body and how often it was given."""
    last = (
        select(AnswerRow.question, AnswerRow.body)
        .join(SessionRow, col(SessionRow.id) == col(AnswerRow.session_id))
        .where(SessionRow.questionnaire == questionnaire, col(AnswerRow.body).is_not(None))
        .where(col(AnswerRow.question).in_(questions))
        .order_by(col(AnswerRow.id).desc())
        .limit(most)
    )
    counted = Counter(db.exec(last).all())
    return tuple((question, orjson.loads(body or "{}"), count) for (question, body), count in counted.items())


def _log(session_id: int) -> SelectOfScalar[AnswerRow]:
    return select(AnswerRow).where(AnswerRow.session_id == session_id).order_by(col(AnswerRow.id))
