"""`salesclerk goal`."""

from __future__ import annotations

import sys

import click

from app.ranking.goal import FEWEST, Fit
from app.services.context import connect
from app.services.goals import fit, forget


@click.command()
@click.argument("id")
@click.option("--dry-run", is_flag=True, help="Say what came of it, and change nothing.")
@click.option("--as-written", is_flag=True, help="Go back to the weights as they are written.")
def goal(id: str, dry_run: bool, as_written: bool) -> None:
    """Fit the weights of the ranking of a questionnaire to its `goal`, from the sessions that reached it.

    A weight is at most doubled or halved, and nothing changes unless the newest sessions, which the fit has not
    seen, bear it out. What is hard stays hard, and diversity and merchandising stay as they are. With fewer than 40
    sessions that reached it nothing is fitted, and it ends with status 1.
    """
    context = connect()
    if as_written:
        forget(context, id)
        click.echo(f"{id}: the weights are as written")
    else:
        fitted = fit(context, id, dry_run, _done if sys.stderr.isatty() else None)
        _say(id, fitted, dry_run)
        if fitted.lacking:
            context.close()
            sys.exit(1)
    context.close()


def _done(place: int, whole: int) -> None:
    click.echo(f"\r{place:,} of {whole:,} sessions", nl=place == whole, err=True)


def _say(id: str, fitted: Fit, dry_run: bool) -> None:
    click.echo(f"{id}: {fitted.outcomes} outcomes")
    if fitted.lacking:
        worth = " that are worth something" if FEWEST - fitted.lacking < fitted.outcomes else ""
        counted = FEWEST - fitted.lacking
        click.echo(f"{FEWEST} outcomes{worth} are needed, there are {counted}: the weights stay as written")
        return
    if fitted.before:
        ranks = f"{fitted.before:.3f} as written, {fitted.after:.3f} as fitted"
        click.echo(f"mean reciprocal rank of what was taken, in the newest: {ranks}")
    for name, factor in fitted.factors.items():
        click.echo(f"  {name} × {factor:.2f}")
    if fitted.kept:
        click.echo("better" if dry_run else "better: it serves now")
    else:
        click.echo("not better: the weights stay as written")
