"""`salesclerk serve`."""

from __future__ import annotations

import os
import socket

import click
from granian import Granian
from granian.constants import Interfaces

from app.cli.report import print_issues
from app.cli.tally import totals
from app.config import Settings
from app.errors import Refused
from app.services import open_context

GRACE = 10
"""Seconds that a process has to finish what it serves, once the server is told to end; one that was told while it still
started may not have heard it."""


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
    check_free(settings.host, settings.port)
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
        workers_kill_timeout=GRACE,
        blocking_threads=1,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


def check_free(host: str, port: int) -> None:
    """Raises Refused if the address is taken: the server itself would share it with another server of its kind."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"{host}:{port} cannot be served on: {error.strerror}"
            raise Refused("address", message, "end what serves there, or choose another with --port") from None
