"""`salesclerk doctor`."""

from __future__ import annotations

import sys

import click

from app.cli.report import print_issues
from app.services.doctoring import examine


@click.command()
def doctor() -> None:
    """Say what is well and what is not: folders, files, database, releases, models. Ends with 1 if something is
    not well."""
    well = True
    for finding in examine():
        well = well and finding.well
        mark = click.style("ok ", "green") if finding.well else click.style("BAD", "red")
        click.echo(f"{mark} {finding.what}: {finding.detail}")
        print_issues(finding.issues)
    sys.exit(0 if well else 1)
