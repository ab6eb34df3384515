"""`salesclerk serve`."""

from __future__ import annotations

import os

import click
from granian import Granian
from granian.constants import Interfaces

from app.cli.report import print_issues, totals
from app.config import Settings
from app.services import open_context


@click.command()
@click.option("--host", help="Address to serve on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the widget, the interface and the demo shop.

    What lies in catalog/ and questionnaires/ is taken in first, and again whenever it changes.
    """
    for name, value in (("HOST", host), ("PORT", port), ("WORKERS", workers)):
        if value is not None:
            os.environ[f"SALESCLERK_{name}"] = str(value)  # so that every worker reads the same settings
    settings = Settings()
    click.echo("Taking in catalogs and questionnaires …", err=True)
    context = open_context(settings)
    found = print_issues(context.folders.issues, err=True)
    serving = sorted(context.releases.releases())
    context.close()
    click.echo(f"{totals(found)}; serving {', '.join(serving) or 'nothing yet'}", err=True)
    click.echo(f"Salesclerk is at http://{settings.host}:{settings.port}/ — Ctrl+C ends it", err=True)
    Granian(
        "app.web:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=1,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()
