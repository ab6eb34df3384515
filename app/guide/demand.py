"""What answers and rules make of the catalog: what must hold, and what is wished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from app.catalog import Fit
from app.conditions import All, Any, Condition, Held, Interval, Test, settle
from app.conditions.hold import Values
from app.conditions.wish import Wish, settle_wish
from app.guide.release import Release
from app.questionnaire import Answer, Between, Choice, Path, Picked, Question, Rule, Seen, Skipped
from app.questionnaire.acting import decided, holds_rule
from app.ranking import Asked

NOTHING = Any(())
"""What no product fulfils: the demand of an answer whose choice is gone."""

Said = Mapping[str, Values]

Demanded = tuple[Condition, Fit]
"""A condition with its references settled, and its fit."""


@dataclass(frozen=True)
class Demand:
    """What one answer or rule makes of the catalog: the conditions of its picks, all of it together, and its wishes.

    `key` tells demands apart: what was answered, and what `{answer: …}` yielded; `refs` are the questions whose
    answers its conditions refer to.
    """

    id: str
    key: tuple[object, ...]
    picks: tuple[tuple[str, Condition], ...] = ()
    condition: Condition | None = None
    fit: Fit | None = None
    wishes: tuple[Asked, ...] = ()
    gift: bool = False
    refs: frozenset[str] = frozenset()


@dataclass
class Demands:
    """The demands of a release on a day; each is worked out once."""

    release: Release
    today: date
    _known: dict[tuple[object, ...], Demand] = field(default_factory=dict)

    def of_path(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the answers on a path, in path order, then those of the rules that act."""
        answered = tuple(self.of_answer(question, answer, path.said) for question, answer in path.asked)
        return (*answered, *self.of_rules(path)) if self.release.questionnaire.rules else answered

    def of_rules(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the rules that are decided on a path, and hold or hide."""
        found = []
        for rule in self.release.questionnaire.rules:
            if decided(rule, path, self.release.ahead):
                demand = self.of_rule(rule, holds_rule(rule, path, self.today), path.said)
                if demand is not None:
                    found.append(demand)
        return tuple(found)

    def of_answer(self, question: Question, answer: Answer, said: Said) -> Demand:
        """What an answer makes of the catalog, given all that was said."""
        refs = self.release.refs.get(question.id, ())
        key = (question.id, answer, tuple(said.get(ref, ()) for ref in refs)) if refs else (question.id, answer)
        known = self.release.single_demands if not refs and self._is_single(question, answer) else self._known
        if key not in known:
            known[key] = _OfAnswer(self, question, answer, said).demand(key)
        return known[key]

    def _is_single(self, question: Question, answer: Answer) -> bool:
        """Whether the answer is one pick that says the same every day and after all answers, and is not sensitive."""
        if question.sensitive or not isinstance(answer, Picked):
            return False
        if len(answer.choices) != 1 or answer.importance is not None:
            return False
        return question.filter is None and (question.id, answer.choices[0]) in self.release.still

    def of_rule(self, rule: Rule, acts: bool, said: Said) -> Demand | None:
        """What a decided rule makes of the catalog: its own part if it acts, else what `only` hides."""
        key = (rule.id, acts, tuple(said.get(ref, ()) for ref in self.release.refs[rule.id]))
        if key not in self._known:
            self._known[key] = self._of_rule(rule, acts, said, key)
        demand = self._known[key]
        return demand if demand.fit or demand.wishes else None

    def _of_rule(self, rule: Rule, acts: bool, said: Said, key: tuple[object, ...]) -> Demand:
        if not acts:
            return Demand(rule.id, key, fit=self._hidden(rule, said), refs=_refs(rule.only))
        held = None if rule.filter is None else self.held((rule.id, "filter"), rule.filter, said)
        condition, fit = held or (None, None)
        return Demand(
            rule.id,
            key,
            condition=condition,
            fit=fit,
            wishes=self.wishes(rule.id, "", rule.prefer, 1.0, said),
            refs=_refs(rule.filter),
        )

    def _hidden(self, rule: Rule, said: Said) -> Fit | None:
        """All but the products that `only` is about; one that does not state it is none of them."""
        held = None if rule.only is None else self._settled((rule.id, "only"), rule.only, said)
        if held is None:
            return None
        others = self.release.index.everything & ~held[1].meets
        return Fit(others, others)

    def held(self, key: object, condition: Condition, said: Said) -> Demanded | None:
        """A condition with its references settled, and its fit; None if it demands nothing."""
        return None if condition == All(()) else self._settled(key, condition, said)

    def _settled(self, key: object, condition: Condition, said: Said) -> Demanded | None:
        if not condition.refs:
            return condition, self.release.fit(key, condition, self.today)
        settled = settle(condition, said, self.today)
        return None if settled is None else (settled, self.release.index.fit(settled, self.today))

    def own(self, question: Question, said: Said) -> Demanded | None:
        """What a question demands by itself once it is answered."""
        condition = question.filter
        return None if condition is None else self.held(question.id, condition, said)

    def of_pick(self, question: Question, choice: str, said: Said) -> Demanded | None:
        """What a pick demands; one that no longer exists demands what nothing has."""
        known = self.release.choices.get(question.id, {})
        condition = known[choice].filter if choice in known else NOTHING
        return None if condition is None else self.held((question.id, choice), condition, said)

    def wishes(
        self, id: str, choice: str, wishes: tuple[Wish, ...], importance: float, said: Said
    ) -> tuple[Asked, ...]:
        """Wishes with where they come from, their references settled."""
        settled = (settle_wish(wish, said, self.today) if wish.refs else wish for wish in wishes)
        return tuple(Asked(id, choice, wish, importance) for wish in settled if wish is not None)


@dataclass(frozen=True)
class _OfAnswer:
    """One answer, being worked out."""

    demands: Demands
    question: Question
    answer: Answer
    said: Said

    def demand(self, key: tuple[object, ...]) -> Demand:
        if isinstance(self.answer, Skipped):
            return Demand(self.question.id, key)
        picks = self.picks()
        parts = [part for part in (self.joined(picks), self.own(), self.bounds()) if part is not None]
        conditions = tuple(condition for condition, _ in parts)
        return Demand(
            self.question.id,
            key,
            picks=tuple((id, held[0]) for id, held in picks if held is not None),
            condition=conditions[0] if len(conditions) == 1 else All(conditions) if conditions else None,
            fit=meet([fit for _, fit in parts]) if parts else None,
            wishes=self.wishes(),
            gift=any(choice.gift for choice in self.chosen()),
            refs=_refs(self.question.filter, *(choice.filter for choice in self.chosen())),
        )

    def chosen(self) -> list[Choice]:
        known = self.demands.release.choices.get(self.question.id, {})
        return [known[id] for id in self.answer.choices if id in known] if isinstance(self.answer, Picked) else []

    def picks(self) -> list[tuple[str, Demanded | None]]:
        """Each pick with what it demands."""
        ids = self.answer.choices if isinstance(self.answer, Picked) else ()
        return [(id, self.demands.of_pick(self.question, id, self.said)) for id in ids]

    def joined(self, picks: list[tuple[str, Demanded | None]]) -> Demanded | None:
        """What the picks demand together: under `any` a pick without a filter frees the question."""
        held = [demanded for _, demanded in picks if demanded is not None]
        if not held or (self.question.match == "any" and len(held) < len(picks)):
            return None
        if len(held) == 1:
            return held[0]
        conditions, fits = tuple(condition for condition, _ in held), [fit for _, fit in held]
        return (All(conditions), meet(fits)) if self.question.match == "all" else (Any(conditions), join(fits))

    def own(self) -> Demanded | None:
        """What the question demands once it is answered."""
        return self.demands.own(self.question, self.said)

    def bounds(self) -> Demanded | None:
        if not isinstance(self.answer, Between) or not self.question.attribute:
            return None
        within = Test(self.question.attribute, Held((Interval(self.answer.min, self.answer.max),)))
        return within, self.demands.release.index.fit(within, self.demands.today)

    def wishes(self) -> tuple[Asked, ...]:
        given = None if isinstance(self.answer, Skipped | Seen) else self.answer.importance
        importance = self.question.importance if given is None else given
        of_choices = [
            asked
            for choice in self.chosen()
            for asked in self.demands.wishes(self.question.id, choice.id, choice.prefer, importance, self.said)
        ]
        own = self.demands.wishes(self.question.id, "", self.question.prefer, given or 1.0, self.said)
        return (*of_choices, *own)


def _refs(*conditions: Condition | None) -> frozenset[str]:
    return frozenset(ref for condition in conditions if condition is not None for ref in condition.refs)


def meet(fits: Sequence[Fit]) -> Fit:
    """The fit of several conditions, at least one, that must all hold."""
    return _combine(np.bitwise_and, fits)


def join(fits: Sequence[Fit]) -> Fit:
    """The fit of several conditions, at least one, of which one must hold."""
    return _combine(np.bitwise_or, fits)


def _combine(how: np.ufunc, fits: Sequence[Fit]) -> Fit:
    if len(fits) == 1:
        return fits[0]
    passes = how.reduce([fit.passes for fit in fits])
    plain = all(fit.passes is fit.meets for fit in fits)
    return Fit(passes, passes if plain else how.reduce([fit.meets for fit in fits]))
