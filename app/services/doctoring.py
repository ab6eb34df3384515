"""Looking a whole installation over, without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.config import Settings
from app.errors import SalesclerkError
from app.issues import Issue, Severity
from app.services.arrays import ArrayFolder
from app.services.checking import check_paths
from app.services.folders import gone
from app.services.models import ModelFolder
from app.services.reading import Reading
from app.services.releases import Releases
from app.store import Database, taken


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str
    issues: tuple[Issue, ...] = ()


def examine(settings: Settings | None = None) -> Iterator[Finding]:
    """Looks at the folders, the database, and what it would serve."""
    settings = settings or Settings()
    for name, folder in (("catalogs", settings.catalogs), ("questionnaires", settings.questionnaires)):
        yield Finding(
            f"folder of {name}", folder.is_dir(), str(folder) if folder.is_dir() else f"{folder} does not exist"
        )
    folders = [folder for folder in (settings.catalogs, settings.questionnaires) if folder.is_dir()]
    files, reading = check_paths(folders, settings.catalogs)
    found = dict.fromkeys(reading.issues.issues)
    issues = tuple(issue for issue in found if issue.allowed is None and issue.severity is not Severity.NOTE)
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    yield Finding(
        "files", not errors, f"{len(files)} checked, {errors} errors, {len(issues) - errors} warnings", issues
    )
    yield from _database(settings, reading)


def _database(settings: Settings, reading: Reading) -> Iterator[Finding]:
    try:
        database = Database(settings.database)
        state = database.check()
    except SalesclerkError as error:
        yield Finding("database", False, f"{error.message}. {error.help}")
        return
    yield Finding("database", True, f"{database.url.render_as_string(hide_password=True)}, tables at {state}")
    releases = Releases(database, ArrayFolder(settings.arrays), ModelFolder(settings.models))
    try:
        releases.refresh()
        with database.reading() as db:
            was_taken = taken.all_taken(db)
    except SalesclerkError as error:
        yield Finding("what serves", False, f"{error.message}. {error.help}")
        return
    for id, release in sorted(releases.releases().items()):
        catalog = f"{release.questionnaire.catalog} at {release.revision}, {len(release.index.products)} products"
        detail = f"version {release.version[:12]}, catalog {catalog}"
        yield Finding(f"questionnaire {id}", True, detail)
    for id in sorted(releases.broken()):
        yield Finding(f"questionnaire {id}", False, "its current version does not fit its catalog; check its file")
    yield from _models(releases)
    missing = tuple(gone(reading, releases.serving(), was_taken, settings.questionnaires))
    if missing:
        yield Finding("files of what serves", True, f"{len(missing)} gone from the folder", missing)
    if not releases.releases():
        yield Finding("what serves", False, "nothing yet; `salesclerk serve` takes in what lies in the folders")
    database.dispose()


def _models(releases: Releases) -> Iterator[Finding]:
    """The models that were trained of what serves."""
    for catalog in sorted(releases.catalogs()):
        live, error = releases.crowds.lives.get(catalog), releases.crowds.broken.get(catalog)
        if live is not None:
            learnt, since = live.trained.tally.get("learnt", 0), live.tally.get("learnt", 0)
            detail = f"{live.trained.model.revision} of {learnt} events, {since} since"
            yield Finding(f"model of {catalog}", True, detail)
        if error is not None:
            yield Finding(f"model of {catalog}", False, f"does not serve: {error.message}; {error.help}")
