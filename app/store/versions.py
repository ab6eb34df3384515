"""Published questionnaires: immutable texts, and the numbered publications that put them before shoppers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

import orjson
from sqlmodel import col, func, select

from app.store.database import Db
from app.store.insert import insert_new
from app.store.locks import take
from app.store.model import Version
from app.store.tables import PublicationRow, VersionRow

_BOTH = select(VersionRow, PublicationRow).where(PublicationRow.version == VersionRow.sha256)


def publish(
    db: Db,
    questionnaire: str,
    source: str,
    author: str,
    note: str,
    now: datetime,
    parts: Mapping[str, str] | None = None,
) -> Version:
    """Makes a text, with the files that it includes, the current version; if it is that already, nothing is written.

    An earlier text may be published again: it keeps its `sha256` and gets the next number.
    """
    take(db.connection(), f"publish {questionnaire}")
    latest = current(db, questionnaire)
    parts = dict(sorted((parts or {}).items()))
    name = name_of(source, parts)
    if latest and latest.sha256 == name:
        return latest
    text = {"source": source, "parts": orjson.dumps(parts).decode()}
    insert_new(db, VersionRow, [{"sha256": name, "questionnaire": questionnaire, **text}])
    number = latest.number + 1 if latest else 1
    db.add(
        PublicationRow(
            questionnaire=questionnaire,
            number=number,
            version=name,
            author=author,
            note=note,
            published_at=now,
        )
    )
    db.flush()
    return Version(name, questionnaire, number, source, author, note, now, parts)


def name_of(source: str, parts: Mapping[str, str]) -> str:
    """The SHA-256 by which a version is known: of its text, and of the name and the text of each of its parts."""
    texts = [source, *(text for name in sorted(parts) for text in (name, parts[name]))]
    return sha256("\0".join(texts).encode()).hexdigest()


def current(db: Db, questionnaire: str) -> Version | None:
    """The version that new sessions begin on."""
    query = _BOTH.where(PublicationRow.questionnaire == questionnaire)
    return _version(db.exec(query.order_by(col(PublicationRow.number).desc()).limit(1)).first())


def by_sha256(db: Db, sha256: str) -> Version | None:
    """The version with this name, as it was last published."""
    query = _BOTH.where(VersionRow.sha256 == sha256)
    return _version(db.exec(query.order_by(col(PublicationRow.number).desc()).limit(1)).first())


def all_current(db: Db) -> dict[str, Version]:
    """The current version of each questionnaire, by its id."""
    latest = (
        select(PublicationRow.questionnaire, func.max(PublicationRow.number).label("number"))
        .group_by(PublicationRow.questionnaire)
        .subquery()
    )
    query = _BOTH.where(
        PublicationRow.questionnaire == latest.c.questionnaire, PublicationRow.number == latest.c.number
    )
    found = [_version(row) for row in db.exec(query.order_by(PublicationRow.questionnaire))]
    return {version.questionnaire: version for version in found if version}


def history(db: Db, questionnaire: str) -> tuple[Version, ...]:
    """Every publication of a questionnaire, the latest first."""
    query = _BOTH.where(PublicationRow.questionnaire == questionnaire)
    found = [_version(row) for row in db.exec(query.order_by(col(PublicationRow.number).desc()))]
    return tuple(version for version in found if version)


def _version(found: tuple[VersionRow, PublicationRow] | None) -> Version | None:
    if found is None:
        return None
    text, publication = found
    return Version(
        text.sha256,
        publication.questionnaire,
        publication.number,
        text.source,
        publication.author,
        publication.note,
        publication.published_at,
        orjson.loads(text.parts),
    )
