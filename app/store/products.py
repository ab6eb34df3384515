"""The products of each revision of a catalog; an import writes only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam
from sqlmodel import col, insert, or_, select, update

from app.catalog.model import Product
from app.store.database import Db
from app.store.locks import take
from app.store.model import Revision
from app.store.tables import ProductRow, RevisionRow


def import_revision(
    db: Db,
    catalog: str,
    name: str,
    mapping_source: str,
    feed_sha256: str,
    records: Iterable[Product],
    id_of: Callable[[Product], str],
    now: datetime,
) -> Revision:
    """Makes the records the current revision of the catalog, writing only what differs from the present one.

    If name, mapping and feed are as they were, nothing is written and the present revision is returned.
    Raises ValueError if two records have the same id.
    """
    take(db.connection(), f"import {catalog}")
    latest = current_revision(db, catalog)
    if latest and (latest.name, latest.mapping_source, latest.feed_sha256) == (
        name,
        mapping_source,
        feed_sha256,
    ):
        return latest
    texts = _texts(records, id_of)
    row = RevisionRow(
        catalog=catalog,
        name=name,
        mapping_source=mapping_source,
        feed_sha256=feed_sha256,
        at=now,
        products=len(texts),
    )
    db.add(row)
    db.flush()
    revision = _revision(row)
    _write_difference(db, revision, texts)
    return revision


def current_revision(db: Db, catalog: str) -> Revision | None:
    """What the catalog is now; None before its first import."""
    query = select(RevisionRow).where(RevisionRow.catalog == catalog).order_by(col(RevisionRow.id).desc())
    row = db.exec(query.limit(1)).first()
    return _revision(row) if row else None


def revisions(db: Db, catalog: str) -> tuple[Revision, ...]:
    """Every kept revision of a catalog, the latest first."""
    query = select(RevisionRow).where(RevisionRow.catalog == catalog).order_by(col(RevisionRow.id).desc())
    return tuple(_revision(row) for row in db.exec(query))


def records(db: Db, revision: Revision) -> list[Product]:
    """The products of a revision, by id, each as it was imported."""
    query = select(ProductRow.product_id, ProductRow.record).where(
        ProductRow.catalog == revision.catalog,
        col(ProductRow.since) <= revision.id,
        or_(col(ProductRow.until).is_(None), col(ProductRow.until) > revision.id),
    )
    # Sorted here: PostgreSQL would sort by its locale.
    return [_record(text) for _, text in sorted(db.exec(query).all(), key=lambda found: found[0])]


def changes(db: Db, before: Revision, after: Revision, most: int) -> dict[str, Product] | None:
    """The products that a later revision of the same catalog has changed, each as it is now.

    None if products have come or gone, or if more than `most` have changed.
    """
    begun = _difference(db, after.catalog, col(ProductRow.since), before, after, most)
    ended = _difference(db, after.catalog, col(ProductRow.until), before, after, most)
    if len(begun) > most or len(ended) > most:
        return None
    now = {id: text for id, since, until, text in begun if until is None or until > after.id}
    was = {id for id, since, until, text in ended if since <= before.id}
    return {id: _record(text) for id, text in now.items()} if now.keys() == was else None


def catalogs(db: Db) -> tuple[str, ...]:
    """The ids of all catalogs that have been imported."""
    return tuple(sorted(db.exec(select(RevisionRow.catalog).distinct()).all()))


def _write_difference(db: Db, revision: Revision, texts: dict[str, str]) -> None:
    query = select(ProductRow.id, ProductRow.product_id, ProductRow.record)
    standing = db.exec(query.where(ProductRow.catalog == revision.catalog, col(ProductRow.until).is_(None))).all()
    ended = [{"row": row} for row, id, text in standing if texts.get(id) != text]
    before = {id: text for _, id, text in standing}
    begun = [
        {"catalog": revision.catalog, "product_id": id, "since": revision.id, "record": text}
        for id, text in texts.items()
        if before.get(id) != text
    ]
    if ended:
        end = update(ProductRow).where(col(ProductRow.id) == bindparam("row")).values(until=revision.id)
        db.connection().execute(end, ended)
    if begun:
        db.connection().execute(insert(ProductRow), begun)


def _difference(
    db: Db, catalog: str, moment: Any, before: Revision, after: Revision, most: int
) -> list[tuple[str, int, int | None, str]]:
    """The rows of a catalog that began, or ended, after one revision and up to another; at most one beyond `most`."""
    query = select(ProductRow.product_id, ProductRow.since, ProductRow.until, ProductRow.record).where(
        ProductRow.catalog == catalog, moment > before.id, moment <= after.id
    )
    return [tuple(row) for row in db.exec(query.limit(most + 1)).all()]  # type: ignore[misc]


def _texts(records: Iterable[Product], id_of: Callable[[Product], str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for record in records:
        id = id_of(record)
        if id in texts:
            raise ValueError(f"two products have the id {id!r}")
        texts[id] = orjson.dumps(record, option=orjson.OPT_SORT_KEYS).decode()
    return texts


def _record(text: str) -> Product:
    record = orjson.loads(text)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def _revision(row: RevisionRow) -> Revision:
    assert row.id is not None
    return Revision(row.id, row.catalog, row.name, row.mapping_source, row.feed_sha256, row.at, row.products)
