"""The tables. Rows stay in this room: what leaves it is in `model`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.store.columns import BIG_ID, Utc

METADATA = SQLModel.metadata
# Every constraint has a name, so that a later migration can drop it; set before the first table is made.
METADATA.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

SHA256 = 64


class VersionRow(SQLModel, table=True):
    """An immutable text, and as JSON the texts of the files that it includes, by name."""

    __tablename__ = "versions"
    sha256: str = Field(primary_key=True, max_length=SHA256)
    questionnaire: str
    source: str = Field(sa_type=Text)
    parts: str = Field(default="{}", sa_type=Text, sa_column_kwargs={"server_default": "{}"})


class PublicationRow(SQLModel, table=True):
    """A version was put before shoppers; the same one may be again, which is what a rollback does."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("questionnaire", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    questionnaire: str
    number: int
    version: str = Field(foreign_key="versions.sha256", index=True, max_length=SHA256)
    author: str
    note: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=Utc)


class SessionRow(SQLModel, table=True):
    """A shopper's session."""

    __tablename__ = "sessions"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    token_sha256: str = Field(unique=True, max_length=SHA256)
    questionnaire: str
    version: str = Field(foreign_key="versions.sha256", index=True, max_length=SHA256)
    language: str
    consent: str
    context: str = Field(sa_type=Text)
    begun_at: datetime = Field(sa_type=Utc, index=True)
    idempotency_key_sha256: str | None = Field(default=None, unique=True, max_length=SHA256)
    shopper: str | None = Field(default=None, index=True, max_length=SHA256)
    registered: str = Field(default="{}", sa_type=Text, sa_column_kwargs={"server_default": "{}"})
    displaced: int | None = Field(default=None, sa_type=BigInteger)


class AnswerRow(SQLModel, table=True):
    """One entry of the log of what was said; only `seq` may still rise."""

    __tablename__ = "answers"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    session_id: int = Field(foreign_key="sessions.id", ondelete="CASCADE", index=True, sa_type=BIG_ID)
    question: str
    body: str | None = Field(sa_type=Text)
    seq: int | None = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=Utc)
    version: str = Field(max_length=SHA256)
    revision: str
    model: str | None = None
    heard: int | None = Field(default=None, sa_type=BigInteger)
    shown: str | None = Field(default=None, max_length=SHA256)
    gift: bool | None = None
    booked: int | None = Field(default=None, sa_type=BigInteger)
    tallied: int | None = Field(default=None, sa_type=BigInteger)


class EventRow(SQLModel, table=True):
    """Something that a shopper did."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("session_id", "client_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    session_id: int = Field(foreign_key="sessions.id", ondelete="CASCADE", sa_type=BIG_ID)
    client_id: str
    name: str
    at: datetime = Field(sa_type=Utc)
    received_at: datetime = Field(sa_type=Utc)
    payload: str = Field(sa_type=Text)


class DismissalRow(SQLModel, table=True):
    """A product that a shopper does not want to see in this session."""

    __tablename__ = "dismissals"
    session_id: int = Field(foreign_key="sessions.id", ondelete="CASCADE", primary_key=True, sa_type=BIG_ID)
    product_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)


class RemovalRow(SQLModel, table=True):
    """Something that no longer counts of what is known of a shopper: in a session, or for one known by a keyed hash."""

    __tablename__ = "removals"
    __table_args__ = (UniqueConstraint("session_id", "signal"), UniqueConstraint("shopper", "signal"))
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    session_id: int | None = Field(default=None, foreign_key="sessions.id", ondelete="CASCADE", sa_type=BIG_ID)
    shopper: str | None = Field(default=None, max_length=SHA256)
    signal: str
    at: datetime = Field(sa_type=Utc)


class ShareRow(SQLModel, table=True):
    """Answers as they stood when a shopper shared them, until their time is over; the id itself is not kept."""

    __tablename__ = "shares"
    id_sha256: str = Field(primary_key=True, max_length=SHA256)
    session_id: int = Field(foreign_key="sessions.id", ondelete="CASCADE", index=True, sa_type=BIG_ID)
    questionnaire: str
    version: str = Field(foreign_key="versions.sha256", max_length=SHA256)
    language: str
    answers: str = Field(sa_type=Text)
    until: datetime = Field(sa_type=Utc, index=True)


class OrderRow(SQLModel, table=True):
    """A product that a customer bought, through whichever channel."""

    __tablename__ = "orders"
    __table_args__ = (UniqueConstraint("shopper", "product_id", "at", "channel"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    shopper: str = Field(max_length=SHA256)
    product_id: str
    at: datetime = Field(sa_type=Utc)
    value: float | None
    channel: str


class RevisionRow(SQLModel, table=True):
    """A state of a catalog; ids rise with time."""

    __tablename__ = "revisions"
    id: int | None = Field(default=None, primary_key=True)
    catalog: str = Field(index=True)
    name: str
    mapping_source: str = Field(sa_type=Text)
    feed_sha256: str = Field(max_length=SHA256)
    at: datetime = Field(sa_type=Utc)
    products: int


class ProductRow(SQLModel, table=True):
    """A product as it was from the revision `since` until the revision `until`, exclusive (None: still)."""

    __tablename__ = "products"
    __table_args__ = (Index(None, "catalog", "until"), Index(None, "catalog", "since"))
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    catalog: str
    product_id: str
    since: int = Field(foreign_key="revisions.id")
    until: int | None = Field(default=None, foreign_key="revisions.id")
    record: str = Field(sa_type=Text)


class TakenRow(SQLModel, table=True):
    """A file of the home folder as it was when it was last taken in."""

    __tablename__ = "taken"
    name: str = Field(primary_key=True)
    sha256: str = Field(max_length=SHA256)


class SwitchRow(SQLModel, table=True):
    """Something that an operator has turned; what has never been turned has no row."""

    __tablename__ = "switches"
    name: str = Field(primary_key=True)
    value: str


class LearntRow(SQLModel, table=True):
    """The triggers that a catalog's orders have taught, as the text of a file of triggers."""

    __tablename__ = "learnt"
    catalog: str = Field(primary_key=True)
    source: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Utc)


class OutboxRow(SQLModel, table=True):
    """A message to the shop, due at `due_at` and tried again at `next_at`; who sends it holds it until `held_until`."""

    __tablename__ = "outbox"
    id: str = Field(primary_key=True)
    shopper: str = Field(index=True, max_length=SHA256)
    body: str = Field(sa_type=Text)
    due_at: datetime = Field(sa_type=Utc)
    next_at: datetime | None = Field(default=None, sa_type=Utc, index=True)
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    error: str = Field(default="", sa_type=Text)
