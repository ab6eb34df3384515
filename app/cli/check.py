"""`salesclerk check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.formats import FORMATS, make_report
from app.cli.record import record_journey
from app.config import Settings
from app.issues import Severity
from app.services.checking import check_paths
from app.services.sources import shown

USAGE = 2


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="How to report.")
@click.option("--strict", is_flag=True, help="Warnings too end with status 1.")
@click.option("--record", metavar="NAME", help="Record a journey on the one questionnaire that is named, instead.")
@click.option("--answer", "-a", "answers", multiple=True, metavar="QUESTION=ANSWER", help="What is answered on it.")
def check(paths: tuple[Path, ...], format_: str, strict: bool, record: str | None, answers: tuple[str, ...]) -> None:
    """Check questionnaires and mappings, and walk the journeys beside them: every issue with file, line and column.

    Without PATHS, all that lie in the home folder. Ends with 0 if clean, 1 on errors, 2 on wrong usage.
    Issues that `allow` acknowledges are counted apart; json and sarif hold them too.

    --record writes the answers that follow with -a, else those that are typed in, and what they
    lead to, at the end of the journeys beside the questionnaire.
    """
    settings = Settings()
    missing = [path for path in paths if not path.exists()]
    if missing and format_ == "text":
        raise click.UsageError(f"there is no file or folder {', '.join(map(str, missing))}")
    if record is not None or answers:
        if record is None or len(paths) != 1 or paths[0].is_dir():
            raise click.UsageError("to record a journey, give one questionnaire and --record NAME")
        record_journey(paths[0], record, answers, settings.catalogs)
        return
    files, reading = check_paths(paths or (settings.catalogs, settings.questionnaires), settings.catalogs)
    report = make_report([shown(file) for file in files], reading.issues.issues, reading.coverages)
    written = FORMATS[format_](report)
    click.echo(written if format_ == "text" else written.encode("utf-8", "replace"), nl=False)
    if missing:
        sys.exit(USAGE)
    if report.tally[Severity.ERROR] or (strict and report.tally[Severity.WARNING]):
        sys.exit(1)
