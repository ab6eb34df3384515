"""What shoppers share by a link, until its time is over."""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlmodel import col, delete, select, update

from app.store import sessions
from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import Share
from app.store.tables import ShareRow


def keep(db: Db, session_id: int, id_sha256: str, share: Share) -> None:
    """Keeps what a session shares under the hash of its id; once more only lets it last longer.

    Raises NotFound if the session is gone.
    """
    sessions.lock(db, session_id)
    values = {
        "id_sha256": id_sha256,
        "session_id": session_id,
        "questionnaire": share.questionnaire,
        "version": share.version,
        "language": share.language,
        "answers": orjson.dumps([*share.answers.items()]).decode(),
        "until": share.until,
    }
    if not insert_new(db, ShareRow, [values]):
        db.exec(update(ShareRow).where(col(ShareRow.id_sha256) == id_sha256).values(until=share.until))


def by_id(db: Db, id_sha256: str, now: datetime) -> Share | None:
    """What is shared under an id, if its time is not over."""
    row = db.exec(select(ShareRow).where(ShareRow.id_sha256 == id_sha256, ShareRow.until > now)).first()
    return _share(row) if row else None


def of_session(db: Db, session_id: int) -> tuple[Share, ...]:
    """What a session shares, the shortest lived first."""
    query = select(ShareRow).where(ShareRow.session_id == session_id).order_by(col(ShareRow.until))
    return tuple(_share(row) for row in db.exec(query))


def forget_past(db: Db, now: datetime) -> None:
    """Deletes what nobody can open any more."""
    db.exec(delete(ShareRow).where(col(ShareRow.until) <= now))


def _share(row: ShareRow) -> Share:
    return Share(row.questionnaire, row.version, row.language, dict(orjson.loads(row.answers)), row.until)
