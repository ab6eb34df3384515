"""What is remembered: sessions, answers, events, versions and products, in SQLite or PostgreSQL."""

from app.store import (
    answers,
    dismissals,
    events,
    orders,
    products,
    removals,
    sessions,
    shares,
    switches,
    taken,
    versions,
)
from app.store.database import Database, Db
from app.store.model import (
    Body,
    NewSession,
    Order,
    Revision,
    Saying,
    Session,
    Share,
    StoredAnswer,
    StoredEvent,
    Version,
)

__all__ = [
    "Body",
    "Database",
    "Db",
    "NewSession",
    "Order",
    "Revision",
    "Saying",
    "Session",
    "Share",
    "StoredAnswer",
    "StoredEvent",
    "Version",
    "answers",
    "dismissals",
    "events",
    "orders",
    "products",
    "removals",
    "sessions",
    "shares",
    "switches",
    "taken",
    "versions",
]
