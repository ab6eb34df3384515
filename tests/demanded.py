"""What answers, rules and merchandising make of every product: the oracle's sets and wishes, by loops."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app import conditions as c
from app.catalog.model import Catalog
from app.conditions.wish import Extreme, Points, Wish
from app.document import Text
from app.questionnaire.choice import Choice
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.rule import Merchandise, Rule
from tests.replay import Replay, Way
from tests.shelf import MEETS, MISSES, UNKNOWN, Fits, Grades, Said, Shelf, both, either


@dataclass(frozen=True)
class Wished:
    """A wish with its factor, and every product's grade (None: not stated)."""

    source: str
    wish: Wish
    factor: float
    grades: Grades

    def truth(self, row: int, beside: list[float]) -> int:
        """The grade of a product in words: at least half is met; of points, anything above 0.

        Of most and least, what counts is how many of those that it stands `beside` it beats, by their grades, which
        rise with what is wished: of those that differ; if none does, it is met.
        """
        grade = self.grades[row]
        if grade is None:
            return UNKNOWN
        if isinstance(self.wish.aim, Extreme):
            below, above = bisect_left(beside, grade), len(beside) - bisect_right(beside, grade)
            grade = below / (below + above) if below + above else 1.0
        enough = 0.0 if isinstance(self.wish.aim, Points) else 0.5
        return MEETS if grade > 0 and grade >= enough else MISSES

    def beside(self, rows: Iterable[int]) -> list[float]:
        """The grades of some products, rising, without those that are not known."""
        return sorted(grade for row in rows if (grade := self.grades[row]) is not None)


class Demanded:
    """The sets of products that a path leaves, and the wishes of its answers."""

    def __init__(self, catalog: Catalog, shelf: Shelf, replay: Replay, questionnaire: Questionnaire) -> None:
        self.catalog = catalog
        self.shelf = shelf
        self.replay = replay
        self.questionnaire = questionnaire
        self.questions = questionnaire.questions

    def wishes(self, way: Way) -> list[Wished]:
        """The wishes of the answers on the path (those of the picks, then the question's own), then of the rules."""
        weighed: list[tuple[str, Wish, float]] = []
        for id, body in way.asked:
            if "skip" in body:
                continue
            if id in self.replay.critiqued:
                continue
            question = self.questions[id]
            given = body.get("importance") if question.asks_importance else None
            picks = [choice for choice in question.choices if choice.id in body.get("choices", ())]
            weight = question.importance if given is None else given
            weighed += [(id, wish, weight) for choice in picks for wish in choice.prefer]
            weighed += [(id, wish, given or 1.0) for wish in question.prefer]
        weighed += [(rule.id, wish, 1.0) for rule, acts in self.decided(way) if acts for wish in rule.prefer]
        preference = self.questionnaire.ranking.preference
        graded = [(source, wish, weight, self.shelf.grades(wish, way.said)) for source, wish, weight in weighed]
        return [
            Wished(source, wish, preference * weight * wish.importance, grades)
            for source, wish, weight, grades in graded
            if grades is not None
        ]

    def eligible(self, way: Way) -> int:
        left = self.shelf.everything
        if self.questionnaire.results.out_of_stock == "hide":
            left &= ~self.late()
        for deed in self.in_force("exclude", way):
            left &= ~self.meets(deed.condition)
        return left

    def in_force(self, kind: str, way: Way) -> list[Merchandise]:
        day = self.shelf.today.toordinal()
        of_kind = [deed for deed in self.questionnaire.merchandise if deed.deed == kind]
        now = [deed for deed in of_kind if (deed.since or day) <= day <= (deed.until or day)]
        return [deed for deed in now if self.replay.holds(deed.when, way.said)]

    def meets(self, condition: c.Condition) -> int:
        fits = self.shelf.fit(condition, {})
        assert fits
        return fits.meets

    def late(self) -> int:
        stock = self.catalog.role("stock")
        condition = self.catalog.out_of_stock
        if not condition and stock:
            none: Any = "false" if stock.kind == "flag" else c.Interval(high=0.0)
            condition = c.Test(stock.id, c.Held((none,)))
        return self.meets(condition) if condition else 0

    def decided(self, way: Way) -> list[tuple[Rule, bool]]:
        """The rules that are decided, and whether they act."""
        decided = [rule for rule in self.questionnaire.rules if self.replay.decided(rule, way)]
        return [(rule, self.replay.holds(rule.when, way.said)) for rule in decided]

    def ruled(self, rule: Rule, acts: bool, way: Way) -> Fits:
        """What a decided rule makes of the catalog: `only` hides what meets it, and what does not say so stays."""
        everything = Fits(self.shelf.everything, self.shelf.everything)
        if acts:
            return (self.shelf.fit(rule.filter, way.said) if rule.filter else None) or everything
        hidden = self.shelf.fit(rule.only, way.said) if rule.only else None
        shown = self.shelf.everything & ~(hidden.meets if hidden else 0)
        return Fits(shown, shown)

    def demanded(self, question: str, way: Way) -> Fits:
        """What one answer on a path makes of the catalog."""
        body, said = dict(way.asked)[question], way.said
        everything = Fits(self.shelf.everything, self.shelf.everything)
        if "skip" in body:
            return everything
        if question in self.replay.critiqued:
            within = c.Interval(body.get("min"), body.get("max"))
            found = self.shelf.fit(c.Test(question.removeprefix("~"), c.Held((within,))), {})
            assert found
            return found
        asked = self.questions[question]
        parts: list[Fits | None] = []
        picks = [self._pick(asked, pick, said) for pick in body.get("choices", [])]
        if asked.match == "all":
            parts += picks
        elif None not in picks:
            parts += [either([fits for fits in picks if fits])] if picks else []
        parts.append(self.shelf.fit(asked.filter, said) if asked.filter else None)
        if asked.type == "range":
            bounds = c.Interval(body.get("min"), body.get("max"))
            parts.append(self.shelf.fit(c.Test(asked.attribute, c.Held((bounds,))), {}))
        return both([everything, *(fits for fits in parts if fits)])

    def _pick(self, question: Question, pick: str, said: Said) -> Fits | None:
        """What a pick demands; None: it frees the question."""
        choice = question.choice(pick)
        if not choice and not (question.auto and self._has(question.attribute, pick)):
            return Fits(0, 0)
        if choice and not self._asks_for_its_id(question, choice):
            free = choice.filter is None or choice.filter == c.ALWAYS
            return None if free or not choice.filter else self.shelf.fit(choice.filter, said)
        mark = choice.mark if choice else question.mark
        return self.shelf.fit(c.Test(question.attribute, c.Held((Text(pick, mark),))), said)

    def _asks_for_its_id(self, question: Question, choice: Choice) -> bool:
        return bool(question.attribute) and choice.filter is None and not choice.prefer

    def _has(self, attribute: str, pick: str) -> bool:
        """Whether some product states the value."""
        order = self.catalog.attributes[attribute].order
        value = float(order.index(pick)) if pick in order else pick
        stated = (product.get(attribute) for product in self.shelf.products)
        return any(value in (held if isinstance(held, tuple) else (held,)) for held in stated if held is not None)


def truth_of(fits: Fits, row: int) -> int:
    return (fits.passes >> row & 1) + (fits.meets >> row & 1)
