"""Products in an archive: written once, then opened in no time by every process that serves them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalog.archive import Archive, Damaged, load, save
from app.catalog.columns import Codes, Column, Numbers, Tags
from app.catalog.model import Catalog
from app.catalog.products import Products
from app.catalog.strings import Strings


def save_products(path: Path, products: Products) -> None:
    """Writes products as an archive. Raises OSError if it cannot be written."""
    arrays: dict[str, NDArray[Any]] = {"by_id": products.by_id, "rank": products.rank}
    if products.starts is not None:
        arrays["starts"] = products.starts
    words: dict[str, tuple[str, ...]] = {}
    for id, column in products.columns.items():
        arrays |= {f"{id}.{part}": array for part, array in _arrays(column).items()}
        if isinstance(column, Codes | Tags):
            words[id] = column.vocabulary
    kinds = {id: type(column).__name__ for id, column in products.columns.items()}
    save(path, arrays, {"revision": products.revision, "columns": kinds, "vocabularies": words})


def open_products(path: Path, catalog: Catalog) -> Products:
    """The products of an archive, by the mapping that they were read with.

    Raises FileNotFoundError, and Damaged if they cannot be used.
    """
    archive = load(path)
    arrays, facts = archive.arrays, archive.facts
    wanted = {one.id for one in catalog.attributes.values() if not one.made} | {catalog.roles["id"]}
    if set(facts["columns"]) != wanted:
        raise Damaged(f"{path.name} holds other attributes than the catalog `{catalog.id}`")
    columns = {id: _column(id, kind, archive) for id, kind in facts["columns"].items()}
    return Products(catalog, columns, arrays["by_id"], arrays["rank"], facts["revision"], arrays.get("starts"))


def _arrays(column: Column) -> Mapping[str, NDArray[Any]]:
    match column:
        case Codes(codes, _):
            return {"codes": codes}
        case Numbers(codes, distinct):
            return {"codes": codes, "distinct": distinct}
        case Tags(offsets, codes, _):
            return {"offsets": offsets, "codes": codes}
        case Strings(blob, offsets, known):
            return {"blob": blob, "offsets": offsets, "known": np.packbits(known)}


def _column(id: str, kind: str, archive: Archive) -> Column:
    parts = {name.removeprefix(f"{id}."): one for name, one in archive.arrays.items() if name.startswith(f"{id}.")}
    match kind:
        case "Codes":
            return Codes(parts["codes"], tuple(archive.facts["vocabularies"][id]))
        case "Numbers":
            return Numbers(parts["codes"], parts["distinct"])
        case "Tags":
            return Tags(parts["offsets"], parts["codes"], tuple(archive.facts["vocabularies"][id]))
    known = np.unpackbits(parts["known"], count=len(parts["offsets"]) - 1).view(np.bool_)
    return Strings(parts["blob"], parts["offsets"], known)
