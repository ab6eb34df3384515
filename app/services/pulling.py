"""A version back as the very files that were published."""

from __future__ import annotations

import os
from pathlib import Path

from app.document import Mapping, Text, load
from app.errors import Refused
from app.issues import Collector
from app.services.sources import BOM, files_in, read_text, shown
from app.store import Version


def pull(version: Version, folder: Path, force: bool = False) -> list[Path]:
    """Writes a version's files into a folder, to the byte; returns those that were written.

    Files that are the same already are left alone. Raises Refused, and writes nothing, if one differs,
    unless `force`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {_file_of(version.questionnaire, folder): version.source}
    texts |= {folder / name: text for name, text in version.parts.items()}
    there = {path: path.read_bytes() if path.is_file() else None for path in texts}
    differing = [path for path, content in there.items() if content not in (None, texts[path].encode())]
    if differing and not force:
        names = ", ".join(map(shown, differing))
        raise Refused("differs", f"{names} would be overwritten", "save what you need of it, then use --force")
    written = [path for path, content in there.items() if content != texts[path].encode()]
    for path in reversed(written):  # the parts first, so that whoever watches never finds a file without them
        _write(path, texts[path])
    return written


def _file_of(questionnaire: str, folder: Path) -> Path:
    """The file of the folder that is this questionnaire, else one that is called so."""
    for path in files_in(folder):
        root = load((read_text(path, Collector()) or "").removeprefix(BOM), "", Collector())
        if isinstance(root, Mapping):
            match root.get("questionnaire"):
                case Text(value) if value == questionnaire:
                    return path
    return folder / f"{questionnaire}.yaml"


def _write(path: Path, text: str) -> None:
    """Puts the whole file there at once."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(text.encode())
    os.replace(draft, path)
