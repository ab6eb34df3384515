"""`salesclerk import-orders`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.services.context import connect
from app.services.ordering import import_orders


@click.command(name="import-orders")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_orders_(file: Path) -> None:
    """Import what customers bought from a FILE: CSV with the columns customer, product, time, value and channel.

    Value and channel may be left out. Customers are kept as keyed hashes; the same rows again change nothing.
    Broken rows are reported by line, the others are taken; with any, it ends with status 1.
    """
    context = connect()
    done = import_orders(context, file)
    context.close()
    for line, message in done.errors:
        click.echo(f"{file}:{line}: {message}")
    click.echo(f"{done.new} orders imported, {done.known} known already, {len(done.errors)} broken rows")
    if done.errors:
        sys.exit(1)
