"""Texts that the mapping makes for each product from what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from app.catalog.model import Attribute, Product

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def fill(templates: Iterable[Attribute], product: Product) -> Product:
    """The product with its made texts: in each template, `{attribute}` is replaced by its value, escaped for a URL."""
    for attribute in templates:
        product[attribute.id] = PLACEHOLDER.sub(
            lambda found: quote(str(product.get(found[1], "")), safe=""), attribute.made
        )
    return product
