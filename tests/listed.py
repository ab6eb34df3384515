"""In which order products stand, and what each scores: the oracle's word on the list, by loops over products."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING

from app.conditions.wish import Extreme, Wish
from tests.demanded import truth_of
from tests.replay import Answers
from tests.shelf import UNKNOWN, rows_of

if TYPE_CHECKING:
    from tests.oracle import Oracle


class Listed:
    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle

    def order(self, answers: Answers) -> list[str]:
        """All products as they are shown: candidates, then what misses one trusted answer, then two, and so on.

        In each part those pinned stand first, then by falling score, then id; late ones last if so wished. Of variants
        that stand together only the first is shown.
        """
        scores, pinned = self.scores(answers), self.pinned(answers)
        late = self.late_ids() if self.oracle.questionnaire.results.out_of_stock == "last" else set()
        ordered = []
        for level in self.levels(answers):
            ids = [self.oracle.ids[row] for row in rows_of(level)]
            best = sorted(ids, key=scores.__getitem__, reverse=True)  # equal ones stay in the order of their ids
            first = [id for id in pinned if id in ids and id not in late]
            rest = [id for id in best if id not in first]
            ordered += [*first, *(id for id in rest if id not in late), *(id for id in rest if id in late)]
        shown: dict[object, str] = {}
        for id in ordered:
            shown.setdefault(self.oracle.family[id], id)
        return list(shown.values())

    def levels(self, answers: Answers) -> list[int]:
        """The products that miss no answer, one trusted answer, two, and so on."""
        way = self.oracle.path(answers)
        asked = [self.oracle.questions[id] for id, _ in way.asked if id in self.oracle.questions]
        trusted = [question.id for question in asked if not question.must and question.trust not in (None, 1)]
        inside = self.oracle.left(answers, besides=trusted)
        found = [0] * (len(trusted) + 1)
        for row in rows_of(inside):
            missed = [id for id in trusted if not self.oracle.made.demanded(id, way).passes >> row & 1]
            found[len(missed)] |= 1 << row
        return found

    def late_ids(self) -> set[str]:
        """The products that are out of stock."""
        return {self.oracle.ids[row] for row in rows_of(self.oracle.made.late())}

    def pinned(self, answers: Answers) -> dict[str, str]:
        """What the shop puts first, with what it says of it."""
        found: dict[str, str] = {}
        for deed in self.oracle.made.in_force("pin", self.oracle.path(answers)):
            for row in rows_of(self.oracle.made.meets(deed.condition)):
                found.setdefault(self.oracle.ids[row], deed.label.pick("") if deed.label else "")
        return found

    def terms(self, answers: Answers) -> dict[str, list[tuple[str, str, str, float]]]:
        """The terms of each score: wishes, what is not stated, merchandising, how usual the price is,
        popularity; none is 0."""
        ranking, way = self.oracle.questionnaire.ranking, self.oracle.path(answers)
        found: dict[str, list[tuple[str, str, str, float]]] = {}
        sources = [(id, self.oracle.made.demanded(id, way)) for id, _ in way.asked]
        sources += [(rule.id, self.oracle.made.ruled(rule, acts, way)) for rule, acts in self.oracle.made.decided(way)]
        pushes = [
            (deed.id, deed.by if kind == "boost" else -deed.by, self.oracle.made.meets(deed.condition))
            for deed in self.oracle.questionnaire.merchandise
            for kind in ("boost", "bury")
            if deed in self.oracle.made.in_force(kind, way)
        ]
        popularity = self.oracle.catalog.role("popularity")
        popular = self.oracle.shelf.grades(Wish(popularity.id, Extreme(most=True), 1.0), {}) if popularity else None
        usual = self.oracle.shelf.usual_prices
        wishes, otherwise = self.oracle.made.wishes(way), self._otherwise()
        for row in rows_of(reduce(or_, self.levels(answers))):
            terms = [("wish", wish.source, wish.wish.name, wish.factor * (wish.grades[row] or 0.0)) for wish in wishes]
            kept = (source for source, fits in sources if truth_of(fits, row) == UNKNOWN)
            terms += [("unstated", source, "", -ranking.preference) for source in kept]
            terms += [("merchandise", deed, "", amount) for deed, amount, bits in pushes if bits >> row & 1]
            if not otherwise:
                terms.append(("usual_price", "", "", ranking.popularity * 0.5 / len(self.oracle.ids) * usual[row]))
            terms += [("otherwise", "", name, amount[row]) for name, amount in otherwise]
            if popular:
                terms.append(("popularity", "", "", ranking.popularity * (popular[row] or 0.0)))
            found[self.oracle.ids[row]] = [term for term in terms if term[3]]
        return found

    def _otherwise(self) -> list[tuple[str, list[float]]]:
        """What parts equals in the author's order: half a step together."""
        ranking, wishes = self.oracle.questionnaire.ranking, self.oracle.questionnaire.results.otherwise
        step = min([weight for weight in (ranking.preference, ranking.popularity) if weight], default=1.0)
        found = []
        for wish in wishes:
            grades = self.oracle.shelf.grades(wish, {})
            factor = 0.5 / len(self.oracle.ids) * step / len(wishes)
            found.append((wish.name, [factor * min(max(grade or 0.0, 0.0), 1.0) for grade in grades]))
        return found

    def scores(self, answers: Answers) -> dict[str, float]:
        """Each score: its terms added in their order."""
        return {id: _in_order(term[3] for term in terms) for id, terms in self.terms(answers).items()}


def _in_order(amounts: Iterable[float]) -> float:
    """The sum, one after the other: `sum` is cleverer than that from Python 3.12 on."""
    return reduce(add, amounts, 0.0)
