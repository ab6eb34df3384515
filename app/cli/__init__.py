"""The door for authors and operators: `salesclerk`."""

from __future__ import annotations

import click

from app.cli.check import check
from app.cli.diff import diff
from app.cli.doctor import doctor
from app.cli.editions import publish, pull, rollback, versions
from app.cli.feed import import_
from app.cli.goal import goal
from app.cli.graph import graph
from app.cli.merchandising import merchandising
from app.cli.orders import import_orders_
from app.cli.replay import replay
from app.cli.report import end_on_errors
from app.cli.schema import schema
from app.cli.segments import segments
from app.cli.serve import serve
from app.cli.simulate import simulate
from app.cli.train import train
from app.cli.triggers import customer, send, triggers

COMMANDS = (
    serve,
    check,
    import_,
    import_orders_,
    publish,
    versions,
    rollback,
    pull,
    schema,
    graph,
    diff,
    simulate,
    segments,
    merchandising,
    train,
    triggers,
    goal,
    send,
    customer,
    replay,
    doctor,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="salesclerk")
def salesclerk() -> None:
    """An intuitive sales clerk for an online shop.

    Settings come from environment variables that begin with SALESCLERK_; docs/configuration.md lists them.
    """


for command in COMMANDS:
    salesclerk.add_command(command)


def main() -> None:
    """Runs the command line; an error that a user can mend ends it with status 1 and says how."""
    with end_on_errors():
        salesclerk(prog_name="salesclerk")
