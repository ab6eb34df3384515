"""Versions by command: published, listed, rolled back."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.compiler.prove import prove
from app.errors import NotFound, Refused
from app.issues import Issue, Severity
from app.services.context import Context
from app.services.holding import compile_version
from app.services.reading import CatalogFolder, Draft, Reading
from app.services.sources import shown
from app.store import Db, Version, taken, versions

SHORT = 12
"""Digits of a SHA-256 that are shown."""


@dataclass(frozen=True)
class Publication:
    """What came of it: every issue, the version that is current now or None if it was refused.

    `is_new`: it was not current before; `waits`: it serves only when its catalog has been taken in.
    """

    issues: tuple[Issue, ...]
    version: Version | None = None
    is_new: bool = False
    waits: bool = False


def publish(context: Context, file: Path, author: str, note: str, strict: bool = False) -> Publication:
    """Makes a file, with the parts that it includes, the version that new sessions begin on.

    Errors refuse it; if `strict`, warnings that nobody has acknowledged do too. It is held against the
    catalog that serves, else against the one that lies in the home folder. Raises Refused if the file
    is no questionnaire.
    """
    draft, issues = _read(context, file)
    refusing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if draft is None or any(issue.severity in refusing and issue.allowed is None for issue in issues):
        return Publication(issues)
    id = draft.questionnaire.id
    with context.database.writing() as db:
        before = versions.current(db, id)
        version = versions.publish(db, id, draft.source, author, note, context.clock(), draft.parts)
        if file.resolve().parent == context.settings.questionnaires.resolve():
            taken.take(db, f"questionnaire {id}", draft.state)  # so that the folder does not publish it again
    context.releases.refresh()
    return Publication(issues, version, is_new=version != before, waits=id in context.releases.broken())


def list_versions(context: Context, questionnaire: str) -> tuple[Version, ...]:
    """Every publication of a questionnaire, the latest first. Raises NotFound if there is none."""
    with context.database.reading() as db:
        return _history(db, questionnaire)


def find_version(context: Context, questionnaire: str, wanted: str = "") -> Version:
    """The version with this number or beginning of a SHA-256, else the current one.

    Raises NotFound if there is none, Refused if there are several.
    """
    history = list_versions(context, questionnaire)
    return pick_version(history, wanted) if wanted else history[0]


def roll_back(context: Context, questionnaire: str, wanted: str, author: str, note: str) -> Publication:
    """Publishes an earlier version again, by default the one before the current; it gets the next number.

    Refused, with the issues, if it does not fit its catalog as it is now. Raises NotFound or Refused
    if there is no such version.
    """
    history = list_versions(context, questionnaire)
    target = pick_version(history, wanted) if wanted else _before(history)
    release, issues = compile_version(target, context.releases.catalogs())
    if release is None and not issues:
        message = f"the catalog of version {target.number} of `{questionnaire}` is not there"
        raise Refused("no-catalog", message, "import it first")
    if release is None:
        return Publication(tuple(issues))
    note = note or f"back to version {target.number}"
    with context.database.writing() as db:
        before = versions.current(db, questionnaire)
        version = versions.publish(db, questionnaire, target.source, author, note, context.clock(), target.parts)
    context.releases.refresh()
    return Publication((), version, is_new=version != before)


def pick_version(history: Sequence[Version], wanted: str) -> Version:
    """The version of a history with this number, else the only one whose SHA-256 begins so, as published last."""
    for version in history:
        if wanted.isdecimal() and version.number == int(wanted):
            return version
    found = {version.sha256: version for version in reversed(history) if version.sha256.startswith(wanted.lower())}
    if len(found) == 1:
        return next(iter(found.values()))
    id = history[0].questionnaire
    if found:
        several = ", ".join(sorted(sha256[:SHORT] for sha256 in found))
        raise Refused("ambiguous", f"several versions of `{id}` begin with `{wanted}`: {several}", "write more of it")
    help = f"write a number, or the beginning of a SHA-256; `salesclerk versions {id}` lists them"
    raise NotFound(f"there is no version `{wanted[:80]}` of `{id}`", help)


def _before(history: Sequence[Version]) -> Version:
    """The version that served before the current text did for the first time."""
    current = history[0]
    first = min(version.number for version in history if version.sha256 == current.sha256)
    for version in history:
        if version.number < first:
            return version
    id = current.questionnaire
    message = f"before version {current.number} of `{id}`, nothing else was published"
    raise Refused("no-earlier-version", message, f"name a version; `salesclerk versions {id}` lists them")


def _history(db: Db, questionnaire: str) -> tuple[Version, ...]:
    history = versions.history(db, questionnaire)
    if not history:
        known = ", ".join(versions.all_current(db)) or "nothing yet"
        raise NotFound(f"there is no published questionnaire `{questionnaire[:80]}`", f"published: {known}")
    return history


def _read(context: Context, file: Path) -> tuple[Draft | None, tuple[Issue, ...]]:
    settings = context.settings
    known = ChainMap(context.releases.catalogs(), CatalogFolder(settings.catalogs))  # type: ignore[arg-type]
    reading = Reading(settings.catalogs, known, context.clock().date(), prove=prove).read([file])
    issues = tuple(dict.fromkeys(reading.issues.issues))
    if not reading.questionnaires and not reading.issues.failed:
        help = "a questionnaire has the keys questionnaire, catalog and title; its parts are published with it"
        raise Refused("not-a-questionnaire", f"{shown(file)} is no questionnaire", help)
    return next(iter(reading.drafts.values()), None), issues
