"""Pictures of products, drawn from their attributes by the catalog's own template."""

from __future__ import annotations

import logging
import zlib
from functools import lru_cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.catalog.model import Attribute, Catalog, Product, Value
from app.conditions import Kind
from app.conditions.dates import write_date

log = logging.getLogger(__name__)

PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#eceff2"/>'
    '<g fill="none" stroke="#9aa4b0" stroke-width="4" stroke-linejoin="round">'
    '<path d="M112 96l48-24 48 24v56l-48 24-48-24z"/>'
    '<path d="M112 96l48 24 48-24M160 120v56"/></g></svg>'
)
"""A neutral box: there is no picture."""

_environment = ImmutableSandboxedEnvironment(autoescape=True)


def draw(source: str, catalog: Catalog, product: Product) -> str:
    """The SVG of a product by the template `source`; the placeholder if there is none or it fails."""
    if not source:
        return PLACEHOLDER
    id = str(product[catalog.roles["id"]])
    try:
        return _template(source).render(p=seen(catalog, product), n=zlib.crc32(id.encode()))
    except Exception as error:  # whatever a template does, its product is still for sale
        log.warning("the picture of %s/%s cannot be drawn: %s", catalog.id, id[:80], error)
        return PLACEHOLDER


def seen(catalog: Catalog, product: Product) -> dict[str, Any]:
    """The product as templates see it: text, float, bool, list of texts, or None where nothing is stated."""
    return {attribute.id: _plain(attribute, product.get(attribute.id)) for attribute in catalog.attributes.values()}


def _plain(attribute: Attribute, value: Value | None) -> Any:
    match attribute.kind:
        case Kind.ORDERED if isinstance(value, float):
            return attribute.order[int(value)]
        case Kind.FLAG if value is not None:
            return value == "true"
        case Kind.DATE if isinstance(value, float):
            return write_date(value)
        case Kind.TAGS if isinstance(value, tuple):
            return list(value)
    return value


@lru_cache(maxsize=64)
def _template(source: str) -> Template:
    return _environment.from_string(source)
