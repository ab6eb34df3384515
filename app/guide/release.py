"""What serves: a questionnaire's version compiled against a catalog's revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from app.catalog import Fit, Index
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.catalog.mentions import Mentions, read_mentions
from app.conditions import Condition
from app.conditions.model import moves
from app.conditions.wish import Wish
from app.guide.counter import Counter
from app.guide.fleeting import fleeting_attributes
from app.guide.heard import Heard
from app.guide.memo import Memo
from app.guide.reserved import reserved_questions
from app.questionnaire import Choice, Question, Questionnaire, Type
from app.questionnaire.choice import Phrases
from app.questionnaire.graph import ahead_of
from app.questionnaire.sites import sites
from app.questionnaire.walk import obliges
from app.ranking import Asked, Crowd, Traits, Weights, grades, read_traits
from app.ranking.grade import Grades, usual_reach
from app.ranking.prices import Prices, prices_of, usual_prices
from app.shopper import Rhythm
from app.shopper.triggers import Trigger


@dataclass(frozen=True)
class Release:
    """Immutable but for what it remembers of conditions and wishes that it has already evaluated.

    `choices` holds every choice by question and id, automatic ones included; `refs`, for each question and rule, the
    questions whose answers its conditions and wishes refer to.
    """

    questionnaire: Questionnaire
    version: str
    index: Index
    choices: dict[str, dict[str, Choice]]
    out_of_stock: Condition | None
    popularity: Grades | None
    refs: dict[str, tuple[str, ...]]
    counter: Counter = field(repr=False, compare=False)
    heard: Mapping[str, Heard] = field(default_factory=dict, repr=False, compare=False)
    """What earlier shoppers said, by question; the sensitive ones are left out."""
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict, repr=False, compare=False)
    """How often the crowd buys the same again, by category."""
    tallied: int | None = field(default=None, repr=False, compare=False)
    """The number of the last order by which that is told; None if it is not."""
    crowd: Crowd | None = field(default=None, repr=False, compare=False)
    """What other shoppers did; None where nothing has been trained."""
    factors: Mapping[str, float] = field(default_factory=dict)
    """What the weights of the ranking are multiplied by, by name."""
    learnt: tuple[Trigger, ...] = ()
    """Triggers that the orders of many shoppers have taught, bound to this catalog."""
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)
    single_demands: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)
    """What single picks demand, filled by `app.guide.demand`: at most one for each choice."""
    _fits: dict[tuple[object, date | None], Fit] = field(default_factory=dict, repr=False)
    _grades: dict[tuple[Wish, date], Grades] = field(default_factory=dict, repr=False)
    _spreads: dict[str, float] = field(default_factory=dict, repr=False)

    def with_counter(self, counter: Counter) -> Release:
        """The same release with its sets of choices kept elsewhere: in memory that processes share."""
        return replace(self, counter=counter, single_demands={})

    def having_rhythms(self, rhythms: Mapping[str, Rhythm], tallied: int | None = None) -> Release:
        """The same release, knowing how often the crowd buys the same again, by its orders up to one."""
        return replace(self, rhythms=rhythms, tallied=tallied)

    def having_heard(self, heard: Mapping[str, Heard]) -> Release:
        """The same release, knowing what earlier shoppers said."""
        return replace(self, heard=heard)

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """What purchases call for: those that the shop has written, then those that were learnt."""
        return (*self.questionnaire.triggers, *self.learnt)

    def with_crowd(self, crowd: Crowd | None) -> Release:
        """The same release, knowing what other shoppers did; all that does not depend on it is shared."""
        if crowd is self.crowd:
            return self
        known = replace(self, crowd=crowd)
        for name, value in tuple(self.__dict__.items()):  # what was worked out once for the questionnaire
            known.__dict__.setdefault(name, value)
        return known

    def forgetful(self) -> Release:
        """The same release without what is remembered for all shoppers: to tell what a first step costs."""
        return replace(self, memo=Memo(0, 0))

    @property
    def revision(self) -> str:
        """The revision of the catalog that this release was compiled against."""
        return self.index.products.revision

    @cached_property
    def ahead(self) -> dict[str, frozenset[str]]:
        """For each question, and the hub, itself and every question that can still come after it."""
        return ahead_of(self.questionnaire)

    @cached_property
    def reserved(self) -> dict[str, Question]:
        """The questions behind critiques, by their reserved id."""
        return reserved_questions(self.index.catalog)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question that an answer may be to: the author's, then those behind critiques."""
        return {**self.questionnaire.questions, **self.reserved}

    @cached_property
    def still(self) -> frozenset[tuple[str, str]]:
        """The choices, by question and id, whose filter says the same every day."""
        return frozenset(
            (question, id)
            for question, known in self.choices.items()
            for id, choice in known.items()
            if choice.filter is None or not moves(choice.filter)
        )

    @cached_property
    def read(self) -> frozenset[str]:
        """The questions whose answers something else reads: a `when`, or `{answer: …}` in a condition or wish."""
        asked = (site.reads | site.behind for site in sites(self.questionnaire))
        return frozenset(name for names in (*asked, *map(frozenset, self.refs.values())) for name in names)

    @cached_property
    def steering(self) -> frozenset[str]:
        """The questions whose choices lead different ways, or change whose taste counts."""
        questions = self.questionnaire.questions.values()
        return frozenset(one.id for one in questions if any(choice.next or choice.gift for choice in one.choices))

    @cached_property
    def free(self) -> frozenset[str]:
        """The questions that can be left open while others are asked: whatever is answered leads the same way, nothing
        reads it, and it may be left out. What has a way of its own out of a pool leads another way."""
        leaving = {id for id in self.questionnaire.pool if self.questionnaire.questions[id].next}
        bound = self.read | self.steering | leaving
        kinds = (Type.SINGLE, Type.MULTIPLE, Type.RANGE)
        return frozenset(
            id
            for id, question in self.questionnaire.questions.items()
            if question.type in kinds and not obliges(question) and id not in bound
        )

    @cached_property
    def private(self) -> frozenset[str]:
        """The ids of what is never remembered for others: sensitive questions, and what depends on their answers."""
        secret = {id for id, question in self.questionnaire.questions.items() if question.sensitive}
        read = ((site.owner, site.reads | site.behind) for site in sites(self.questionnaire))
        reading = {owner for owner, names in read if not secret.isdisjoint(names)}
        return frozenset(secret | reading | {id for id, refs in self.refs.items() if not secret.isdisjoint(refs)})

    @cached_property
    def fleeting(self) -> frozenset[str]:
        """The attributes that a sensitive question is about: of these, earlier visits say nothing."""
        asked = self.questionnaire
        return fleeting_attributes(asked.questions, self.choices, asked.rules, self.private)

    @cached_property
    def own_wishes(self) -> frozenset[Wish]:
        """The wishes that the author wrote, those that refer to answers left out."""
        questions = self.questionnaire.questions.values()
        of_choices = (choice.prefer for known in self.choices.values() for choice in known.values())
        groups = (*of_choices, *(question.prefer for question in questions), self.questionnaire.results.otherwise)
        rules = (rule.prefer for rule in self.questionnaire.rules)
        return frozenset(wish for wishes in (*groups, *rules) for wish in wishes if not wish.refs)

    @cached_property
    def trusted(self) -> frozenset[str]:
        """The questions whose answers only sink what misses them: those that are not quite sure."""
        questions = self.questionnaire.questions.items()
        return frozenset(id for id, one in questions if one.trust is not None and one.trust < 1 and not one.must)

    @cached_property
    def traits(self) -> Traits:
        """The attributes that a shopper's taste can be read from."""
        return read_traits(self.index)

    @cached_property
    def mentions(self) -> Mentions:
        """Which products a search speaks of, by titles and by what a taste is read from; made at the first one."""
        catalog = self.index.catalog
        attributes = (catalog.attributes[trait.attribute] for trait in self.traits.known)
        return read_mentions(self.index.products, catalog.roles["title"], attributes)

    @cached_property
    def prices(self) -> Prices:
        """What the products cost."""
        return prices_of(self.index)

    @cached_property
    def usual_prices(self) -> Grades | None:
        """How near products cost to what is usual among their kind; None if no prices are known."""
        return usual_prices(self.index)

    def spread(self, attribute: str) -> float:
        """The interquartile range of a number over the whole catalog, never 0: what is far, and what is near."""
        if attribute not in self._spreads:
            column = self.index.products.column(attribute)
            assert isinstance(column, Numbers), attribute
            values = column.values
            self._spreads[attribute] = usual_reach(values[~np.isnan(values)])
        return self._spreads[attribute]

    @property
    def weights(self) -> Weights:
        """How much each kind of term weighs in a score."""
        ranking = self.questionnaire.ranking
        written = Weights(ranking.preference, ranking.popularity, ranking.affinity, ranking.covisit)
        return written.times(self.factors) if self.factors else written

    def phrases(self, source: str, choice: str) -> Phrases:
        """The author's own words for what an answer, or a rule, makes of a product."""
        known = self.choices.get(source, {}).get(choice)
        if known is not None:
            return known.reason
        return next((rule.reason for rule in self.questionnaire.rules if rule.id == source), Phrases())

    def known_choices(self, question: str) -> frozenset[str]:
        """The ids that an answer to a question may name."""
        return frozenset(self.choices.get(question, ()))

    def fit(self, key: object, condition: Condition, today: date) -> Fit:
        """The fit of one of the questionnaire's own conditions, remembered under `key`; those that move, by the day."""
        if isinstance(key, tuple):
            kept = self.counter.fit(*key)
            if kept is not None:
                return kept
            if key[0] in self.counter.valued:
                return self.index.fit(condition, today)  # hundreds of sets would fill memory, if all were picked once
        place = (key, today if moves(condition) else None)
        known = self._fits.get(place)
        if known is None:
            if place[1]:
                self._forget_other_days(today)
            known = self._fits[place] = self.index.fit(condition, today)
        return known

    def grades_of(self, asked: Asked, today: date) -> Grades:
        """The grades of one of the questionnaire's own wishes, remembered for the day."""
        place = (asked.wish, today)
        if asked.wish not in self.own_wishes:
            return grades(asked.wish, self.index, today)  # what an answer was referred to in is as manifold as answers
        known = self._grades.get(place)
        if known is None:  # another thread may be on another day, and forget this one's at any moment
            for other in [key for key in tuple(self._grades) if key[1] != today]:
                self._grades.pop(other, None)
            known = self._grades[place] = grades(asked.wish, self.index, today)
        return known

    def late(self, today: date) -> Bits | None:
        """The products that are out of stock, or None if the catalog does not say."""
        return None if self.out_of_stock is None else self.fit("out of stock", self.out_of_stock, today).meets

    def _forget_other_days(self, today: date) -> None:
        for place in [place for place in tuple(self._fits) if place[1] not in (None, today)]:
            self._fits.pop(place, None)
