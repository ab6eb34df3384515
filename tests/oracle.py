"""The slow and simple truth: what docs and design promise of a step, worked out by loops over products.

Written from the design's text. It takes parsed files (catalog, products, questionnaire) and knows nothing of the
index, the bitsets and the guide: `tests/shelf.py` judges products, `tests/replay.py` walks the routes, and
`tests/listed.py` orders what is left. Answers are JSON bodies by question, as the API takes them.

    oracle = Oracle.of_files(Path("catalog/diamonds.mapping.yaml"), Path("questionnaires/diamonds.yaml"), today)
    oracle.remaining({"budget": {"max": 900}})
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from app.catalog.feed import read_feed
from app.catalog.mapping import read_mapping_file
from app.catalog.model import Catalog, Product
from app.issues import Collector
from app.questionnaire import parse
from app.questionnaire.model import Questionnaire
from tests.asking import Asking
from tests.demanded import Demanded, Wished, truth_of
from tests.listed import Listed
from tests.replay import Answers, Replay, Way
from tests.shelf import Shelf, rows_of


class Oracle:
    def __init__(
        self,
        catalog: Catalog,
        products: Iterable[Product],
        questionnaire: Questionnaire,
        today: date,
        context: Mapping[str, str] | None = None,
    ) -> None:
        self.catalog = catalog
        self.questionnaire = questionnaire
        self.questions = questionnaire.questions
        self.today = today
        self.shelf = Shelf(catalog, products, today)
        self.products, self.ids = self.shelf.products, self.shelf.ids
        critiqued = frozenset(f"~{one.id}" for one in catalog.attributes.values() if one.kind == "number")
        own = {f"~{catalog.roles.get(role)}" for role in ("stock", "popularity")}
        self.replay = Replay(questionnaire, today, context or {}, critiqued - own)
        self.family = dict(zip(self.ids, self.shelf.families, strict=True))
        self.made = Demanded(catalog, self.shelf, self.replay, questionnaire)
        self.listed = Listed(self)
        self.asking = Asking(self)

    @classmethod
    def of_files(cls, mapping: Path, questionnaire: Path, today: date) -> Oracle:
        """The truth of files; raises AssertionError if one of them has issues."""
        issues = Collector()
        catalog = read_mapping_file(mapping.read_text("utf-8"), mapping.name, issues)
        parsed = parse(questionnaire.read_text("utf-8"), questionnaire.name, issues)
        assert catalog and parsed, [str(issue) for issue in issues.issues]
        return cls(catalog, read_feed(mapping.parent / catalog.feed, catalog, issues), parsed, today)

    # where the answers lead

    def path(self, answers: Answers) -> Way:
        """The replay: answers off the path have no effect."""
        return self.replay.path(answers)

    def at(self, answers: Answers) -> str:
        """What the next step is: the id of the question asked, `results`, or `end`."""
        way, left = self.path(answers), self.remaining(answers)
        closing = "end" if way.at == "end" else "results"
        if left == 0:
            return closing
        if left <= self.questionnaire.enough:
            if way.at == "best":
                return next((id for id in way.open if self.replay.obliges(id)), closing)
            return way.at if self.replay.obliging(answers) else closing
        for id in way.waiting:
            if not self.asking.is_idle(answers, id):
                return id
        at = self.asking.choose(answers, way.open) if way.at == "best" else way.at
        return closing if self.asking.ends(answers, at) else at

    def expected(self, answers: Answers) -> int:
        """How many questions the shopper is told to expect in all."""
        way = self.path(answers)
        if self.at(answers) in ("results", "end"):
            return sum(id in self.questions for id, _ in way.asked)
        reached = (*way.waiting, *way.open)
        return self.replay.expected(answers, {id for id in reached if self.asking.is_idle(answers, id)})

    def warnings(self, answers: Answers) -> list[str]:
        """What the rules that act have to say, in no language."""
        way = self.path(answers)
        return [rule.warn.pick("") for rule, acts in self.made.decided(way) if acts and rule.warn]

    # who still fits

    def candidates(self, answers: Answers) -> list[str]:
        """The ids of the products that are left, rising."""
        return [self.ids[row] for row in rows_of(self.left(answers))]

    def remaining(self, answers: Answers) -> int:
        """How many products are left, variants that stand together once."""
        return self.shelf.count(self.left(answers))

    def count(self, answers: Answers, question: str, choice: str) -> int:
        """What `remaining` is after the PUT that ticking the choice sends."""
        return self.remaining({**answers, question: self.ticking(answers, question, choice)})

    def unknown(self, answers: Answers, question: str, choice: str) -> int:
        """How many of them are kept only because they do not state what this question asks for."""
        then = {**answers, question: self.ticking(answers, question, choice)}
        way = self.path(then)
        if question not in dict(way.asked):
            return 0
        left = self.left(then)
        return self.shelf.count(left) - self.shelf.count(left & self.made.demanded(question, way).meets)

    def ticking(self, answers: Answers, question: str, choice: str) -> dict[str, Any]:
        """The body that ticking a choice sends; a selected one sends what is there."""
        asked = self.questions[question]
        picked = self.replay.picks(question, answers)
        if choice in picked:
            return {"choices": picked}
        exclusive = {other.id for other in asked.choices if other.exclusive}
        if asked.type == "single" or choice in exclusive:
            return {"choices": [choice]}
        return {"choices": [*(other for other in picked if other not in exclusive), choice]}

    def bins(self, answers: Answers, question: str, edges: Sequence[float]) -> tuple[list[int], int]:
        """Products by bin (half-open, the last closed) with the question's own answer lifted, and those unstated."""
        left = self.left({**answers, question: {"skip": True}})
        bins = [0] * (len(edges) - 1)
        stated, attribute = 0, self.questions[question].attribute
        for row in rows_of(left):
            value: Any = self.products[row].get(attribute)
            if value is None:
                continue
            stated |= 1 << row
            if edges[0] <= value <= edges[-1]:
                bins[min(bisect_right(edges, value), len(bins)) - 1] |= 1 << row
        return [self.shelf.count(bin) for bin in bins], self.shelf.count(left) - self.shelf.count(stated)

    def relaxations(self, answers: Answers) -> dict[frozenset[str], int]:
        """Every inclusion-minimal set of answers that keep products out whose giving up finds some: by brute force."""
        stay = self.keeping_out(answers)
        given = [id for id in stay if not self.questions[id].must]
        found: dict[frozenset[str], int] = {}
        for size in range(1, len(given) + 1):
            for questions in map(frozenset, combinations(given, size)):
                if not any(part < questions for part in found):
                    left = self.given_up(answers, questions)
                    on_path = {id for id, _ in self.path(left).asked}
                    remaining = self.remaining(left) if set(stay) - questions <= on_path else 0
                    if remaining:
                        found[questions] = remaining
        return found

    def keeping_out(self, answers: Answers) -> list[str]:
        """The answers on the path that keep products out: by what they demand, through an answer that a demand
        refers to, or through a rule that reads them."""
        way = self.path(answers)
        eligible = self.made.eligible(way)
        text = ""
        for id, body in way.asked:
            if eligible & ~self.made.demanded(id, way).passes:
                if id in self.replay.critiqued:
                    text += f"name='{id}'"
                    continue
                question = self.questions[id]
                picks = [choice.filter for choice in question.choices if choice.id in body.get("choices", ())]
                text += f"name='{id}'{(question.filter, picks)!r}"
        for rule, acts in self.made.decided(way):
            if eligible & ~self.made.ruled(rule, acts, way).passes:
                text += repr((rule.when, rule.filter if acts else rule.only))
        asked = [id for id, _ in way.asked]
        return [id for id in asked if f"name='{id}'" in text or f"Ref(question='{id}'" in text]

    def given_up(self, answers: Answers, questions: Iterable[str]) -> Answers:
        """The answers with some of them skipped, or withdrawn where a question may not be skipped."""
        skipped: Answers = {id: {"skip": True} for id in questions if self._skippable(id)}
        return {id: skipped.get(id, body) for id, body in answers.items() if id in skipped or id not in questions}

    def _skippable(self, id: str) -> bool:
        return id in self.replay.critiqued or self.questions[id].skippable

    def truths(self, answers: Answers, product: str) -> dict[str, int]:
        """What one product says to each answer on the path, and each rule: MISSES, UNKNOWN or MEETS."""
        row, way = self.ids.index(product), self.path(answers)
        asked = {question: truth_of(self.made.demanded(question, way), row) for question, _ in way.asked}
        return asked | {
            rule.id: truth_of(self.made.ruled(rule, acts, way), row) for rule, acts in self.made.decided(way)
        }

    def reasons(self, answers: Answers, products: Iterable[str]) -> Iterator[set[tuple[str, int]]]:
        """What each of some products may say to each question and rule: what its demand comes to, and its wishes."""
        wishes = self.wished(answers)
        for product in products:
            row = self.ids.index(product)
            wished = ((wish.source, wish.truth(row, beside)) for wish, beside in wishes)
            yield {*self.truths(answers, product).items(), *wished}

    def wished(self, answers: Answers) -> list[tuple[Wished, list[float]]]:
        """The wishes in force, each with the grades of all that is listed."""
        listed = [row for level in self.listed.levels(answers) for row in rows_of(level)]
        return [(wish, wish.beside(listed)) for wish in self.made.wishes(self.path(answers))]

    def left(self, answers: Answers, besides: Sequence[str] = ()) -> int:
        """The eligible products that meet the answers on the path, `besides` some, and the rules."""
        way = self.path(answers)
        left = self.made.eligible(way)
        for question, _ in way.asked:
            left &= self.made.demanded(question, way).passes if question not in besides else left
        for rule, acts in self.made.decided(way):
            left &= self.made.ruled(rule, acts, way).passes
        return left
