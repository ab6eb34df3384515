"""`salesclerk merchandising`."""

from __future__ import annotations

import click

from app.services.context import connect
from app.services.switching import is_on, turn_merchandising, written


@click.command()
@click.argument("turn", required=False, type=click.Choice(["on", "off"]))
def merchandising(turn: str | None) -> None:
    """List the merchandising that serves, or turn all of it on or off, for every questionnaire at once."""
    context = connect()
    if turn:
        turn_merchandising(context, turn == "on")
    for id, deed, standing in written(context):
        label = f": {deed.label.pick('en')}" if deed.label else ""
        click.echo(f"{id}  {deed.deed}  line {deed.mark.line}  {standing}{label}")
    click.echo(f"merchandising is {'on' if is_on(context) else 'off'}")
    context.close()
