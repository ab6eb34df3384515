"""What a shopper's purchases call for: the triggers that are open in a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.catalog import bitset
from app.conditions.hold import Values
from app.guide.release import Release
from app.guide.state import State
from app.questionnaire.walk import holds
from app.shopper import accept
from app.shopper.purchases import Bought, purchases
from app.shopper.triggers import Due, Trigger, due


def due_in(state: State) -> tuple[Due, ...]:
    """The triggers that are open; none while a gift is on the path, for it is not the shopper who is looked at."""
    past = state.visit.past
    if not state.release.triggers or state.gift or not (past.orders or past.events or state.events):
        return ()
    bought = purchases(accept([*past.events, *state.events], state.now), past.orders)
    return open_for(state.release, bought, state.path.said, state.now)


def open_for(release: Release, bought: Sequence[Bought], said: Mapping[str, Values], now: datetime) -> tuple[Due, ...]:
    """The triggers that are open for a shopper of whom `said` is known."""
    today = now.date()
    wanted = [trigger for trigger in release.triggers if holds(trigger.when, said, today)]

    def fulfils(trigger: Trigger, part: str, product: str) -> bool:
        row = release.index.products.row_of.get(product)
        if row is None:
            return False
        condition = trigger.after if part == "after" else trigger.offer
        return bitset.contains(release.fit(f"~trigger {trigger.id} {part}", condition, today).meets, row)

    return due(
        wanted,
        bought,
        now,
        lambda trigger, product: fulfils(trigger, "after", product),
        lambda trigger, product: fulfils(trigger, "offer", product),
    )
