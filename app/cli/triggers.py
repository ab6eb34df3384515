"""`salesclerk triggers`, `send` and `customer`."""

from __future__ import annotations

import click

from app.cli.bars import watched
from app.errors import Refused
from app.services.context import connect
from app.services.identity import hash_of
from app.services.teaching import learn_triggers
from app.services.token import LONGEST_ID
from app.services.webhooks import send_all
from app.shopper.triggers import Trigger

UNSORTED = "nothing can be learnt, since no attribute of its mapping plays the role `category`"


@click.command()
@click.option("--learn", is_flag=True, help="First find anew what customers buy after what, in the orders imported.")
def triggers(learn: bool) -> None:
    """List the triggers that serve: those that are written, and those that the orders have taught."""
    context = connect()
    if learn:
        taught = learn_triggers(context, watched)
        for catalog in sorted(context.releases.catalogs()):
            found = taught.get(catalog)
            click.echo(f"{catalog}: {UNSORTED if found is None else f'{len(found)} learnt'}")
    shown: set[tuple[str, str]] = set()
    for _, release in sorted(context.releases.releases().items()):
        for trigger in release.triggers:
            place = (release.questionnaire.catalog, trigger.id)
            if place not in shown:
                shown.add(place)
                click.echo(f"{place[0]}  {_line(trigger)}")
    if not shown:
        click.echo("there are no triggers")
    context.close()


def _line(trigger: Trigger) -> str:
    wait, lasts = trigger.wait.days, trigger.lasts.days
    told = f"learnt: {trigger.support} shoppers, lift {trigger.lift:.2f}" if trigger.learnt else "written"
    return f"{trigger.id}  in {wait} days, for {lasts} days  {told}"


@click.command()
def send() -> None:
    """Send the triggers that are open now to the shop's mailer, once; run it by cron where nothing serves."""
    context = connect()
    done = send_all(context)
    context.close()
    click.echo(
        f"{done.arrived} sent, {done.failed} to be tried again or given up, {done.dropped} without consent dropped"
    )


@click.command()
@click.argument("ids", nargs=-1, required=True)
def customer(ids: tuple[str, ...]) -> None:
    """Print the keyed hash by which webhooks name each customer, so that the shop can tell who is meant."""
    for place, id in enumerate(ids, 1):
        if not 0 < len(id) <= LONGEST_ID:
            what = f"has more than {LONGEST_ID} characters" if id else "is empty"
            help = "give the ids as the shop signs them; nothing was printed"
            raise Refused("bad-id", f"the id in place {place} {what}: it can be nobody's", help)
    context = connect()
    for id in ids:
        click.echo(f"{id}  {hash_of(context, id)}")
    context.close()
