"""What serves: the current releases, and those that sessions in flight are pinned to."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index, Products, read_mapping_file
from app.catalog.patch import patch
from app.errors import NotFound, Unavailable
from app.guide import Release
from app.guide.patched import patch_release
from app.guide.turned import having_learnt, towards, without_merchandise
from app.issues import Collector, Mark
from app.ranking import Crowd
from app.services.arrays import ArrayFolder
from app.services.crowds import Crowds
from app.services.factors import read_factors, switch_of
from app.services.hearing import hear
from app.services.holding import compile_version, hold_back
from app.services.learnt import read_learnt
from app.services.models import ModelFolder
from app.services.rhythms import with_rhythms
from app.store import Database, Revision, Version, learnt, products, switches, versions

log = logging.getLogger("salesclerk.releases")

Key = TypeVar("Key")

MOST_CHANGES = 2000
"""Products; more changes than these are taken in by building the index anew."""
KEPT_INDEXES = 16
"""Indexes remembered between an import and the moment it serves."""


@dataclass(frozen=True)
class Served:
    """One consistent state; replaced as a whole, so that a step is computed from exactly one."""

    indexes: dict[str, Index] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    switches: dict[str, str] = field(default_factory=dict)
    learnt: dict[str, str] = field(default_factory=dict)
    plain: dict[str, Release] = field(default_factory=dict)
    """The releases without merchandising, while that is turned off as a whole."""
    crowds: dict[str, Crowd] = field(default_factory=dict)
    """What the crowd did, by catalog; none where nothing has been trained."""
    pinned: dict[tuple[str, str], Release | None] = field(default_factory=dict)
    """Older versions that were asked for, compiled against `indexes`; None: it does not fit them."""


@dataclass(frozen=True)
class Patch:
    """The index of a revision that differs from the one before in some attributes of some rows only."""

    index: Index
    rows: NDArray[np.int64]
    changed: frozenset[str]


MERCHANDISING, OFF = "merchandising", "off"
"""The switch of all merchandising, and how it is turned off."""


def _taught(release: Release, before: Mapping[str, str], now: Mapping[str, str]) -> Release:
    """The release with what orders have taught of its catalog."""
    catalog = release.questionnaire.catalog
    if before.get(catalog) == now.get(catalog) and (release.learnt or catalog not in now):
        return release
    return having_learnt(release, read_learnt(now.get(catalog, "")))


def _towards_goal(release: Release, turned: Mapping[str, str]) -> Release:
    """The release with the weights that were fitted to its goal, as long as it is the same goal."""
    goal = release.questionnaire.goal
    kept = read_factors(turned.get(switch_of(release.questionnaire.id), ""), goal) if goal else {}
    return release if kept == release.factors else towards(release, kept)


def _plain(releases: Mapping[str, Release], turned: Mapping[str, str]) -> dict[str, Release]:
    if turned.get(MERCHANDISING) != OFF:
        return {}
    return {id: without_merchandise(release) for id, release in releases.items()}


class Releases:
    """The current releases of one process, reloaded when the database has newer ones."""

    def __init__(self, database: Database, arrays: ArrayFolder, models: ModelFolder) -> None:
        self.database = database
        self.arrays = arrays
        self.crowds = Crowds(models)
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
            return served.plain.get(questionnaire) or served.releases[questionnaire]
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
            return self.current(questionnaire), False
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
                turned, taught = switches.all_set(db), learnt.all_learnt(db)
            revisions = {catalog: revision for catalog, revision in newest.items() if revision}
            served = self._served
            state = (revisions, current, turned, taught)
            if state == (served.revisions, served.versions, served.switches, served.learnt):
                self._listen()
                return
            patches = {id: self._patch(revision, served) for id, revision in revisions.items()}
            indexes = dict[str, Index]()
            for id, revision in revisions.items():
                patch = patches[id]
                index = patch.index if patch else self._index(revision, served) or served.indexes.get(id)
                if index:
                    indexes[id] = index
            releases = dict(served.releases)
            for id, version in current.items():
                release = self._compile(version, indexes, served, revisions, patches)
                if release:
                    releases[id] = _towards_goal(_taught(release, served.learnt, taught), turned)
            self._served = Served(indexes, releases, revisions, current, turned, taught, _plain(releases, turned))
            self._listen()
            self.arrays.sweep(self._current(self._served))

    def _listen(self) -> None:
        """Lets the models that were trained, and what was done since, serve with the releases."""
        served = self._served
        crowds = self.crowds.newest(self.database, served.indexes, served.releases.values())

        def heard(releases: Mapping[Key, Release | None]) -> dict[Key, Any]:
            return {
                place: one and one.with_crowd(crowds.get(one.questionnaire.catalog))
                for place, one in tuple(releases.items())
            }

        releases = heard(served.releases)
        if crowds != served.crowds or any(releases[id] is not one for id, one in served.releases.items()):
            self._served = replace(
                served, releases=releases, crowds=crowds, plain=heard(served.plain), pinned=heard(served.pinned)
            )

    @staticmethod
    def _current(served: Served) -> set[tuple[str, ...]]:
        """What archives are made from now."""
        made_from = {id: (revision.name, revision.mapping_source) for id, revision in served.revisions.items()}
        of_catalogs = {(id, *parts) for id, parts in made_from.items()}
        return of_catalogs | {
            (id, release.version, *made_from[release.questionnaire.catalog])
            for id, release in served.releases.items()
            if release.questionnaire.catalog in made_from
        }

    def _index(self, revision: Revision, served: Served) -> Index | None:
        """The index of a revision; None if this release of Salesclerk cannot read its stored mapping."""
        if served.revisions.get(revision.catalog) == revision:
            return served.indexes.get(revision.catalog)
        ready = self._ready.pop((revision.catalog, revision.name, revision.mapping_source), None)
        if ready:
            return Index(self.arrays.products(revision, ready.catalog, lambda: ready.products))
        catalog = read_mapping_file(revision.mapping_source, f"{revision.catalog}.mapping.yaml", Collector())
        if catalog is None:
            log.error("the stored mapping of the catalog %s cannot be read; import it again", revision.catalog)
            return None

        def build() -> Products:
            with self.database.reading() as db:
                return Products.of_records(catalog, products.records(db, revision), revision.name)

        return Index(self.arrays.products(revision, catalog, build))

    def _patch(self, revision: Revision, served: Served) -> Patch | None:
        """What a revision changes of the one that serves, put into its index; None if that is too much, or nothing."""
        before, index = served.revisions.get(revision.catalog), served.indexes.get(revision.catalog)
        if not before or not index or before == revision or before.mapping_source != revision.mapping_source:
            return None
        if index.products.revision != before.name or before.id >= revision.id:
            return None
        with self.database.reading() as db:
            changes = products.changes(db, before, revision, MOST_CHANGES)
        found = None if changes is None else patch(index.products, changes, revision.name)
        if changes is None or found is None:
            return None
        rows = np.sort(index.products.rows_of(list(changes)))
        return Patch(index.patched(*found), rows, found[1])

    def _compile(
        self,
        version: Version,
        indexes: Mapping[str, Index],
        served: Served,
        revisions: Mapping[str, Revision],
        patches: Mapping[str, Patch | None],
    ) -> Release | None:
        before = served.releases.get(version.questionnaire)
        if before and before.version == version.sha256:
            catalog = before.questionnaire.catalog
            if before.index is indexes.get(catalog):
                return before
            change = patches.get(catalog)
            if change and before.index is served.indexes.get(catalog):
                return patch_release(before, change.index, change.rows, change.changed)
        release = compile_version(version, indexes)[0]
        revision = revisions.get(release.questionnaire.catalog) if release else None
        if release:
            with self.database.reading() as db:
                release = with_rhythms(db, hear(db, release))
        if not release or not revision or release.revision != revision.name:
            return release
        return self.arrays.share(release, revision)

    def _compile_pinned(self, questionnaire: str, version: str, served: Served) -> Release | None:
        """A stored version of the questionnaire, compiled once; one that is not stored is not remembered."""
        place = (questionnaire, version)
        if place not in served.pinned:
            with self.database.reading() as db:
                stored = versions.by_sha256(db, version)
                if stored is None or stored.questionnaire != questionnaire:
                    return None
                release = compile_version(stored, served.indexes)[0]
                release = with_rhythms(db, release) if release else None
            if release is not None:
                release = release.with_crowd(served.crowds.get(release.questionnaire.catalog))
                release = _towards_goal(_taught(release, {}, served.learnt), served.switches)
            served.pinned[place] = release and (without_merchandise(release) if served.plain else release)
        return served.pinned[place]
