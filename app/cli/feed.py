"""`salesclerk import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.report import print_issues
from app.cli.tally import totals
from app.services import open_context
from app.services.importing import import_feed, mapping_beside


@click.command(name="import")
@click.argument("feed", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The mapping to read it by."
)
@click.option("--catalog", help="The catalog whose mapping to use.")
@click.option("--dry-run", is_flag=True, help="Read and report, and save nothing.")
@click.option("--force", is_flag=True, help="Import even what would break what serves, or empty the catalog.")
def import_(feed: Path, mapping: Path | None, catalog: str | None, dry_run: bool, force: bool) -> None:
    """Import a FEED: CSV or JSON lines, plain or gzipped. Broken rows are reported by line; the others are taken.

    Errors that it would bring to a questionnaire that serves hold it back; a choice that it leaves without
    a product is only a warning.
    """
    if mapping and catalog:
        raise click.UsageError("give --mapping or --catalog: a mapping says of which catalog it is")
    context = open_context()
    chosen = mapping or mapping_beside(feed, context.settings.catalogs, catalog)
    done = import_feed(context, feed, chosen, dry_run, force)
    found = print_issues(done.issues)
    context.close()
    if done.saved:
        click.echo(f"{done.catalog}: {done.products} products, revision {done.revision}; {totals(found)}")
    elif done.sound:
        click.echo(f"{done.catalog}: {done.products} products would be imported; {totals(found)}")
    else:
        click.echo(f"nothing was imported; {totals(found)}")
        sys.exit(1)
