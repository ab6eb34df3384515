"""What the shopper said is not for them, as far as it may be learnt from."""

from __future__ import annotations

from app.guide.state import State
from app.ranking import Aversion, aversion

SHARE = 0.5
"""A dismissal says half as much against what is like it as a view says for it: it may be for one fault alone."""

MOST = 50
"""The products that are learnt from."""


def aversions_of(state: State) -> tuple[Aversion, ...]:
    """What the shopper's dismissals make of other products; nothing if they may not be learnt from."""
    row_of = state.release.index.products.row_of
    unwanted = [(row_of[product], product) for product in state.averse if product in row_of][:MOST]
    found = aversion(state.release.traits, unwanted, SHARE * state.release.weights.affinity) if unwanted else None
    return () if found is None else (found,)
