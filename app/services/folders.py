"""The home folder as the author's desk: what lies in it is taken in, and what is broken leaves the last good state."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.catalog import Index, Product, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.config import Settings
from app.guide import compile_release
from app.issues import Collector, Issue, Mark
from app.questionnaire import Questionnaire
from app.services.clock import Clock
from app.services.releases import Releases, read_questionnaire
from app.store import Database, Db, Revision, products, versions

NOT_QUESTIONNAIRES = ("segments.yaml", "triggers.yaml")
AUTHOR = "folder"
"""The author of versions that were taken in from the folder."""


@dataclass
class Desk:
    """What was read of the folder at one time: drafts that are sound, and every issue."""

    issues: Collector = field(default_factory=Collector)
    mappings: dict[str, tuple[str, str, Index]] = field(default_factory=dict)
    """By catalog: the mapping's text, the feed's SHA-256, and the index."""
    drafts: dict[str, tuple[str, str, Questionnaire]] = field(default_factory=dict)
    """By questionnaire: its file, its text, and what it says."""


class Folders:
    """Watches `catalog/` and `questionnaires/`; several processes may do so at once."""

    def __init__(self, settings: Settings, database: Database, releases: Releases, clock: Clock) -> None:
        self.settings = settings
        self.database = database
        self.releases = releases
        self.clock = clock
        self.issues: tuple[Issue, ...] = ()
        self._seen: dict[Path, tuple[int, int]] | None = None
        self._looked = 0.0
        self._lock = threading.Lock()

    def look(self) -> None:
        """Takes in what has changed, if it is time to look again; other threads go on serving meanwhile."""
        if not self.settings.look_every or time.monotonic() - self._looked < self.settings.look_every:
            return
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._looked = time.monotonic()
            if self._fingerprint() != self._seen:
                self._take_in()
            else:
                self.releases.refresh()
        finally:
            self._lock.release()

    def take_in(self) -> tuple[Issue, ...]:
        """Reads the folder, imports and publishes what is new and sound, and serves it; returns every issue."""
        with self._lock:
            self._looked = time.monotonic()
            self._take_in()
            return self.issues

    def read(self) -> Desk:
        """Reads the folder and changes nothing."""
        self.releases.refresh()
        desk = Desk()
        for path in sorted(self.settings.catalogs.glob("*.mapping.yaml")):
            self._read_mapping(path, desk)
        for path in questionnaire_files(self.settings.questionnaires):
            self._read_questionnaire(path, desk)
        return desk

    def _take_in(self) -> None:
        seen = self._fingerprint()
        desk = self.read()
        self._save(desk)
        self.issues = tuple(desk.issues.issues)
        self._seen = seen
        self.releases.refresh()

    def _fingerprint(self) -> dict[Path, tuple[int, int]]:
        found = {}
        for folder in (self.settings.catalogs, self.settings.questionnaires):
            for path in folder.glob("*"):
                try:
                    state = path.stat()
                except OSError:
                    continue
                found[path] = (state.st_mtime_ns, state.st_size)
        return found

    def _read_mapping(self, path: Path, desk: Desk) -> None:
        source = read_text(path, desk.issues)
        catalog = read_mapping_file(source, path.name, desk.issues) if source is not None else None
        if catalog is None or source is None:
            return
        feed = path.parent / Path(catalog.feed).name
        try:
            sha256 = hashlib.sha256(feed.read_bytes()).hexdigest()
        except OSError as error:
            help = "`feed` names a file beside the mapping"
            desk.issues.add(
                "missing-file", Mark(path.name, 1), f"the feed `{catalog.feed}` cannot be read: {error.strerror}", help
            )
            return
        if catalog.id in desk.mappings:
            desk.issues.add(
                "bad-id", Mark(path.name, 1), f"another mapping is of the catalog `{catalog.id}` too", "ids must differ"
            )
            return
        live = self.releases.current_revision(catalog.id)
        if live and (live.mapping_source, live.feed_sha256) == (source, sha256):
            desk.mappings[catalog.id] = (source, sha256, self.releases.catalogs()[catalog.id])
            return
        before = len(desk.issues.issues)
        records = read_feed(feed, catalog, desk.issues)
        if any(issue.severity == "error" for issue in desk.issues.issues[before:]):
            return
        desk.mappings[catalog.id] = (source, sha256, Index(Products(catalog, records)))

    def _read_questionnaire(self, path: Path, desk: Desk) -> None:
        source = read_text(path, desk.issues)
        questionnaire = read_questionnaire(source, path.name, desk.issues) if source is not None else None
        if questionnaire is None or source is None:
            return
        if questionnaire.id in desk.drafts:
            message = f"{desk.drafts[questionnaire.id][0]} is the questionnaire `{questionnaire.id}` too"
            desk.issues.add("bad-id", Mark(path.name, 1), message, "ids must differ")
            return
        index = desk.mappings[questionnaire.catalog][2] if questionnaire.catalog in desk.mappings else None
        index = index or self.releases.catalogs().get(questionnaire.catalog)
        if index is None:
            known = sorted({*desk.mappings, *self.releases.catalogs()})
            desk.issues.unknown_word(
                "unknown-catalog", questionnaire.catalog_mark, "the catalog", questionnaire.catalog, known
            )
        elif compile_release(questionnaire, "", index, desk.issues):
            desk.drafts[questionnaire.id] = (path.name, source, questionnaire)

    def _save(self, desk: Desk) -> None:
        """Imports and publishes in one transaction what is sound together."""
        held = {
            id
            for id, (_, _, index) in desk.mappings.items()
            if self.releases.would_break(index, desk.drafts, desk.issues)
        }
        with self.database.writing() as db:
            for id, (source, sha256, index) in desk.mappings.items():
                if id not in held:
                    self.releases.remember(source, index)
                    import_index(db, index, source, sha256, self.clock())
            for id, (_, source, questionnaire) in desk.drafts.items():
                if questionnaire.catalog not in held:
                    versions.publish(db, id, source, AUTHOR, "", self.clock())


def import_index(db: Db, index: Index, mapping_source: str, feed_sha256: str, now: datetime) -> Revision:
    """Makes the products of an index the current revision of its catalog."""
    id = index.catalog.roles["id"]

    def id_of(product: Product) -> str:
        return str(product[id])

    records = index.products.records
    revision = index.products.revision
    return products.import_revision(db, index.catalog.id, revision, mapping_source, feed_sha256, records, id_of, now)


def questionnaire_files(folder: Path) -> list[Path]:
    """The questionnaires of a folder, without what only lies beside them."""
    return [
        path
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in NOT_QUESTIONNAIRES and not path.name.endswith(".journeys.yaml")
    ]


def read_text(path: Path, issues: Collector) -> str | None:
    """The text of a file, or None with an issue."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        issues.add("encoding", Mark(path.name, line), "the file is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        issues.add("missing-file", Mark(path.name, 1), f"the file cannot be read: {error.strerror}")
    return None
