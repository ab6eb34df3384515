"""`salesclerk check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.report import print_issues, totals
from app.config import Settings
from app.issues import Severity
from app.services.checking import check_files, files_to_check


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings too end with status 1.")
def check(paths: tuple[Path, ...], strict: bool) -> None:
    """Check questionnaires and mappings: every issue with file, line and column.

    Without PATHS, all that lie in the home folder. Ends with 0 if clean, 1 on errors, 2 on wrong usage.
    """
    settings = Settings()
    files = files_to_check(paths or (settings.catalogs, settings.questionnaires))
    found = print_issues(check_files(files, settings.catalogs))
    click.echo(f"{len(files)} file{'s' * (len(files) != 1)} checked: {totals(found)}")
    if found[Severity.ERROR] or (strict and found[Severity.WARNING]):
        sys.exit(1)
