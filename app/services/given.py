"""What customers bought as a gift, as far as their own sessions tell it: nobody learns from that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from app.services.deeds import read_deeds
from app.store import Db, Order, answers, sessions

AT_ONCE = 500
"""Sessions asked for in one query."""


def own_orders(db: Db, orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders, of any shoppers, that are not of a gift, in their order."""
    gave = _gave_of(db)
    return tuple(one for one in orders if not any(is_given(one.product, one.at) for is_given in gave[one.shopper]))


def _gave_of(db: Db) -> defaultdict[str, list[Callable[[str, datetime], bool]]]:
    """By shopper, what tells for each of their sessions in which a gift was sought what was ordered as one."""
    gifts, found = answers.gifts(db), defaultdict[str, list[Callable[[str, datetime], bool]]](list)
    ids = sorted(gifts)
    for start in range(0, len(ids), AT_ONCE):
        for session in sessions.by_ids(db, ids[start : start + AT_ONCE]):
            if session.shopper is not None:
                found[session.shopper].append(gifts[session.id].gave(read_deeds(db, session)))
    return found
