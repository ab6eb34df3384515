"""What serves: the current releases, and those that sessions in flight are pinned to."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from app.catalog import Index, Products, read_mapping_file
from app.errors import NotFound, Unavailable
from app.guide import Release
from app.issues import Collector, Mark
from app.services.holding import compile_version, hold_back
from app.store import Database, Revision, Version, products, versions

log = logging.getLogger("salesclerk.releases")

KEPT_INDEXES = 16
"""Indexes remembered between an import and the moment it serves."""


@dataclass(frozen=True)
class Served:
    """One consistent state; replaced as a whole, so that a step is computed from exactly one."""

    indexes: dict[str, Index] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    pinned: dict[tuple[str, str], Release | None] = field(default_factory=dict)
    """Older versions that were asked for, compiled against `indexes`; None: it does not fit them."""


class Releases:
    """The current releases of one process, reloaded when the database has newer ones."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._served = Served()
        self._ready: dict[tuple[str, str, str], Index] = {}
        self._lock = threading.Lock()

    def catalogs(self) -> dict[str, Index]:
        """The index of each catalog, by its id."""
        return self._served.indexes

    def releases(self) -> dict[str, Release]:
        """The current release of each questionnaire, by its id."""
        return self._served.releases

    def current(self, questionnaire: str) -> Release:
        """The release that new sessions begin on. Raises NotFound, or Unavailable if no good one exists."""
        served = self._served
        if questionnaire in served.releases:
            return served.releases[questionnaire]
        if questionnaire in served.versions:
            raise Unavailable(
                f"the questionnaire `{questionnaire}` does not fit its catalog now", "`salesclerk check` says why"
            )
        raise NotFound(f"there is no questionnaire `{questionnaire[:80]}`", "the list of questionnaires has their ids")

    def broken(self) -> set[str]:
        """The questionnaires whose current version does not serve, for it does not fit its catalog."""
        served = self._served
        return {id for id, version in served.versions.items() if not self._serves(id, version, served)}

    @staticmethod
    def _serves(id: str, version: Version, served: Served) -> bool:
        return id in served.releases and served.releases[id].version == version.sha256

    def current_revision(self, catalog: str) -> Revision | None:
        """The revision of a catalog that serves now."""
        return self._served.revisions.get(catalog)

    def serving(self) -> dict[str, Version]:
        """The current version of each questionnaire, whether it fits its catalog now or not."""
        return self._served.versions

    def would_break(self, index: Index, drafts: Collection[str], place: Mark, today: date, issues: Collector) -> bool:
        """Whether a catalog's new state must be held back for what serves; see `hold_back`."""
        served = self._served
        before = served.indexes.get(index.catalog.id)
        return hold_back(index, before, served.versions, drafts, place, today, issues)

    def pinned(self, questionnaire: str, version: str) -> tuple[Release, bool]:
        """The release of a session's own version, and whether it had to move to the current one.

        A version that no longer compiles against today's catalog moves its sessions.
        """
        served = self._served
        current = served.releases.get(questionnaire)
        if current and current.version == version:
            return current, False
        release = self._compile_pinned(questionnaire, version, served)
        return (release, False) if release else (self.current(questionnaire), True)

    def remember(self, mapping_source: str, index: Index) -> None:
        """Keeps an index that was just built for an import, so that serving it needs no second reading."""
        while len(self._ready) >= KEPT_INDEXES:
            self._ready.pop(next(iter(self._ready)))
        self._ready[(index.catalog.id, index.products.revision, mapping_source)] = index

    def refresh(self) -> None:
        """Loads what the database has newer; what no longer compiles leaves the last good release serving."""
        with self._lock:
            with self.database.reading() as db:
                newest = {catalog: products.current_revision(db, catalog) for catalog in products.catalogs(db)}
                current = versions.all_current(db)
            revisions = {catalog: revision for catalog, revision in newest.items() if revision}
            served = self._served
            if revisions == served.revisions and current == served.versions:
                return
            found = {id: self._index(revision, served) or served.indexes.get(id) for id, revision in revisions.items()}
            indexes = {id: index for id, index in found.items() if index}
            releases = dict(served.releases)
            for id, version in current.items():
                release = self._compile(version, indexes, served)
                if release:
                    releases[id] = release
            self._served = Served(indexes, releases, revisions, current)

    def _index(self, revision: Revision, served: Served) -> Index | None:
        """The index of a revision; None if this release of Salesclerk cannot read its stored mapping."""
        if served.revisions.get(revision.catalog) == revision:
            return served.indexes.get(revision.catalog)
        ready = self._ready.pop((revision.catalog, revision.name, revision.mapping_source), None)
        if ready:
            return ready
        catalog = read_mapping_file(revision.mapping_source, f"{revision.catalog}.mapping.yaml", Collector())
        if catalog is None:
            log.error("the stored mapping of the catalog %s cannot be read; import it again", revision.catalog)
            return None
        with self.database.reading() as db:
            records = products.records(db, revision)
        return Index(Products.of_records(catalog, records, revision.name))

    def _compile(self, version: Version, indexes: dict[str, Index], served: Served) -> Release | None:
        before = served.releases.get(version.questionnaire)
        if before and before.version == version.sha256 and before.index in indexes.values():
            return before
        return compile_version(version, indexes)[0]

    def _compile_pinned(self, questionnaire: str, version: str, served: Served) -> Release | None:
        """A stored version of the questionnaire, compiled once; one that is not stored is not remembered."""
        place = (questionnaire, version)
        if place not in served.pinned:
            with self.database.reading() as db:
                stored = versions.by_sha256(db, version)
            if stored is None or stored.questionnaire != questionnaire:
                return None
            served.pinned[place] = compile_version(stored, served.indexes)[0]
        return served.pinned[place]
