"""`salesclerk schema`."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from app.config import Settings
from app.services.editing import KINDS, editor_schema


@click.command()
@click.argument("catalog", default="")
@click.option("--for", "kind", type=click.Choice(list(KINDS)), default="questionnaire", help="What is written with it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write to a FILE.")
def schema(catalog: str, kind: str, output: Path | None) -> None:
    """Print the JSON Schema by which an editor checks and completes questionnaires, segments and triggers.

    With CATALOG, an id, it holds that catalog's attributes and their values as they are now in the home folder.
    Editors with the YAML language server read it when the first line of what is written names its file:

    # yaml-language-server: $schema=FILE
    """
    written = orjson.dumps(editor_schema(kind, catalog, Settings().catalogs), option=orjson.OPT_INDENT_2) + b"\n"
    if output is None:
        click.echo(written, nl=False)
        return
    try:
        output.write_bytes(written)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    click.echo(f"{output}: begin the file with `# yaml-language-server: $schema={output}`", err=True)
