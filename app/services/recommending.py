"""What to offer beside a product, a cart, or at the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.errors import NotFound
from app.guide import Release, Step
from app.guide.recommend import PRODUCT, Offers, recommend
from app.guide.state import Bodies
from app.guide.step import Progress
from app.services.answering import View, open_session, view_of
from app.services.context import Context
from app.shopper import Visit

NOWHERE = Step(0, Progress(0, 0), ())
"""In place of a step: nothing of it is said beside offers."""


def recommendations(
    context: Context, token: str, place: str, products: Sequence[str], limit: int
) -> tuple[View, tuple[Offers, ...]]:
    """What to offer a shopper at a place.

    Raises Unauthorized, and NotFound at a product that is not named or that the catalog does not have.
    """
    with context.database.reading() as db:
        session = open_session(db, token)
        release, _ = context.releases.pinned(session.questionnaire, session.version)
        if place == PRODUCT and (len(products) != 1 or products[0] not in release.index.products.row_of):
            named = f"`{products[0][:80]}`" if products else "named"
            raise NotFound(f"there is no product {named}", "name one of the catalog: ?for=product&product=ID")
        found: list[tuple[Offers, ...]] = []

        def shown(release: Release, bodies: Bodies, events: Any, now: Any, visit: Visit) -> Step:
            found.append(recommend(release, bodies, events, now, place, products, limit, visit))
            return NOWHERE

        return view_of(context, db, session, shown), found[0]
