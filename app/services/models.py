"""The folder of models: what was learnt of each catalog's shoppers, each revision whole, and which one serves."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from pathlib import Path

from app.errors import Refused
from app.ranking.behaviour.trained import Trained, open_trained, save_trained

CURRENT = "current"
"""The file that names the revision that serves; it is replaced as a whole, so that processes see the old or the new."""

State = tuple[tuple[str, int, int], ...]
"""The files of a folder, each with its time and size."""

REVISION = re.compile("[0-9a-f]{12}")


class ModelFolder:
    """`CATALOG/REVISION/` with its arrays, and `CATALOG/current`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: dict[tuple[str, str], Trained] = {}
        self._broken: dict[tuple[str, str], tuple[State, Refused]] = {}

    def current(self, catalog: str) -> str | None:
        """The revision that is to serve, None if nothing has been trained. Raises Refused if that cannot be told."""
        path = self.folder / catalog / CURRENT
        try:
            named = path.read_text("utf-8", "replace").strip()
        except FileNotFoundError:
            if not any(REVISION.fullmatch(one.name) for one in path.parent.glob("*")):
                return None
            raise Refused("damaged-model", f"its file {CURRENT} is not there", _help(catalog)) from None
        except OSError as error:
            message = f"its file {CURRENT} cannot be read: {error.strerror}"
            raise Refused("damaged-model", message, _help(catalog)) from None
        if not REVISION.fullmatch(named):
            raise Refused("damaged-model", f"its file {CURRENT} names no revision", _help(catalog))
        return named

    def open(self, catalog: str, revision: str) -> Trained:
        """A revision. Raises Refused if it is there no more, is damaged, or was written by another release of
        Salesclerk; what is broken is not read again before something in its folder has changed."""
        place = (catalog, revision)
        if place not in self._opened:
            found = self._read(place)
            self._opened = {other: known for other, known in self._opened.items() if other[0] != catalog}
            self._opened[place] = found
        return self._opened[place]

    def _read(self, place: tuple[str, str]) -> Trained:
        folder = self.folder.joinpath(*place)
        state = _state(folder)
        before, error = self._broken.get(place, (None, None))
        if error is None or before != state:
            self._broken = {other: known for other, known in self._broken.items() if other[0] != place[0]}
            try:
                if not state:
                    raise Refused("no-model", "its arrays are not there")
                return open_trained(folder)
            except (OSError, Refused) as found:
                error = Refused("damaged-model", f"{found} (revision {place[1]})", _help(place[0]))
                self._broken[place] = (state, error)
        raise error

    def put(self, catalog: str, trained: Trained) -> Path:
        """Keeps a revision, and lets it serve from now on; what is there of it and cannot be opened makes room.

        Raises OSError if the folder cannot be written to.
        """
        folder = self.folder / catalog / trained.model.revision
        try:
            open_trained(folder)
        except (OSError, Refused):
            aside = _draft(folder)
            if folder.exists():
                folder.rename(aside)
            save_trained(trained, folder)
            shutil.rmtree(aside, ignore_errors=True)
        os.utime(folder)
        current = folder.with_name(CURRENT)
        draft = _draft(current)
        draft.write_text(trained.model.revision, "ascii")
        draft.replace(current)
        return folder

    def sweep(self, catalog: str, days: float) -> None:
        """Removes revisions that were last put more than so many days ago and do not serve."""
        current = self.current(catalog)
        for path in (self.folder / catalog).iterdir():
            if path.is_dir() and path.name != current and time.time() - path.stat().st_mtime > days * 86_400:
                shutil.rmtree(path, ignore_errors=True)


def _help(catalog: str) -> str:
    return f"`salesclerk train {catalog}` makes it anew"


def _draft(path: Path) -> Path:
    """A place beside a path that nobody else uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")


def _state(folder: Path) -> State:
    """What changes when one of the files in a folder does; nothing if there is none."""
    try:
        found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
