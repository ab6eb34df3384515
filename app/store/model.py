"""What the store gives and takes: plain values. Times are aware, in UTC; a SHA-256 is 64 hex digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.shopper.gifts import NO_GIFTS, Gifts

Body = dict[str, Any]
"""What was said to a question, in the JSON form of `app.questionnaire.answer`."""


@dataclass(frozen=True)
class NewSession:
    """A session about to begin; `version` is the SHA-256 of a published version."""

    token_sha256: str
    questionnaire: str
    version: str
    language: str
    begun_at: datetime
    consent: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    idempotency_key_sha256: str | None = None
    shopper: str | None = None
    """The keyed hash of the id that the shop gave, 64 hex digits; only with consent to a profile."""
    registered: Mapping[str, Any] = field(default_factory=dict)
    """What the shop has signed of the shopper, by name; only with that consent."""


@dataclass(frozen=True)
class Session:
    """A shopper's session: which questionnaire it walks, at which version, and since when."""

    id: int
    token_sha256: str
    questionnaire: str
    version: str
    language: str
    consent: str
    context: dict[str, Any]
    begun_at: datetime
    shopper: str | None = None
    registered: Mapping[str, Any] = field(default_factory=dict)
    displaced: int | None = None
    """The number of the newest event that has made room for later ones; None if all that was recorded is there."""


@dataclass(frozen=True)
class StoredAnswer:
    """What stands as the answer to a question; `seq` is the highest number that its writes have carried,
    `at` when it was said."""

    question: str
    body: Body
    seq: int | None
    at: datetime


@dataclass(frozen=True)
class Standing:
    """What stands of a session's log of answers, in the order first given, and when something was sought for somebody
    else; both come of one reading."""

    answers: tuple[StoredAnswer, ...] = ()
    gifts: Gifts = NO_GIFTS


@dataclass(frozen=True)
class Saying:
    """One entry of the log of answers: said, or withdrawn (`body` is None), and what the shopper then saw.

    `heard` is the number of the last event that had come in, `shown` the digest of the step, `gift` whether a gift
    choice was on its path; None where no step was shown for this entry alone. `booked` is the number of the shopper's
    last order that had come in (0: none), `tallied` of the last that the release's rhythms were told by; None where
    that was not recorded.
    """

    question: str
    body: Body | None
    seq: int | None
    at: datetime
    version: str
    revision: str
    model: str | None
    id: int = 0
    heard: int | None = None
    shown: str | None = None
    gift: bool | None = None
    booked: int | None = None
    tallied: int | None = None


@dataclass(frozen=True)
class StoredEvent:
    """Something that the shopper did; `id` is the client's, unique in its session, `at` the client's time. `number` is
    its place in the log of all sessions, which rises as events come in; None before it is there."""

    id: str
    name: str
    at: datetime
    payload: Mapping[str, Any]
    number: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Share:
    """What a shopper shared: answers by question, in the order first given, on a version, until a time."""

    questionnaire: str
    version: str
    language: str
    answers: Mapping[str, Body]
    until: datetime


@dataclass(frozen=True)
class Logged:
    """An event in the log of all sessions: its number, which rises, its session, of whom that is, when it was done and
    when it came in, and the products."""

    id: int
    session: int
    shopper: str | None
    at: datetime
    received_at: datetime
    products: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """A product bought: by whom as a keyed hash, `value` in the shop's currency, None if it is not known."""

    shopper: str
    product: str
    at: datetime
    value: float | None = None
    channel: str = ""


@dataclass(frozen=True)
class Version:
    """A published questionnaire: the very file, under the number of its latest publication (1, 2, 3 …).

    `parts` are the very files that it includes, by name.
    """

    sha256: str
    questionnaire: str
    number: int
    source: str
    author: str
    note: str
    published_at: datetime
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Revision:
    """The state of a catalog after an import; `name` is that of its products (`Products.revision`)."""

    id: int
    catalog: str
    name: str
    mapping_source: str
    feed_sha256: str
    at: datetime
    products: int


@dataclass(frozen=True)
class Message:
    """A message to the shop about a shopper: `body` is JSON; it is due at `due_at`, and tried again at `next_at` (None:
    no more), `tries` times so far in vain."""

    id: str
    shopper: str
    body: str
    due_at: datetime
    next_at: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    error: str = ""
