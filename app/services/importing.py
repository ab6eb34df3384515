"""Bringing a feed in from anywhere: read, held against what serves, saved in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.catalog import read_mapping_file
from app.errors import NotFound, Refused
from app.issues import Collector, Issue, Mark
from app.services.context import Context
from app.services.folders import import_index
from app.services.reading import read_index
from app.services.sources import BOM, read_text, shown


@dataclass(frozen=True)
class Import:
    """What came of it: the catalog, its revision and number of products, every issue, and whether it could be saved."""

    catalog: str
    revision: str
    products: int
    issues: tuple[Issue, ...]
    sound: bool
    saved: bool


def import_feed(context: Context, feed: Path, mapping: Path, dry_run: bool = False, force: bool = False) -> Import:
    """Reads a feed by a mapping and makes it the catalog's current revision, unless `dry_run`.

    Raises NotFound if a file is missing. With errors nothing is saved, and the issues say why; only those
    that it brings to what serves (`held-back`) are overridden by `force`.
    """
    issues = Collector()
    for path in (mapping, feed):
        if not path.is_file():
            raise NotFound(f"there is no file {path}", "give a feed, and with --mapping its mapping")
    source = (read_text(mapping, issues) or "").removeprefix(BOM)
    catalog = None if issues.failed else read_mapping_file(source, shown(mapping), issues)
    index = read_index(catalog, feed, issues) if catalog else None
    if catalog is None or index is None:
        return Import(catalog.id if catalog else "", "", 0, tuple(issues.issues), sound=False, saved=False)
    place, today = Mark(shown(mapping), 1), context.clock().date()
    sound = not context.releases.would_break(index, (), place, today, issues) or force
    saved = sound and not dry_run
    if saved:
        sha256 = hashlib.sha256(feed.read_bytes()).hexdigest()
        context.releases.remember(source, index)
        with context.database.writing() as db:
            import_index(db, index, source, sha256, context.clock())
        context.releases.refresh()
    return Import(catalog.id, index.products.revision, len(index.products), tuple(issues.issues), sound, saved)


def mapping_beside(feed: Path, catalogs: Path, catalog: str | None) -> Path:
    """The mapping to use where none is named: of the catalog, or of the feed's own name.

    Raises Refused if there is none.
    """
    name = catalog or feed.name.partition(".")[0]
    for folder in (feed.parent, catalogs):
        if (folder / f"{name}.mapping.yaml").is_file():
            return folder / f"{name}.mapping.yaml"
    raise Refused(
        "no-mapping",
        f"there is no mapping `{name}.mapping.yaml` beside the feed or in {catalogs}",
        "write one, or name it with --mapping",
    )
