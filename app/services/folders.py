"""The home folder as the author's desk: what lies in it is taken in, and what is broken leaves the last good state."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from app.catalog import Index, Product
from app.config import Settings
from app.errors import SalesclerkError
from app.issues import Issue, Mark
from app.services.clock import Clock
from app.services.reading import NewState, Reading
from app.services.releases import Releases
from app.services.sources import files_of, shown
from app.store import Database, Db, Revision, products, taken, versions

log = logging.getLogger("salesclerk.folders")

AUTHOR = "folder"
"""The author of versions that were taken in from the folder."""


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
        standing = [issue for issue in self.issues if issue.allowed is None]
        for issue in standing:
            log.warning("%s", issue)
        serving = ", ".join(sorted(self.releases.releases()))
        log.warning("the home folder has changed: %d issues; serving %s", len(standing), serving)

    def take_in(self) -> tuple[Issue, ...]:
        """Reads the folder, imports and publishes what is new and sound, and serves it; returns every issue."""
        with self._lock:
            self._looked = time.monotonic()
            self._take_in()
            return self.issues

    def read(self) -> Reading:
        """Reads the folder and changes nothing."""
        self.releases.refresh()
        with self.database.reading() as db:
            was_taken = taken.all_taken(db)
        reading = Reading(self.settings.catalogs, self.releases.catalogs(), self.clock().date(), was_taken)
        reading.read(files_of((self.settings.catalogs, self.settings.questionnaires), reading.issues))
        reading.issues.issues.extend(gone(reading, self.releases.serving(), was_taken, self.settings.questionnaires))
        return reading

    def _take_in(self) -> None:
        seen = self._fingerprint()
        desk = self.read()
        saved = self._save(desk)
        self.issues = tuple(dict.fromkeys(desk.issues.issues))
        self._seen = seen if saved else None
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

    def _save(self, desk: Reading) -> bool:
        """Imports and publishes in one transaction what is new and sound together.

        What somebody else has taken in or published since the desk was read is left as it is; returns
        whether there was nothing of that kind.
        """
        states = {id: state for id, state in desk.catalogs.items() if state}
        held = {id for id, state in states.items() if self._would_break(state, desk)}
        wanted = {f"catalog {id}": state.state for id, state in states.items() if id not in held}
        for id, draft in desk.drafts.items():
            if draft.questionnaire.catalog not in held:
                wanted[f"questionnaire {id}"] = draft.state
        with self.database.writing() as db:
            now = taken.all_taken(db)
            new = {name for name, state in wanted.items() if now.get(name) != state}
            late = {name for name in new if now.get(name) != desk.taken.get(name)}
            for id, state in states.items():
                if f"catalog {id}" in new - late:
                    self.releases.remember(state.mapping_source, state.index)
                    import_index(db, state.index, state.mapping_source, state.feed_sha256, self.clock())
            for id, draft in desk.drafts.items():
                if f"questionnaire {id}" in new - late:
                    versions.publish(db, id, draft.source, AUTHOR, "", self.clock(), draft.parts)
            for name in new - late:
                taken.take(db, name, wanted[name])
        return not late

    def _would_break(self, state: NewState, desk: Reading) -> bool:
        place, today = Mark(state.file, 1), self.clock().date()
        return self.releases.would_break(state.index, desk.drafts, place, today, desk.issues)


def gone(reading: Reading, serving: Iterable[str], was_taken: Collection[str], folder: Path) -> Iterator[Issue]:
    """A note on each questionnaire that serves, once came from the folder, and lies there no more.

    None while a file cannot be read: it may be the one.
    """
    if reading.nameless:
        return
    for id in sorted(serving):
        if f"questionnaire {id}" in was_taken and ("questionnaire", id) not in reading.ids:
            message = f"the questionnaire `{id}` serves, and its file is gone"
            help = (
                f"`salesclerk pull {id} --to {shown(folder)}` brings it back; a version serves until another one does"
            )
            yield Issue("file-gone", Mark(shown(folder / f"{id}.yaml"), 1), message, help)


def import_index(db: Db, index: Index, mapping_source: str, feed_sha256: str, now: datetime) -> Revision:
    """Makes the products of an index the current revision of its catalog."""
    id = index.catalog.roles["id"]

    def id_of(product: Product) -> str:
        return str(product[id])

    records = [index.products.records[row] for row in index.products.by_id]
    revision = index.products.revision
    return products.import_revision(db, index.catalog.id, revision, mapping_source, feed_sha256, records, id_of, now)
