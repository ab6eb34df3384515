"""`salesclerk simulate`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from app.cli.bars import watched
from app.cli.simulation import FORMATS, as_plot
from app.config import Settings
from app.services.simulating import simulate as run_simulation

SHOPPERS = 1000
"""Of each kind, unless told otherwise: a minute or two on 50,000 products."""


@click.command()
@click.argument("questionnaire", metavar="ID|FILE")
@click.option("--shoppers", type=click.IntRange(1), default=SHOPPERS, show_default=True, help="How many of each kind.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same shoppers.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="How to report.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Write an SVG plot to this file, too.")
def simulate(questionnaire: str, shoppers: int, seed: int, format_: str, plot: Path | None) -> None:
    """Let simulated shoppers answer a questionnaire, and advise on the order of its questions.

    Truthful, unsure, mistaken and hostile shoppers, and those who want what sells: how many questions they
    need, what is left, dead ends, products never shown; against the Shannon bound and the exact optimum. What
    each question is worth, the best order, which questions say the same, and what trust would cost.
    """
    simulation = run_simulation(questionnaire, Settings(), shoppers, seed, _progress)
    if plot is not None:
        try:
            plot.write_text(as_plot(simulation), "utf-8")
        except OSError as error:
            raise click.FileError(str(plot), error.strerror) from error
    click.echo(FORMATS[format_](simulation).encode(), nl=False)


def _progress(heading: str, rows: Sequence[int]) -> Iterable[int]:
    return watched(heading, rows, len(rows))
