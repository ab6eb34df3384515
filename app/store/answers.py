"""What was said, as a log that only grows; what stands is its fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.shopper.gifts import Gifts, Mark, fold_gifts
from app.store import sessions
from app.store.database import Db
from app.store.model import Body, Saying, Standing, StoredAnswer
from app.store.tables import AnswerRow, SessionRow

_FOLDED = (
    col(AnswerRow.id),
    col(AnswerRow.question),
    col(AnswerRow.body),
    col(AnswerRow.seq),
    col(AnswerRow.at),
    col(AnswerRow.heard),
    col(AnswerRow.gift),
)


def current(
    db: Db, session_id: int, until: datetime | None = None, last: int | None = None
) -> tuple[StoredAnswer, ...]:
    """What stands, as `standing` gives it."""
    return standing(db, session_id, until, last).answers


def standing(db: Db, session_id: int, until: datetime | None = None, last: int | None = None) -> Standing:
    """What stands, or stood at a moment, or after the log's entry `last`; what was withdrawn and given anew has its new
    place. Whether a gift was sought is then told by the entries before `last`, as when the step after it was made."""
    stands: dict[str, tuple[str, datetime]] = {}
    highest: dict[str, int] = {}
    marks: list[Mark] = []
    log: Any = sql_select(*_FOLDED).where(col(AnswerRow.session_id) == session_id)
    if until is not None:
        log = log.where(AnswerRow.at <= until)
    if last is not None:
        log = log.where(col(AnswerRow.id) <= last)
    for id, question, body, seq, at, heard, gift in db.execute(log.order_by(col(AnswerRow.id))):
        if gift is not None and id != last:
            marks.append(Mark(at, heard or 0, gift))
        if seq is not None:
            highest[question] = max(seq, highest.get(question, seq))
        if body is None:
            stands.pop(question, None)
        else:
            stands[question] = body, at
    found = (
        StoredAnswer(question, orjson.loads(body), highest.get(question), at) for question, (body, at) in stands.items()
    )
    return Standing(tuple(found), fold_gifts(marks))


def gifts(
    db: Db,
    questionnaires: Collection[str] | None = None,
    within: Collection[int] | None = None,
    until: datetime | None = None,
) -> dict[int, Gifts]:
    """When something was sought for somebody else, by session: of those in which that ever was.

    Only in sessions of some questionnaires, among the sessions `within`, and by what had been said `until` a moment.
    """
    sought = select(AnswerRow.session_id).where(col(AnswerRow.gift).is_(True))
    if questionnaires is not None:
        sought = sought.join(SessionRow, col(SessionRow.id) == col(AnswerRow.session_id))
        sought = sought.where(col(SessionRow.questionnaire).in_(questionnaires))
    if within is not None:
        sought = sought.where(col(AnswerRow.session_id).in_(within))
    log = select(AnswerRow.session_id, AnswerRow.at, AnswerRow.heard, AnswerRow.gift)
    log = log.where(col(AnswerRow.gift).is_not(None), col(AnswerRow.session_id).in_(sought))
    if until is not None:
        log = log.where(AnswerRow.at <= until)
    marks: dict[int, list[Mark]] = {}
    for session, at, heard, gift in db.exec(log.order_by(col(AnswerRow.id))):
        marks.setdefault(session, []).append(Mark(at, heard or 0, bool(gift)))
    folded = ((session, fold_gifts(said)) for session, said in marks.items())
    return {session: found for session, found in folded if found.spans}


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


def stamp(
    db: Db,
    session_id: int,
    model: str | None,
    heard: int,
    shown: str,
    gift: bool,
    booked: int | None = None,
    tallied: int | None = None,
) -> None:
    """Records at a session's last entry what the step after it was made from and showed, once (`Saying`): its digest,
    and whether a gift choice was on its path."""
    row = db.exec(_log(session_id).order_by(None).order_by(col(AnswerRow.id).desc()).limit(1)).first()
    if row is not None and row.shown is None:
        row.model, row.heard, row.shown, row.gift = model, heard, shown, gift
        row.booked, row.tallied = booked, tallied
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
            row.gift,
            row.booked,
            row.tallied,
        )
        for row in db.exec(_log(session_id))
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
