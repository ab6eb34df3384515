"""The home folder as the author's desk: what lies in it is taken in, and what is broken leaves the last good state."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.catalog import Index, Product, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.config import Settings
from app.errors import SalesclerkError
from app.guide import compile_release
from app.issues import Collector, Issue, Mark
from app.questionnaire import Questionnaire
from app.services.clock import Clock
from app.services.releases import Releases, read_questionnaire
from app.store import Database, Db, Revision, products, taken, versions

MAPPING = ".mapping.yaml"
log = logging.getLogger("salesclerk.folders")

NOT_QUESTIONNAIRES = ("segments.yaml", "triggers.yaml")
AUTHOR = "folder"
"""The author of versions that were taken in from the folder."""


@dataclass(frozen=True)
class NewState:
    """A catalog whose mapping or feed has changed since it was last taken in."""

    mapping_source: str
    feed_sha256: str
    index: Index


@dataclass(frozen=True)
class Draft:
    """A questionnaire that is sound, as it lies in the folder."""

    file: str
    source: str
    questionnaire: Questionnaire


@dataclass
class Desk:
    """What was read of the folder at one time: new states and drafts, by id, and every issue."""

    taken: dict[str, str]
    issues: Collector = field(default_factory=Collector)
    catalogs: dict[str, NewState | None] = field(default_factory=dict)
    """None: nothing new."""
    drafts: dict[str, Draft] = field(default_factory=dict)


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

    def look_aside(self) -> None:
        """Looks in a thread of its own if it is time to: whoever asks is served at once, from the last good state."""
        if self._is_time():
            threading.Thread(target=self.look, name="folders", daemon=True).start()

    def look(self) -> None:
        """Takes in what has changed, if it is time to look again and nobody else is doing so."""
        if not self._is_time() or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked = time.monotonic()
            if self._fingerprint() != self._seen:
                self._take_in()
                self._say()
            else:
                self.releases.refresh()
        except SalesclerkError as error:
            log.error("the home folder cannot be taken in: %s. %s", error.message, error.help)
        except Exception:
            log.exception("the home folder cannot be taken in; the last good state serves on")
        finally:
            self._lock.release()

    def _is_time(self) -> bool:
        every = self.settings.look_every
        return bool(every) and time.monotonic() - self._looked >= every

    def _say(self) -> None:
        """Tells the log what was found in a folder that has changed while its last good state serves on."""
        for issue in self.issues:
            log.warning("%s", issue)
        serving = ", ".join(sorted(self.releases.releases()))
        log.warning("the home folder has changed: %d issues; serving %s", len(self.issues), serving)

    def take_in(self) -> tuple[Issue, ...]:
        """Reads the folder, imports and publishes what is new and sound, and serves it; returns every issue."""
        with self._lock:
            self._looked = time.monotonic()
            self._take_in()
            return self.issues

    def read(self) -> Desk:
        """Reads the folder and changes nothing."""
        self.releases.refresh()
        with self.database.reading() as db:
            desk = Desk(taken.all_taken(db))
        for path in sorted(self.settings.catalogs.glob(f"*{MAPPING}")):
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
        here = Mark(path.name, 1)
        if catalog.id in desk.catalogs:
            desk.issues.add("bad-id", here, f"another mapping is of the catalog `{catalog.id}` too", "ids must differ")
            return
        feed = path.parent / Path(catalog.feed).name
        try:
            feed_sha256 = hashlib.sha256(feed.read_bytes()).hexdigest()
        except OSError as error:
            message = f"the feed `{catalog.feed}` cannot be read: {error.strerror}"
            desk.issues.add("missing-file", here, message, "`feed` names a file beside the mapping")
            return
        if desk.taken.get(f"catalog {catalog.id}") == state_of(source, feed_sha256):
            desk.catalogs[catalog.id] = None
            return
        issues = Collector()
        index = Index(Products(catalog, read_feed(feed, catalog, issues)))
        desk.issues.issues.extend(issues.issues)
        if not issues.failed:
            desk.catalogs[catalog.id] = NewState(source, feed_sha256, index)

    def _read_questionnaire(self, path: Path, desk: Desk) -> None:
        source = read_text(path, desk.issues)
        questionnaire = read_questionnaire(source, path.name, desk.issues) if source is not None else None
        if questionnaire is None or source is None:
            return
        if questionnaire.id in desk.drafts:
            message = f"{desk.drafts[questionnaire.id].file} is the questionnaire `{questionnaire.id}` too"
            desk.issues.add("bad-id", Mark(path.name, 1), message, "ids must differ")
            return
        state = desk.catalogs.get(questionnaire.catalog)
        index = state.index if state else self.releases.catalogs().get(questionnaire.catalog)
        if index is None:
            known = sorted({*desk.catalogs, *self.releases.catalogs()})
            report_catalog(questionnaire, self.settings.catalogs, known, desk.issues)
        elif compile_release(questionnaire, "", index, desk.issues):
            desk.drafts[questionnaire.id] = Draft(path.name, source, questionnaire)

    def _save(self, desk: Desk) -> None:
        """Imports and publishes in one transaction what is new and sound together."""
        states = {id: state for id, state in desk.catalogs.items() if state}
        held = {id for id, state in states.items() if self.releases.would_break(state.index, desk.drafts, desk.issues)}
        with self.database.writing() as db:
            for id, state in states.items():
                if id not in held:
                    self.releases.remember(state.mapping_source, state.index)
                    import_index(db, state.index, state.mapping_source, state.feed_sha256, self.clock())
                    taken.take(db, f"catalog {id}", state_of(state.mapping_source, state.feed_sha256))
            for id, draft in desk.drafts.items():
                new = desk.taken.get(f"questionnaire {id}") != state_of(draft.source)
                if new and draft.questionnaire.catalog not in held:
                    versions.publish(db, id, draft.source, AUTHOR, "", self.clock())
                    taken.take(db, f"questionnaire {id}", state_of(draft.source))


def state_of(*texts: str) -> str:
    """The SHA-256 of some texts together."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def import_index(db: Db, index: Index, mapping_source: str, feed_sha256: str, now: datetime) -> Revision:
    """Makes the products of an index the current revision of its catalog."""
    id = index.catalog.roles["id"]

    def id_of(product: Product) -> str:
        return str(product[id])

    records = index.products.records
    revision = index.products.revision
    return products.import_revision(db, index.catalog.id, revision, mapping_source, feed_sha256, records, id_of, now)


def report_catalog(questionnaire: Questionnaire, catalogs: Path, known: Iterable[str], issues: Collector) -> None:
    """Says why a questionnaire's catalog is not there: no such word, or its own files are broken."""
    id, mark = questionnaire.catalog, questionnaire.catalog_mark
    if (catalogs / f"{id}{MAPPING}").is_file():
        message = f"the catalog `{id}` cannot be read"
        issues.add(
            "unknown-catalog", mark, message, f"mend {id}{MAPPING} or its feed; checking them says what is wrong"
        )
    else:
        issues.unknown_word("unknown-catalog", mark, "the catalog", id, known)


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
        issues.add(
            "missing-file",
            Mark(path.name, 1),
            f"the file cannot be read: {error.strerror}",
            "check its name, and that it may be read",
        )
    return None
