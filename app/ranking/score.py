"""A product's score: the sum of what the shopper's answers, and the crowd, say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.conditions.wish import Wish
from app.ranking.aversion import Aversion
from app.ranking.evidence import Evidence
from app.ranking.grade import Grades
from app.ranking.habit import Habit
from app.ranking.taste import Taste
from app.ranking.term import Term

UNSTATED_COST = 1.0
"""What it costs not to state what an answer asks for: as much as a wish of importance 1 that is not fulfilled."""


@dataclass(frozen=True)
class Weights:
    """How much each kind of term weighs."""

    preference: float
    popularity: float
    affinity: float = 0.0
    covisit: float = 0.0

    def times(self, factors: Mapping[str, float]) -> Weights:
        """Each weight times its factor; those without one stay."""
        return Weights(**{name: weight * factors.get(name, 1.0) for name, weight in vars(self).items()})


@dataclass(frozen=True)
class Asked:
    """A wish with where it came from: its question, the choice if one carried it, and the question's importance."""

    question: str
    choice: str
    wish: Wish
    importance: float = 1.0


@dataclass(frozen=True)
class Offer:
    """Products that something bought calls for, by a trigger; `amount` is added to their scores."""

    trigger: str
    bought: str
    amount: float
    bits: Bits

    def cause(self, place: int) -> str:
        """The product that was bought."""
        return self.bought


def _nothing(place: int) -> str:
    return ""


@dataclass
class Score:
    """The scores of some products, with their terms: `total` float64 of shape (rows,), one array a term.

    The total is the sum of the terms in their order, so that it can be checked to the last bit.
    """

    total: NDArray[np.float64]
    kinds: list[tuple[str, str, str]] = field(default_factory=list)
    amounts: list[NDArray[np.float64]] = field(default_factory=list)
    causes: list[Callable[[int], str]] = field(default_factory=list)
    values: list[Callable[[int], str]] = field(default_factory=list)

    def add(
        self,
        kind: str,
        question: str,
        name: str,
        amounts: NDArray[np.float64],
        cause: Callable[[int], str] = _nothing,
        value: Callable[[int], str] = _nothing,
    ) -> None:
        """One more term; `cause` gives the product that it comes from, by place, `value` what the two share."""
        self.total += amounts
        self.causes.append(cause)
        self.values.append(value)
        self.kinds.append((kind, question, name))
        self.amounts.append(amounts)

    def terms(self, place: int) -> tuple[Term, ...]:
        """The terms of the product at a place in `total`; those that add nothing are left out."""
        return tuple(
            Term(*kind, float(amounts[place]), cause(place), value(place))
            for kind, amounts, cause, value in zip(self.kinds, self.amounts, self.causes, self.values, strict=True)
            if amounts[place]
        )


@dataclass(frozen=True)
class Scorer:
    """What makes scores for one shopper: wishes with their grades, the answers that products were kept for only because
    they state nothing, what the shop pushes up or down and by how much, how popular products are, and what the shopper
    leans to."""

    wishes: Sequence[tuple[Asked, Grades]]
    unstated: Sequence[tuple[str, Bits]]
    pushes: Sequence[tuple[str, float, Bits]]
    popularity: Grades | None
    weights: Weights
    tastes: Sequence[Taste] = ()
    habits: Sequence[Habit | Aversion] = ()
    """What was bought, and what is not wanted, makes of other products."""
    learnt: Sequence[Evidence] = ()
    """What others did, and what a model makes of what the shopper did."""
    offers: Sequence[Offer] = ()
    """What purchases call for."""

    def score(self, rows: NDArray[np.int64]) -> Score:
        """The scores of the products in `rows`.

        Each wish adds preference × importance × grade; each answer that a product was kept for only because it
        states nothing takes preference × `UNSTATED_COST`; merchandising adds its amount to the products that it pushes
        up, or takes it from those that it pushes down; a trigger adds its amount to what it offers; each taste adds
        affinity × the leaning to the product's value; evidence of a model adds what it says;
        popularity adds its weight × the share of products beaten.
        """
        scored = Score(np.zeros(len(rows)))
        for asked, grades in self.wishes:
            scored.add("wish", asked.question, asked.wish.name, self._factor(asked) * np.nan_to_num(grades.at(rows)))
        for question, bits in self.unstated:
            missing = bitset.members(bits, rows)
            if missing.any():
                scored.add(
                    "unstated", question, "", missing.astype(np.float64) * -(self.weights.preference * UNSTATED_COST)
                )
        for deed, amount, bits in self.pushes:
            pushed = bitset.members(bits, rows)
            if pushed.any():
                scored.add("merchandise", deed, "", amount * pushed.astype(np.float64))
        for offer in self.offers:
            wanted = bitset.members(offer.bits, rows)
            if wanted.any():
                scored.add("trigger", offer.trigger, "", offer.amount * wanted.astype(np.float64), offer.cause)
        for taste in self.tastes:
            cause, value = partial(_cause, taste, rows), partial(_value, taste, rows)
            scored.add("affinity", "", taste.trait.attribute, self.weights.affinity * taste.at(rows), cause, value)
        for habit in self.habits:
            scored.add(habit.kind, "", "", habit.at(rows), partial(_habit_cause, habit, rows))
        for evidence in self.learnt:
            scored.add(evidence.kind, "", evidence.name, evidence.at(rows), partial(_evidence_cause, evidence, rows))
        if self.popularity is not None:
            amounts = self.weights.popularity * np.nan_to_num(self.popularity.at(rows))
            scored.add("popularity", "", "", amounts)
        return scored

    def bound(self, blocks: int) -> NDArray[np.float64]:
        """For each block of rows, a score that none of its products exceeds: float64 of shape (blocks,).

        The greatest amounts are added in the order of `score`: rounding is monotone, so the bound
        holds to the last bit.
        """
        total = np.zeros(blocks)
        for asked, grades in self.wishes:
            total += grades.bounds.times(self._factor(asked))
        for _, amount, _ in self.pushes:
            total += max(amount, 0.0)
        for offer in self.offers:
            total += max(offer.amount, 0.0)
        for taste in self.tastes:
            total += taste.bounds.times(self.weights.affinity)
        for habit in self.habits:
            total += habit.most
        for evidence in self.learnt:
            total += evidence.most(blocks)
        if self.popularity is not None:
            total += self.popularity.bounds.times(self.weights.popularity)
        return total

    def _factor(self, asked: Asked) -> float:
        return self.weights.preference * asked.importance * asked.wish.importance


def _habit_cause(habit: Habit | Aversion, rows: NDArray[np.int64], place: int) -> str:
    return habit.cause(int(rows[place]))


def _evidence_cause(evidence: Evidence, rows: NDArray[np.int64], place: int) -> str:
    return evidence.cause(int(rows[place]))


def _cause(taste: Taste, rows: NDArray[np.int64], place: int) -> str:
    return taste.cause(int(rows[place]))


def _value(taste: Taste, rows: NDArray[np.int64], place: int) -> str:
    return taste.tag(int(rows[place]))
