"""The folder of arrays: what is computed from a catalog's revision once, and mapped into memory by all who serve it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from app.catalog import Products
from app.catalog.archive import Damaged
from app.catalog.model import Catalog
from app.catalog.saved import open_products, save_products
from app.guide import Release
from app.guide.saved import open_counter, save_counter
from app.store import Revision

log = logging.getLogger("salesclerk.arrays")

T = TypeVar("T")

SUFFIX = ".arrays"
KEPT = 3600
"""Seconds that an archive stays which nothing of this process serves: another one may be about to."""


class ArrayFolder:
    """Archives by what they were made from; a folder that cannot be written to costs memory, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def products(self, revision: Revision, catalog: Catalog, build: Callable[[], Products]) -> Products:
        """The products of a revision: from their archive, else built and put there."""
        path = self._path(catalog.id, revision.name, revision.mapping_source)
        return self._opened(path, lambda: open_products(path, catalog), build, lambda made: save_products(path, made))

    def share(self, release: Release, revision: Revision) -> Release:
        """The release with its counter from the archive, which is written first."""
        parts = (release.questionnaire.id, release.version, revision.name, revision.mapping_source)
        path = self._path(*parts)
        counter = self._opened(
            path,
            lambda: open_counter(path, release.index),
            lambda: release.counter,
            lambda made: save_counter(path, made),
        )
        return release if counter is release.counter else release.with_counter(counter)

    def sweep(self, current: Collection[tuple[str, ...]]) -> None:
        """Removes archives that nothing serves any more."""
        names = {self._path(*parts).name for parts in current}
        for path in self.folder.glob(f"*{SUFFIX}*"):
            try:
                if path.name not in names and time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()
            except OSError:
                continue

    def _path(self, id: str, *made_from: str) -> Path:
        return self.folder / f"{id}-{sha256(chr(0).join(made_from).encode()).hexdigest()[:16]}{SUFFIX}"

    def _opened(self, path: Path, open: Callable[[], T], build: Callable[[], T], save: Callable[[T], None]) -> T:
        try:
            return open()
        except FileNotFoundError:
            pass
        except (OSError, Damaged) as error:
            log.warning("the archive %s is made anew: %s", path, error)
        made = build()
        try:
            save(made)
            return open()
        except (OSError, Damaged) as error:
            log.warning("the archive %s cannot be kept: %s", path, error)
            return made
