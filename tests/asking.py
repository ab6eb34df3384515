"""Which question is next, by trying every answer: the oracle's word on what is passed over and what `best` chooses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from app.questionnaire.question import Question
from tests.replay import Answers

if TYPE_CHECKING:
    from tests.oracle import Oracle


class Asking:
    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.questions = oracle.questions
        self.cut: Mapping[str, Sequence[str]] = {}
        """The choices of automatic questions that do not offer all values, as another test has found them right."""

    def is_idle(self, answers: Answers, id: str) -> bool:
        """Whether no answer that leaves something would change what is shown, what is stated for it, or one score
        against another."""
        oracle = self.oracle
        if id in dict(oracle.path(answers).asked) or id not in oracle.replay.free or not oracle.remaining(answers):
            return False
        now, before = oracle.listed.levels(answers), self._scores(answers)
        if oracle.remaining(answers) >= oracle.questionnaire.results.limit:
            candidates = set(oracle.candidates(answers))
            before, now = {one: score for one, score in before.items() if one in candidates}, now[:1]
        for then in self._answered(answers, id):
            levels = oracle.listed.levels(then)[: len(now) if len(now) == 1 else None]
            if sum(levels) != sum(now) or levels[0] != now[0]:
                return False
            after = self._scores(then)
            for part in (0, 1):
                moved = [after[id][part] - before[id][part] for id in before]
                if max(moved) - min(moved) > 1e-9:
                    return False
        return True

    def choose(self, answers: Answers, open_: Sequence[str]) -> str:
        """What `best` asks of the open questions."""
        able = [id for id in open_ if not self.is_idle(answers, id)]
        pinned = [id for id in able if self.questions[id].first is not None]
        if pinned:
            return min(pinned, key=lambda id: self.questions[id].first or 0)
        gains = {id: self.gain(answers, id) for id in able}
        best = max(able, key=gains.__getitem__, default="results")
        if best != "results" and self.oracle.questionnaire.enough and gains[best] < 0.25:
            kept = (id for id in able if self.oracle.replay.obliges(id) or self._only_orders(answers, id))
            return next(kept, "results")
        return best

    def ends(self, answers: Answers, at: str) -> bool:
        """Whether a question of the pool is left out because all of the first page meets whatever could be answered."""
        oracle, question = self.oracle, self.questions.get(at)
        way, enough = oracle.path(answers), oracle.questionnaire.enough
        if question is None or way.at != "best" or at not in way.open or not 0 < enough < oracle.remaining(answers):
            return False
        if question.first is not None or oracle.replay.obliges(at) or self._is_entered(at):
            return False
        page = oracle.listed.order(answers)[: oracle.questionnaire.results.limit]
        return all(self._leaves(answers, id, page) for id in way.open if not self.is_idle(answers, id))

    def _leaves(self, answers: Answers, id: str, page: Sequence[str]) -> bool:
        """Whether all of a page meets each answer to a question, and none grades what is shown differently."""
        if id not in self.oracle.replay.free or not self.questions[id].type.has_choices:
            return False
        shown = [
            row
            for level in self.oracle.listed.levels(answers)
            for row in range(len(self.oracle.ids))
            if level >> row & 1
        ]
        rows = [self.oracle.ids.index(one) for one in page]
        for then in self._answered(answers, id):
            way = self.oracle.path(then)
            wishes = [wish for wish in self.oracle.made.wishes(way) if wish.source == id]
            worth = [sum(wish.factor * (wish.grades[row] or 0.0) for wish in wishes) for row in shown]
            meets = self.oracle.made.demanded(id, way).meets
            if max(worth) - min(worth) > 1e-9 or not all(meets >> row & 1 for row in rows):
                return False
        return True

    def gain(self, answers: Answers, id: str, enough: int | None = None) -> float:
        """What a question is expected to bring, in bits."""
        question, left = self.questions[id], self.oracle.remaining(answers)
        counts = [count for count in self._counts(answers, question) if count[0]]
        stated = sum(count - unknown for count, unknown in counts)
        if not stated:
            return 0.0
        enough = max(self.oracle.questionnaire.enough if enough is None else enough, 1)
        rest = sum((count - unknown) / stated * math.log2(max(count, enough)) for count, unknown in counts)
        return round((math.log2(left) - rest) * question.weight - 0.02 * math.log2(len(counts) + 1), 9)

    def _counts(self, answers: Answers, question: Question) -> list[tuple[int, int]]:
        oracle = self.oracle
        if question.type == "range":
            return self._bins(answers, question)
        ids = self._listed(answers, question) if question.type in ("single", "multiple") else []
        return [(oracle.count(answers, question.id, id), oracle.unknown(answers, question.id, id)) for id in ids]

    def _is_entered(self, id: str) -> bool:
        """Whether a question is of a type that no counting of answers weighs."""
        return self.questions[id].type in ("info", "number", "date")

    def _only_orders(self, answers: Answers, id: str) -> bool:
        """Whether what can be answered takes nothing away: an entry, or choices that only prefer."""
        counts = [count for count in self._counts(answers, self.questions[id]) if count[0]]
        left = self.oracle.remaining(answers)
        return self._is_entered(id) or (bool(counts) and all(count == (left, 0) for count in counts))

    def _listed(self, answers: Answers, question: Question) -> list[str]:
        if not question.auto:
            return [choice.id for choice in self.oracle.replay.offered(question.id, answers)]
        attribute = self.oracle.catalog.attributes[question.attribute]
        held = [product[attribute.id] for product in self.oracle.products if attribute.id in product]
        values = {value for one in held for value in (one if isinstance(one, tuple) else (one,))}
        if question.auto.limit is not None and question.auto.limit < len(values):
            assert self.cut, "this oracle does not know which choices are cut"
            return list(self.cut[question.id])
        order = attribute.order
        return [order[int(value)] if isinstance(value, float) else str(value) for value in sorted(values)]

    def _bins(self, answers: Answers, question: Question) -> list[tuple[int, int]]:
        attribute = self.oracle.catalog.attributes[question.attribute]
        stated = [one for id in self.oracle.candidates(answers) if (one := self._number(id, attribute.id)) is not None]
        if not stated:
            return []
        step = question.step or 10.0 ** -(attribute.decimals or 0)
        low = math.floor(min(stated) / step)
        high = max(math.ceil(max(stated) / step), low + 1)
        width = math.ceil((high - low) / question.bins)
        edges = [round(min(edge, high) * step, 10) for edge in range(low, high + width, width)]
        edges[0], edges[-1] = min(edges[0], *stated), max(edges[-1], *stated)
        bins, unknown = self.oracle.bins(answers, question.id, edges)
        kept = unknown if attribute.unknown == "keep" else 0
        return [(count + kept, kept) for count in bins if count]

    def _number(self, id: str, attribute: str) -> Any:
        return self.oracle.products[self.oracle.ids.index(id)].get(attribute)

    def bodies(self, answers: Answers, id: str) -> list[dict[str, Any]]:
        """What can be said to a question, as far as its screen lets one."""
        return list(self._bodies(answers, self.questions[id]))

    def _answered(self, answers: Answers, id: str) -> Iterator[Answers]:
        """The answers with everything said to a question that leaves something."""
        for body in self._bodies(answers, self.questions[id]):
            then = {**answers, id: body}
            if self.oracle.remaining(then):
                yield then

    def _bodies(self, answers: Answers, question: Question) -> Iterator[dict[str, Any]]:
        if question.type == "range":
            yield from self._ranges(question)
            return
        ids = self._listed(answers, question)
        can = [id for id in ids if self.oracle.count(answers, question.id, id)]
        yield from ({"choices": [id]} for id in can)
        exclusive = {choice.id for choice in question.choices if choice.exclusive}
        if question.type == "multiple":
            pairs = (
                pair for pair in combinations(ids, 2) if exclusive.isdisjoint(pair) and not set(can).isdisjoint(pair)
            )
            yield from ({"choices": list(pair)} for pair in pairs)

    def _ranges(self, question: Question) -> Iterator[dict[str, Any]]:
        policy: Any = self.oracle.catalog.attributes[question.attribute].unknown
        assumed = getattr(policy, "values", ())
        stated = {product[question.attribute] for product in self.oracle.products if question.attribute in product}
        for number in sorted({*stated, *assumed}):
            yield from ({"min": number}, {"max": number}, {"min": number, "max": number})

    def _scores(self, answers: Answers) -> dict[str, tuple[float, float]]:
        """What costs a product that it does not state something, and the rest of its score, of all that is shown; what a
        trusted answer sinks is told apart by its level."""
        shown = dict[str, tuple[float, float]]()
        for id, terms in self.oracle.listed.terms(answers).items():
            unstated = sum(amount for kind, *_, amount in terms if kind == "unstated")
            shown[id] = unstated, sum(amount for *_, amount in terms) - unstated
        for depth, level in enumerate(self.oracle.listed.levels(answers)):
            for row, id in enumerate(self.oracle.ids):
                if level >> row & 1:
                    shown[id] = shown[id][0], shown[id][1] - 1000 * depth
        return shown
