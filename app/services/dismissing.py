"""Products that a shopper does not want to see: "not for me", and back."""

from __future__ import annotations

from app.errors import NotFound
from app.services.answering import View, open_session, view_of
from app.services.context import Context
from app.store import dismissals


def dismiss(context: Context, token: str, product: str) -> View:
    """Takes a product out of all that this session sees; returns the step without it. Once more changes nothing.

    Raises Unauthorized, and NotFound if the catalog has no such product.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        release, _ = context.releases.pinned(session.questionnaire, session.version)
        if product not in release.index.products.row_of:
            raise _unknown(product)
        dismissals.add(db, session.id, product, context.clock())
        return view_of(context, db, session)


def restore(context: Context, token: str, product: str) -> View:
    """Takes a dismissal back; returns the step with the product. Once more changes nothing.

    Raises Unauthorized, and NotFound if the catalog has no such product and none was dismissed by that id.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        release, _ = context.releases.pinned(session.questionnaire, session.version)
        if product not in release.index.products.row_of and product not in dismissals.of_session(db, session.id):
            raise _unknown(product)
        dismissals.remove(db, session.id, product)
        return view_of(context, db, session)


def _unknown(product: str) -> NotFound:
    return NotFound(f"there is no product `{product[:80]}`", "take an id from the results")
