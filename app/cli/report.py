"""What commands print: issues one by one, a line of totals, errors with what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from pydantic import ValidationError

from app.cli.tally import Tally, by_place, count
from app.errors import SalesclerkError
from app.issues import Issue, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def print_issues(issues: Iterable[Issue], err: bool = False) -> Tally:
    """Prints by their place the issues that nobody has acknowledged, and the help of each; returns how many there are.

    What is said twice of one place is printed once: a value that an anchor repeats is read again.
    """
    found = by_place(issues)
    for issue in found:
        if issue.allowed is None:
            click.echo(headline(issue) + (f"\n    {issue.help}" if issue.help else ""), err=err)
    return count(found)


def headline(issue: Issue) -> str:
    """The place, the severity coloured, the code, and what is wrong."""
    severity = click.style(issue.severity, COLOURS[issue.severity])
    return f"{issue.mark}: {severity}[{issue.code}]: {issue.message}"


@contextmanager
def end_on_errors() -> Iterator[None]:
    """Turns what a user can mend into a line on the error stream and exit status 1."""
    try:
        yield
    except SalesclerkError as error:
        click.echo(f"salesclerk: {error.message}" + (f"\n    {error.help}" if error.help else ""), err=True)
        sys.exit(1)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            name = "SALESCLERK_" + "_".join(str(part) for part in each["loc"]).upper()
            click.echo(f"salesclerk: {name}: {each['msg']}", err=True)
        sys.exit(1)
