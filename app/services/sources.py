"""The files of authors: which there are, what they are called in messages, and their very texts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from app.issues import Collector, Mark
from app.questionnaire import is_part
from app.shopper.names import SEGMENT
from app.shopper.segments import FILE as SEGMENTS
from app.shopper.trigger_file import FILE as TRIGGERS
from app.shopper.trigger_file import concerns

MAPPING = ".mapping.yaml"
JOURNEYS = ".journeys.yaml"
YAML = ".yaml"
BESIDE = (SEGMENTS, TRIGGERS)
"""Files that all questionnaires of a folder share."""
_SEGMENT = re.compile(rf"\b{SEGMENT}\b")
_CATALOG = re.compile(r"""^['"]?catalog['"]?[ \t]*:[ \t]*['"]?([A-Za-z0-9_-]+)""", re.MULTILINE)
BOM = "\ufeff"

_OWN_KEY = re.compile(r"^\ufeff?['\"]?(?:questionnaire|catalog|title)['\"]?[ \t]*:", re.MULTILINE)
"""A key at the beginning of a line that no part has: it spares a second reading of the whole text."""


def shown(path: Path) -> str:
    """What a file is called in messages: relative to the current folder if it lies below, else as it was given."""
    whole, here = Path(os.path.abspath(path)), Path.cwd()
    name = whole.relative_to(here) if whole.is_relative_to(here) else path
    return os.fsencode(name).decode("utf-8", "replace")


def files_in(folder: Path) -> list[Path]:
    """The mappings of a folder, then its questionnaires and their parts; not what only lies beside them."""
    files = sorted(folder.glob("*.yaml"))
    mappings = [path for path in files if path.name.endswith(MAPPING)]
    return mappings + [path for path in files if not path.name.endswith((MAPPING, JOURNEYS))]


DESK = ("catalog", "questionnaires")
"""The folders of a home."""


def files_of(paths: Iterable[Path], issues: Collector) -> list[Path]:
    """The files that are named, and those of the folders that are; other YAML in these goes to `issues`.

    Journeys are checked with the questionnaire that they lie beside. A home folder stands for the two in it.
    """
    files: list[Path] = []
    for path in (each for given in paths for each in _desk(given) or [given]):
        if path.is_dir():
            files.extend(files_in(path))
            report_unread(path, issues)
        else:
            files.append(questionnaire_beside(path) if path.name.endswith(JOURNEYS) else path)
    return list(dict.fromkeys(files))


def _desk(path: Path) -> list[Path]:
    """The folders of a home, if it is one."""
    return [path / name for name in DESK if (path / name).is_dir()]


def journeys_beside(questionnaire: Path) -> Path:
    """Where the journeys of a questionnaire lie, if there are any."""
    return questionnaire.with_name(questionnaire.name.removesuffix(YAML) + JOURNEYS)


def questionnaire_beside(journeys: Path) -> Path:
    """Where the questionnaire of a file of journeys lies."""
    return journeys.with_name(journeys.name.removesuffix(JOURNEYS) + YAML)


def report_unread(folder: Path, issues: Collector) -> None:
    """Says of files that look like an author's that nobody reads them."""
    for path in sorted(folder.glob("*.yml")):
        message = "a file whose name ends in .yml is not read"
        issues.add("not-read", Mark(shown(path), 1), message, f"call it {path.stem}.yaml")
    for path in sorted(folder.glob(f"*{JOURNEYS}")):
        if not questionnaire_beside(path).is_file():
            message = "these journeys are not walked: no questionnaire lies beside them"
            help = f"call the file as its questionnaire is called, {questionnaire_beside(path).name} now"
            issues.add("not-read", Mark(shown(path), 1), message, help)


def read_text(path: Path, issues: Collector) -> str | None:
    """The text of a file to the character, its line ends and byte order mark too; or None with an issue."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        issues.add("encoding", Mark(shown(path), line), "the file is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        issues.add("missing-file", Mark(shown(path), 1), message, "check its name, and that it may be read")
    return None


def read_parts(path: Path, names: Iterable[str], issues: Collector) -> dict[str, str]:
    """The texts of the files beside a questionnaire that it includes, by name, as far as they are there."""
    parts = {}
    for name in names:
        beside = path.parent / Path(name).name
        if beside.name == name and beside.is_file():
            text = read_text(beside, issues)
            if text is not None:
                parts[name] = text
    return parts


def read_beside(path: Path, source: str, issues: Collector) -> dict[str, str]:
    """The texts of the files that all questionnaires of a folder share, by name, as far as this one may read them."""
    found = read_parts(path, [TRIGGERS], Collector())
    catalog = _CATALOG.search(source)
    if TRIGGERS in found and not (catalog and concerns(found[TRIGGERS].removeprefix(BOM), catalog[1])):
        found = {}
    texts = (source, *found.values())
    return found | read_parts(path, [SEGMENTS] if any(map(_SEGMENT.search, texts)) else [], issues)


def has_own_key(source: str) -> bool:
    """Whether a line begins with a key that a questionnaire has and a part has not."""
    return bool(_OWN_KEY.search(source))


def is_questionnaire(source: str) -> bool:
    """Whether a text is meant as a questionnaire: a part of others has questions and no key that makes it one."""
    return has_own_key(source) or not is_part(source.removeprefix(BOM))
