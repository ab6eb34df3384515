"""An addend of a score, with its cause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One addend of a score: `kind` says what it comes from (docs/ranking.md lists them); `amount` is in score units.

    `cause` is the id of the product that the shopper dealt with, for an affinity, or bought, for a trigger, or the
    words of a search; `value`, of an attribute with several values a product, the one that both have and that weighs
    most.
    """

    kind: str
    question: str
    name: str
    amount: float
    cause: str = ""
    value: str = ""
