"""The folder of models: what was learnt of each catalog's shoppers, each revision whole, and which one serves."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import time
from pathlib import Path

from app.errors import SalesclerkError
from app.ranking.behaviour.trained import Trained, open_trained, save_trained

log = logging.getLogger("salesclerk.models")

CURRENT = "current"
"""The file that names the revision that serves; it is replaced as a whole, so that processes see the old or the new."""


class ModelFolder:
    """`CATALOG/REVISION/` with its arrays, and `CATALOG/current`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: dict[tuple[str, str], Trained] = {}

    def current(self, catalog: str) -> str | None:
        """The revision that serves, None if nothing has been trained."""
        try:
            return (self.folder / catalog / CURRENT).read_text("ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def open(self, catalog: str, revision: str) -> Trained | None:
        """A revision; None if it is there no more, or was written by another release of Salesclerk."""
        place = (catalog, revision)
        if place not in self._opened:
            try:
                found = open_trained(self.folder / catalog / revision)
            except (OSError, ValueError, KeyError, SalesclerkError) as error:
                log.warning("the model %s of %s does not serve: %s", revision, catalog, error)
                return None
            self._opened = {other: known for other, known in self._opened.items() if other[0] != catalog}
            self._opened[place] = found
        return self._opened[place]

    def put(self, catalog: str, trained: Trained) -> Path:
        """Keeps a revision, and lets it serve from now on. Raises OSError if the folder cannot be written to."""
        folder = self.folder / catalog / trained.model.revision
        if not folder.is_dir():
            save_trained(trained, folder)
        os.utime(folder)
        current = folder.with_name(CURRENT)
        draft = current.with_name(f".{CURRENT}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.write_text(trained.model.revision, "ascii")
        draft.replace(current)
        return folder

    def sweep(self, catalog: str, days: float) -> None:
        """Removes revisions that were last put more than so many days ago and do not serve."""
        current = self.current(catalog)
        for path in (self.folder / catalog).iterdir():
            if path.is_dir() and path.name != current and time.time() - path.stat().st_mtime > days * 86_400:
                shutil.rmtree(path, ignore_errors=True)
