"""`salesclerk publish`, `versions`, `rollback` and `pull`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path

import click

from app.cli.report import print_issues
from app.cli.tally import by_place, count, totals
from app.issues import Severity
from app.services import Context, connect
from app.services.publishing import SHORT, Publication, find_version, list_versions, roll_back
from app.services.publishing import publish as publish_file
from app.services.pulling import pull as pull_version
from app.services.sources import shown
from app.store import Version


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


AUTHOR = click.option("--author", default=_user, help="Who publishes; by default your user name here.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AUTHOR
@click.option("--note", default="", help="What is new, for those who read the versions.")
@click.option("--strict", is_flag=True, help="Warnings too refuse it.")
def publish(file: Path, author: str, note: str, strict: bool) -> None:
    """Publish FILE: make it the version that new sessions begin on.

    It is checked as `check` does, and errors refuse it. The version is immutable and holds the files that
    the questionnaire includes; sessions that have begun keep theirs.
    """
    with _workplace() as context:
        _say(publish_file(context, file, author, note, strict))


@click.command()
@click.argument("id")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to list.")
def versions(id: str, format_: str) -> None:
    """List the versions of the questionnaire ID, the latest first: number, name, when, by whom, and which serves."""
    with _workplace() as context:
        history = list_versions(context, id)
        serves = None if id in context.releases.broken() else history[0].number
    if format_ == "json":
        listed = {"questionnaire": id, "versions": [_as_json(version, serves) for version in history]}
        click.echo(dumps(listed, indent=2, ensure_ascii=False).encode())
        return
    for version in history:
        when = f"{version.published_at:%Y-%m-%d %H:%M} UTC"
        state = "serves" if version.number == serves else ""
        if serves is None and version is history[0]:
            state = "current, but cannot serve on its catalog now"
        columns = [f"{version.number:>4}", version.sha256[:SHORT], when, version.author, version.note, state]
        click.echo("  ".join(filter(None, columns)))


@click.command()
@click.argument("id")
@click.argument("version", default="")
@AUTHOR
@click.option("--note", default="", help="Why, for those who read the versions.")
def rollback(id: str, version: str, author: str, note: str) -> None:
    """Publish an earlier VERSION of the questionnaire ID again: a number, or the beginning of its name.

    Without VERSION, the one before the current. The folder keeps what lies in it, and does not undo this
    until the file is edited.
    """
    with _workplace() as context:
        _say(roll_back(context, id, version, author, note))


@click.command()
@click.argument("id")
@click.argument("version", default="")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="The folder to write the files to.")
@click.option("--force", is_flag=True, help="Overwrite files that differ.")
def pull(id: str, version: str, to: Path | None, force: bool) -> None:
    """Get a VERSION of the questionnaire ID back as the very file, by default the current one.

    With --to its parts are written too; without it the questionnaire goes to the standard output.
    """
    with _workplace() as context:
        found = find_version(context, id, version)
    if to is None:
        click.echo(found.source.encode(), nl=False)
        if found.parts:
            click.echo(f"it includes {', '.join(found.parts)}; --to writes these too", err=True)
        return
    written = pull_version(found, to, force)
    for path in written:
        click.echo(shown(path))
    if not written:
        click.echo(f"{shown(to)} holds {_named(found)} already")


@contextmanager
def _workplace() -> Iterator[Context]:
    context = connect()
    try:
        yield context
    finally:
        context.close()


def _say(done: Publication) -> None:
    """Prints what came of a publication; a refused one ends with status 1."""
    print_issues(issue for issue in done.issues if issue.severity is not Severity.NOTE)
    found = count(by_place(done.issues))
    if done.version is None:
        click.echo(f"nothing was published; {totals(found)}")
        sys.exit(1)
    state = "serves" if done.is_new else "serves already; nothing was published"
    if done.waits:
        state = "is published, and serves when its catalog has been taken in"
    click.echo(f"{_named(done.version)} {state}; {totals(found)}")


def _named(version: Version) -> str:
    return f"{version.questionnaire}: version {version.number} ({version.sha256[:SHORT]})"


def _as_json(version: Version, serves: int | None) -> dict[str, object]:
    return {
        "number": version.number,
        "sha256": version.sha256,
        "published_at": version.published_at.isoformat(),
        "author": version.author,
        "note": version.note,
        "parts": list(version.parts),
        "serves": version.number == serves,
    }
