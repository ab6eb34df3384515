"""What a command line names by `FILE`, `ID` or `ID@VERSION`, compiled and surveyed."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.compiler import Coverage
from app.compiler.cover import cover, survey
from app.compiler.flow import TooLarge
from app.config import Settings
from app.errors import NotFound, Refused
from app.guide import Release, compile_release
from app.issues import Collector
from app.services.clock import Clock, utc_now
from app.services.context import connect
from app.services.holding import compile_version
from app.services.publishing import find_version
from app.services.reading import CatalogFolder, Reading
from app.services.sources import YAML, shown


@dataclass(frozen=True)
class Edition:
    """A questionnaire on its catalog, with what it is called and what is known of its paths."""

    name: str
    release: Release
    coverage: Coverage | None
    """None: its answers have to be told apart in too many ways."""
    missed: frozenset[str]
    """The ids of the products that no path brings to the results."""


def find_edition(target: str, settings: Settings, clock: Clock = utc_now) -> Edition:
    """The edition that a target names: a file, a published questionnaire's current version, or `ID@VERSION`.

    Raises NotFound if there is none, Refused if it does not fit its catalog as it is now.
    """
    today = clock().date()
    file = _file(target, settings)
    name, release = _of_version(target, settings, clock) if file is None else _of_file(file, settings.catalogs, today)
    try:
        found = survey(release, today)
    except TooLarge:
        return Edition(name, release, None, frozenset())
    ids = release.index.products.ids
    missed = frozenset(ids[row] for row in release.index.rows_by_id(found.missed))
    return Edition(name, release, cover(found), missed)


def _file(target: str, settings: Settings) -> Path | None:
    """The file that a target names; None if it names what was published."""
    file = Path(target)
    if file.is_file():
        return file
    if file.suffix == YAML:
        raise NotFound(f"there is no file {target}", "name a file, a questionnaire's id, or id@version")
    return None


def _of_file(file: Path, catalogs: Path, today: date) -> tuple[str, Release]:
    known = CatalogFolder(catalogs)
    draft = next(iter(Reading(catalogs, known, today).read([file]).drafts.values()), None)
    release = (
        compile_release(draft.questionnaire, "", known[draft.questionnaire.catalog], Collector()) if draft else None
    )
    if release is None:
        raise Refused("broken", f"{shown(file)} has errors", f"`salesclerk check {shown(file)}` says where")
    return shown(file), release


def _of_version(target: str, settings: Settings, clock: Clock) -> tuple[str, Release]:
    id, _, wanted = target.partition("@")
    context = connect(settings, clock)
    try:
        version = find_version(context, id, wanted)
        release, _ = compile_version(version, ChainMap(context.releases.catalogs(), CatalogFolder(settings.catalogs)))  # type: ignore[arg-type]
    finally:
        context.close()
    if release is None:
        message = f"version {version.number} of `{id}` does not fit its catalog as it is now"
        raise Refused("broken", message, f"`salesclerk rollback {id} {version.number}` says why")
    return f"{id}@{version.number}", release
