"""Which facts of a product a shopper may read."""

from __future__ import annotations

from app.catalog.model import Attribute, Catalog
from app.document.texts import plain

LEFT_OUT = ("title", "url", "image", "price", "currency", "group", "popularity")
"""Roles that a page shows elsewhere, or not at all."""


def told(catalog: Catalog) -> list[Attribute]:
    """The attributes that are for shoppers, as the mapping orders them; what has no label, a margin, say, is not."""
    left_out = {catalog.roles.get(role) for role in LEFT_OUT}
    return [
        attribute
        for attribute in catalog.attributes.values()
        if attribute.id not in left_out and attribute.label != plain(attribute.id)
    ]
