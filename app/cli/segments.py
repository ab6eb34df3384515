"""`salesclerk segments`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from app.services.context import connect
from app.services.segmenting import EVERYBODY, Report, report_segments


@click.command()
@click.argument("id")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
def segments(id: str, format_: str) -> None:
    """Report how many known shoppers are in each segment of a questionnaire today, and what they bought in a year."""
    context = connect()
    found = report_segments(context, id)
    context.close()
    if format_ == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(_line(one, found[0].shoppers))


def _line(one: Report, all_: int) -> str:
    name = "all known shoppers" if one.id == EVERYBODY else f"{one.id} ({one.label})" if one.label else one.id
    share = f" ({one.shoppers / all_:.0%})" if all_ else ""
    return (
        f"{name}: {one.shoppers:,}{share}, {one.orders:,} orders for {one.value:,.2f} in a year, {one.visits:,} visits"
    )
