"""Checking an author's files as publishing would, without touching anything that serves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.compiler.prove import prove
from app.issues import Issue
from app.services.clock import Clock, utc_now
from app.services.reading import CatalogFolder, Reading
from app.services.sources import files_of


def check_paths(paths: Iterable[Path], catalogs: Path, clock: Clock = utc_now) -> tuple[list[Path], Reading]:
    """The files that the paths stand for, and what was found in them.

    That is every issue of text, shape and graph, what does not fit the catalog that `catalogs` holds, what the paths do
    to it, and what the journeys beside questionnaires find.
    """
    reading = Reading(catalogs, CatalogFolder(catalogs), clock().date(), prove=prove)
    files = files_of(paths, reading.issues)
    reading.read(files)
    return [*files, *reading.journeys], reading


def check_files(paths: Iterable[Path], catalogs: Path) -> list[Issue]:
    """Every issue of some files, or of the files in folders."""
    return check_paths(paths, catalogs)[1].issues.issues
