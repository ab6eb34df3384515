"""Looking around in a shop without being asked anything: pure reading."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Numbers
from app.catalog.index import Index
from app.catalog.mentions import Mentions, read_mentions
from app.catalog.model import Attribute, Catalog, Product
from app.conditions import Truth
from app.document.texts import Localized
from app.errors import NotFound
from app.questionnaire.theme import Theme
from app.services.context import Context


@dataclass(frozen=True)
class Shop:
    """A catalog that can be visited, and the questionnaires that ask about it: their titles by id."""

    id: str
    title: Localized
    description: Localized
    questionnaires: dict[str, Localized]
    languages: tuple[str, ...]
    theme: Theme
    count: int


@dataclass(frozen=True)
class Window:
    """Some products of a catalog; `total` is the number of all."""

    catalog: Catalog
    products: list[Product]
    total: int


@dataclass(frozen=True)
class Shown:
    """One product and its catalog."""

    catalog: Catalog
    product: Product
    sold_out: bool


_orders: WeakKeyDictionary[Index, NDArray[np.int32]] = WeakKeyDictionary()
"""The order in which each index is shown, made when it is first looked at."""

_mentions: WeakKeyDictionary[Index, Mentions] = WeakKeyDictionary()
"""The words of each index, read when they are first searched."""


def shops(context: Context) -> list[Shop]:
    """All catalogs, in the order of their ids."""
    return [shop(context, id) for id in sorted(context.releases.catalogs())]


def shop(context: Context, catalog: str) -> Shop:
    """One catalog; raises NotFound."""
    index = _index(context, catalog)
    asked = {
        id: release.questionnaire
        for id, release in sorted(context.releases.releases().items())
        if release.questionnaire.catalog == catalog
    }
    return Shop(
        id=catalog,
        title=index.catalog.title,
        description=index.catalog.description,
        questionnaires={id: questionnaire.title for id, questionnaire in asked.items()},
        languages=tuple(dict.fromkeys(language for one in asked.values() for language in one.languages)),
        theme=next((one.theme for one in asked.values() if one.theme != Theme()), Theme()),
        count=len(index.products),
    )


def window(context: Context, catalog: str, offset: int, limit: int) -> Window:
    """`limit` products from `offset` on: the popular ones first, else mixed, and always in the same order.

    Raises NotFound for a catalog that there is not.
    """
    index = _index(context, catalog)
    rows = _order(index)[offset : offset + limit]
    return Window(index.catalog, [index.products.records[row] for row in rows], len(index.products))


def search(
    context: Context,
    catalog: str,
    query: str,
    attributes: Callable[[Catalog], Iterable[Attribute]],
    offset: int,
    limit: int,
) -> Window:
    """`limit` of the products that a query speaks of, from `offset` on, in the order of `window`.

    Searched are titles and, of the attributes, what `read_mentions` reads. Raises NotFound for a catalog that there is
    not.
    """
    index = _index(context, catalog)
    known = _mentions.get(index)
    if known is None:
        title = index.catalog.roles["title"]
        known = _mentions[index] = read_mentions(index.products, title, attributes(index.catalog))
    order = _order(index)
    rows = order[known.of(query)[order]]
    found = rows[offset : offset + limit].tolist()
    return Window(index.catalog, [index.products.records[row] for row in found], len(rows))


def product(context: Context, catalog: str, id: str) -> Shown:
    """A product by its id; raises NotFound."""
    index = _index(context, catalog)
    row = index.products.row_of.get(id)
    if row is None:
        raise NotFound(f"the catalog `{catalog}` has no product `{id[:80]}`")
    condition = index.catalog.out_of_stock
    sold_out = condition is not None and index.weigh(condition, row, context.clock().date()).truth is Truth.MEETS
    return Shown(index.catalog, index.products.records[row], sold_out)


def picture_source(context: Context, catalog: Catalog) -> str:
    """The text of the template that draws a catalog's products, or nothing if there is none that can be read."""
    if not catalog.picture:
        return ""
    try:
        return (context.settings.catalogs / catalog.picture).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _index(context: Context, catalog: str) -> Index:
    index = context.releases.catalogs().get(catalog)
    if index is None:
        raise NotFound(f"there is no catalog `{catalog[:80]}`")
    return index


def _order(index: Index) -> NDArray[np.int32]:
    """Row numbers in the order shown; int32 of shape (products,)."""
    if index not in _orders:
        rows = index.products.by_id
        mixed = np.array([zlib.crc32(id.encode()) for id in index.products.row_of], np.int64)
        role = index.catalog.role("popularity")
        column = index.products.column(role.id) if role else None
        popular = np.nan_to_num(column.table[column.codes[rows]], nan=-np.inf) if isinstance(column, Numbers) else mixed
        _orders[index] = rows[np.lexsort((mixed, -popular))]
    return _orders[index]
