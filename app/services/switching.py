"""Merchandising as a whole: on, or off for every questionnaire and shopper."""

from __future__ import annotations

from collections.abc import Iterator

from app.questionnaire import Merchandise
from app.questionnaire.acting import begun, ended
from app.services.context import Context
from app.services.releases import MERCHANDISING, OFF
from app.store import switches


def turn_merchandising(context: Context, on: bool) -> None:
    """Turns all merchandising on or off; every process follows with its next look."""
    with context.database.writing() as db:
        switches.turn(db, MERCHANDISING, "on" if on else OFF)
    context.releases.refresh()


def is_on(context: Context) -> bool:
    """Whether merchandising acts."""
    with context.database.reading() as db:
        return switches.all_set(db).get(MERCHANDISING) != OFF


def written(context: Context) -> Iterator[tuple[str, Merchandise, str]]:
    """Every entry of merchandising that serves: its questionnaire, itself, and whether it is `in force` today, `ended`,
    `to come`, or `for some` alone: while its `when` holds."""
    today = context.clock().date()
    for id, release in sorted(context.releases.releases().items()):
        for deed in release.questionnaire.merchandise:
            if ended(deed, today):
                yield id, deed, "ended"
            elif not begun(deed, today):
                yield id, deed, "to come"
            else:
                yield id, deed, "for some" if deed.when else "in force"
