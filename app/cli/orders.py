"""`salesclerk import-orders`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from app.cli.bars import watched
from app.services.context import connect
from app.services.ordering import Orders, import_orders


@click.command(name="import-orders")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_orders_(file: Path) -> None:
    """Import what customers bought from a FILE: CSV in UTF-8 with the columns customer, product, time, value, channel.

    Value and channel may be left out; columns are parted by comma, semicolon or tab. Customers are kept as keyed
    hashes; the same rows again change nothing. Broken rows are reported by line, the others are taken, all at once or,
    if it is stopped, none; with any broken row it ends with status 1.
    """
    context = connect()
    done = import_orders(context, file, _watched)
    context.close()
    for line, message in done.errors:
        click.echo(f"{file}:{line}: {message}")
    if done.broken > len(done.errors):
        click.echo(f"{file}: {done.broken - len(done.errors)} more broken rows; the rest often has the same cause")
    if done.strange:
        click.echo(_strange(file, done))
    click.echo(f"{done.new} orders imported, {done.known} known already, {done.broken} broken rows")
    if done.broken:
        sys.exit(1)


def _strange(file: Path, done: Orders) -> str:
    product, line = next(iter(done.strange.items()))
    many = len(done.strange)
    named = f"`{product}`" if many == 1 else f"{many} products, such as `{product}`,"
    return f"{file}:{line}: note: no catalog has {named} now; the orders are taken"


def _watched(heading: str, lines: Iterable[str], size: int) -> Iterable[str]:
    return watched(heading, lines, size, len)
