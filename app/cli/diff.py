"""`salesclerk diff`."""

from __future__ import annotations

import json

import click

from app.compiler.diff import Side, compare, describe_difference, plain_difference
from app.config import Settings
from app.errors import Refused
from app.services.clock import utc_now
from app.services.editions import Edition, find_edition


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def diff(before: str, after: str, format_: str) -> None:
    """Say what changes from A to B, each a file, ID, or ID@VERSION: what is asked, and what it does to the products.

    Both are held against their catalogs as they are now.
    """
    settings = Settings()
    old, new = (_side(find_edition(target, settings)) for target in (before, after))
    found = compare(old, new, utc_now().date())
    if format_ == "json":
        click.echo(json.dumps(plain_difference(found), ensure_ascii=False, indent=2).encode())
    else:
        click.echo("\n".join(describe_difference(found)))


def _side(edition: Edition) -> Side:
    if edition.coverage is None:
        help = "test fewer answers in `when`, or compare the files as text"
        raise Refused("too-large", f"the answers of {edition.name} have to be told apart in too many ways", help)
    return Side(edition.release, edition.coverage, edition.missed)
