"""Which triggers are open for the shoppers of a shop, told to its mailer: once for each, by way of the outbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from app.catalog import bitset
from app.guide import Release
from app.guide.called import open_for
from app.questionnaire.told import facts
from app.services.context import Context
from app.services.known import all_of
from app.services.moment import Moment
from app.services.said import PROFILE
from app.shopper import Past
from app.shopper.known import known_of
from app.shopper.removed import read_removed
from app.shopper.triggers import Due
from app.store import Db, Message, Session, outbox, removals, sessions

TYPE = "salesclerk.trigger.open"
"""The type of the CloudEvents."""
MOST_OFFERED = 12
"""Products that a message names."""


def fill_outbox(context: Context) -> int:
    """Puts a message into the outbox for each trigger that is open for a consenting shopper; returns how many are new.

    A shopper is one whom the shop has signed and who consents to a profile in the newest session; what the shop's books
    say of their orders counts, but not what was bought as a gift, or what they have taken out of what is known of them.
    The same trigger by the same purchase has the same id, and is put there once, whoever does so.
    """
    now, new = context.clock(), 0
    releases = _by_catalog(context)
    if not any(release.triggers for release in releases):
        return 0
    with context.database.reading() as db:
        shoppers = sessions.newest_of_shoppers(db, PROFILE)
    for session in shoppers:
        with context.database.writing() as db:
            new += outbox.put(db, list(_messages(context, db, session, releases, now)))
    return new


def _by_catalog(context: Context) -> list[Release]:
    """A release of each catalog: the triggers of a folder are those of all its questionnaires."""
    found: dict[str, Release] = {}
    for _, release in sorted(context.releases.releases().items()):
        known = found.get(release.questionnaire.catalog)
        if known is None or len(release.triggers) > len(known.triggers):
            found[release.questionnaire.catalog] = release
    return list(found.values())


def _messages(context: Context, db: Db, session: Session, releases: list[Release], now: datetime) -> Iterator[Message]:
    assert session.shopper is not None
    past = _orders_of(context, db, session)
    if not past.orders:
        return
    known = known_of(past, now)
    for release in releases:
        said = facts(release.questionnaire, now.date(), {"locale": session.language}, known)
        for one in open_for(release, past.orders, said, now):
            yield _message(context, session.shopper, release, one, session.language)


def _orders_of(context: Context, db: Db, session: Session) -> Past:
    """What is known of the shopper, less what they have removed."""
    past = all_of(context, db, session, Moment(context.clock()))
    return replace(past, orders=read_removed(removals.of_session(db, session).items()).orders(past.orders))


def _message(context: Context, shopper: str, release: Release, one: Due, language: str) -> Message:
    trigger, bought, catalog = one.trigger, one.bought, release.questionnaire.catalog
    named = "\0".join((shopper, catalog, trigger.id, bought.product, bought.at.isoformat()))
    id = f"msg_{hashlib.sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
    body: dict[str, Any] = {
        "specversion": "1.0",
        "id": id,
        "source": f"/salesclerk/catalogs/{catalog}",
        "type": TYPE,
        "time": one.since.isoformat(),
        "subject": shopper,
        "datacontenttype": "application/json",
        "data": {
            "trigger": trigger.id,
            "label": trigger.label.pick(language) if trigger.label else "",
            "language": language,
            "learnt": trigger.learnt,
            "bought": {"product": bought.product, "at": bought.at.isoformat()},
            "from": one.since.isoformat(),
            "until": one.until.isoformat(),
            "products": _offered(release, one, context.clock()),
        },
    }
    return Message(id, shopper, json.dumps(body, ensure_ascii=False, sort_keys=True), one.since)


def _offered(release: Release, one: Due, now: datetime) -> list[str]:
    """The ids of the best-selling products in stock that the trigger offers; of variants that count once, one."""
    index, trigger = release.index, one.trigger
    bits = release.fit(f"~trigger {trigger.id} offer", trigger.offer, now.date()).meets
    late = release.late(now.date())
    rows = bitset.rows_in(bits if late is None else bits & ~late)
    worth = np.zeros(len(rows)) if release.popularity is None else np.nan_to_num(release.popularity.at(rows))
    best = rows[np.lexsort((index.products.rank[rows], -worth))].tolist()
    once = {int(index.groups.of_row[row]) if index.groups is not None else row: row for row in reversed(best)}
    kept = set(once.values())
    return [index.products.ids[row] for row in best if row in kept][:MOST_OFFERED]
