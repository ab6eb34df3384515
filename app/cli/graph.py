"""`salesclerk graph`."""

from __future__ import annotations

from pathlib import Path

import click

from app.compiler.drawing import FORMATS, draw
from app.config import Settings
from app.services.editions import find_edition


@click.command()
@click.argument("questionnaire", metavar="ID|FILE")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="mermaid", help="What to write.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Where to, if not to stdout.")
@click.option("--language", default="", help="Of the texts; by default the first in which they are given.")
def graph(questionnaire: str, format_: str, output: Path | None, language: str) -> None:
    """Draw a questionnaire: its questions, where each answer leads, how many products can come along.

    Questions at which some answer leaves no product are red and dashed, those that no path reaches grey.
    """
    edition = find_edition(questionnaire, Settings())
    written = FORMATS[format_](draw(edition.release, edition.coverage, language))
    if output is None:
        click.echo(written.encode(), nl=False)
    else:
        try:
            output.write_text(written, "utf-8")
        except OSError as error:
            raise click.FileError(str(output), error.strerror) from error
