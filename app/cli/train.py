"""`salesclerk train`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from app.cli.bars import watched
from app.errors import Refused
from app.services import open_context
from app.services.training import Training
from app.services.training import train as train_on
from app.store import Logged


@click.command()
@click.argument("catalog", required=False)
@click.option("--all", "every", is_flag=True, help="Train on every catalog that serves.")
@click.option(
    "--scores",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another model's scores of the products, as CSV; by default catalog/CATALOG.scores.csv, if it is there.",
)
def train(catalog: str | None, every: bool, scores: Path | None) -> None:
    """Learn from what shoppers of a CATALOG did, so that the next ones are served better.

    Reads the events that were recorded with consent, and none since something was sought for someone else. The model
    is written whole or not at all, under `var/learnt`; running servers take it up by themselves. The same log gives the
    same model. Without any event the next steps rank by answers, by what sells, and by price.
    """
    if bool(catalog) == every:
        raise click.UsageError("give a CATALOG, or --all")
    if every and scores is not None:
        raise click.UsageError("--scores are of one CATALOG")
    context = open_context()
    catalogs = sorted(context.releases.catalogs()) if every else [catalog or ""]
    if not catalogs:
        raise Refused("nothing-serves", "no catalog serves", "`salesclerk doctor` says why")
    for id in catalogs:
        click.echo(_told(train_on(context, id, _watched, scores)))
    context.close()


def _told(done: Training) -> str:
    tally = dict(done.trained.tally)
    learnt = tally.pop("learnt", 0)
    left = ", ".join(f"{many} {reason}" for reason, many in tally.items() if many)
    outside = f", {done.scored} scores of another model" if done.trained.model.outside is not None else ""
    return f"{done.catalog}: model {done.trained.model.revision} of {learnt} events{outside}" + (
        f"; left out: {left}" if left else ""
    )


def _watched(heading: str, read: Iterable[Logged], last: int) -> Iterable[Logged]:
    """By the numbers of the events: those of others are passed over."""
    at = 0

    def passed(event: Logged) -> int:
        nonlocal at
        step, at = event.id - at, event.id
        return step

    return watched(heading, read, last, passed)
