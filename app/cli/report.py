"""What commands print: issues one by one, a line of totals, errors with what to do."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from pydantic import ValidationError

from app.errors import SalesclerkError
from app.issues import Issue, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def print_issues(issues: Iterable[Issue], err: bool = False) -> Counter[Severity]:
    """Prints issues by their place, coloured on a terminal; returns how many there are of each severity.

    What is said twice of one place is printed once: a value that an anchor repeats is read again.
    """
    found: Counter[Severity] = Counter()
    for issue in sorted(dict.fromkeys(issues), key=lambda issue: issue.mark):
        found[issue.severity] += 1
        click.echo(str(issue).replace(issue.severity, click.style(issue.severity, COLOURS[issue.severity]), 1), err=err)
    return found


def totals(found: Counter[Severity]) -> str:
    """`2 errors, 1 warning`, or that nothing was found."""
    parts = [f"{found[severity]} {severity}{'s' * (found[severity] != 1)}" for severity in Severity if found[severity]]
    return ", ".join(parts) or "no issues"


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
