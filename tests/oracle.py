"""The slow and simple truth: what docs and design promise of a step, worked out by loops over products.

Written from the design's text. It takes parsed files (catalog, products, questionnaire) and knows nothing of the
index, the bitsets and the guide. A set of products is the bits of one Python integer; bit i is the i-th product
in the order of ids. Answers are JSON bodies by question, as the API takes them.

    oracle = Oracle.of_files(Path("catalog/diamonds.mapping.yaml"), Path("questionnaires/diamonds.yaml"), today)
    oracle.remaining({"budget": {"max": 900}})
"""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from app import conditions as c
from app.catalog.feed import read_feed
from app.catalog.mapping import read_mapping_file
from app.catalog.model import Assume, Catalog, Product
from app.conditions.dates import Relative
from app.conditions.wish import Extreme, Passing, Wish
from app.document import Text
from app.issues import Collector
from app.questionnaire import parse
from app.questionnaire.model import Choice, Question, Questionnaire, Route

MISSES, UNKNOWN, MEETS = 0, 1, 2

Answers = dict[str, dict[str, Any]]
Values = Sequence[Any]
Judge = Callable[[Any], int]


@dataclass(frozen=True)
class Fits:
    """Products that stay, and those among them that state why."""

    passes: int
    meets: int


@dataclass(frozen=True)
class Way:
    """Answered questions on the path with their bodies, and where it stands: a question, results or end."""

    asked: tuple[tuple[str, dict[str, Any]], ...]
    at: str


@dataclass(frozen=True)
class Wished:
    """A wish with its factor, and every product's grade (None: not stated)."""

    question: str
    name: str
    factor: float
    grades: list[float | None]


class Oracle:
    def __init__(
        self, catalog: Catalog, products: Iterable[Product], questionnaire: Questionnaire, today: date
    ) -> None:
        self.catalog = catalog
        self.questionnaire = questionnaire
        self.questions = questionnaire.questions
        self.today = today
        id = catalog.roles["id"]
        self.products = sorted(products, key=lambda product: str(product[id]))
        self.ids = [str(product[id]) for product in self.products]
        self.everything = (1 << len(self.products)) - 1
        self._fits: dict[Any, Fits] = {}
        self._grades: dict[Wish, list[float | None]] = {}

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
        said: dict[str, Values] = {}
        asked = []
        order = [*self.questions, "results"]
        at = order[0]
        for _ in self.questions:
            if at not in self.questions:
                break
            question = self.questions[at]
            routes: list[Route] = list(question.next)
            if self._said_holds(question.when, said):
                if at not in answers:
                    break
                body = answers[at]
                asked.append((at, body))
                said[at] = _values_said(question, body)
                if question.type == "single" and body.get("choices"):
                    picked = question.choice(body["choices"][0])
                    routes = [*(picked.next if picked else ()), *routes]
            following = order[order.index(at) + 1]
            at = next((route.to for route in routes if self._said_holds(route.when, said)), following)
        return Way(tuple(asked), at)

    def at(self, answers: Answers) -> str:
        """What the next step is: the id of the question asked, `results`, or `end`."""
        way = self.path(answers)
        left = self.remaining(answers)
        if way.at in ("results", "end"):
            return way.at
        is_enough = left <= self.questionnaire.enough and self.questions[way.at].skippable
        return "results" if left == 0 or is_enough else way.at

    # who still fits

    def candidates(self, answers: Answers) -> list[str]:
        """The ids of the products that are left, rising."""
        left = self._left(answers)
        return [id for row, id in enumerate(self.ids) if left >> row & 1]

    def remaining(self, answers: Answers) -> int:
        """How many products are left."""
        return self._left(answers).bit_count()

    def count(self, answers: Answers, question: str, choice: str) -> int:
        """What `remaining` is after the PUT that ticking the choice sends."""
        return self.remaining({**answers, question: self.ticking(answers, question, choice)})

    def unknown(self, answers: Answers, question: str, choice: str) -> int:
        """How many of them are kept only because they do not state what this question asks for."""
        then = {**answers, question: self.ticking(answers, question, choice)}
        if question not in dict(self.path(then).asked):
            return 0
        return (self._left(then) & ~self._demanded(question, then[question]).meets).bit_count()

    def ticking(self, answers: Answers, question: str, choice: str) -> dict[str, Any]:
        """The body that ticking a choice sends; a selected one sends what is there."""
        asked = self.questions[question]
        picked = answers.get(question, {}).get("choices", [])
        if choice in picked:
            return {"choices": picked}
        exclusive = {other.id for other in asked.choices if other.exclusive}
        if asked.type == "single" or choice in exclusive:
            return {"choices": [choice]}
        return {"choices": [*(other for other in picked if other not in exclusive), choice]}

    def bins(self, answers: Answers, question: str, edges: Sequence[float]) -> tuple[list[int], int]:
        """Products by bin (half-open, the last closed) with the question's own answer lifted, and those unstated."""
        left = self._left({**answers, question: {"skip": True}})
        counts, unstated = [0] * (len(edges) - 1), 0
        attribute = self.questions[question].attribute
        for row in _rows(left):
            value: Any = self.products[row].get(attribute)
            if value is None:
                unstated += 1
            elif edges[0] <= value <= edges[-1]:
                counts[min(bisect_right(edges, value), len(counts)) - 1] += 1
        return counts, unstated

    def relaxations(self, answers: Answers) -> dict[frozenset[str], int]:
        """Every inclusion-minimal set of answers that keep products out whose giving up finds some: by brute force."""
        eligible = self._left({})
        given = [id for id, body in self.path(answers).asked if eligible & ~self._demanded(id, body).passes]
        found: dict[frozenset[str], int] = {}
        for size in range(1, len(given) + 1):
            for questions in map(frozenset, combinations(given, size)):
                if not any(part < questions for part in found):
                    left = self.given_up(answers, questions)
                    on_path = {id for id, _ in self.path(left).asked}
                    remaining = self.remaining(left) if set(given) - questions <= on_path else 0
                    if remaining:
                        found[questions] = remaining
        return found

    def given_up(self, answers: Answers, questions: Iterable[str]) -> Answers:
        """The answers with some of them skipped, or withdrawn where a question may not be skipped."""
        skipped: Answers = {id: {"skip": True} for id in questions if self.questions[id].skippable}
        return {id: skipped.get(id, body) for id, body in answers.items() if id in skipped or id not in questions}

    def truth(self, answers: Answers, question: str, product: str) -> int:
        """What one product says to the answer of one question: MISSES, UNKNOWN or MEETS."""
        fits, row = self._demanded(question, answers[question]), self.ids.index(product)
        return (fits.passes >> row & 1) + (fits.meets >> row & 1)

    def reasons(self, answers: Answers, product: str) -> set[tuple[str, int]]:
        """What a product may say to each question: what its demand comes to, and each of its wishes."""
        row = self.ids.index(product)
        demanded = {(question, self.truth(answers, question, product)) for question, _ in self.path(answers).asked}
        return demanded | {(wish.question, _in_words(wish.grades[row])) for wish in self.wishes(answers)}

    # in which order

    def order(self, answers: Answers) -> list[str]:
        """All candidates as they are shown: by falling score, then id; late ones last if so wished."""
        scores = self.scores(answers)
        late = self._late() if self.questionnaire.results.out_of_stock == "last" else 0
        late_ids = {self.ids[row] for row in _rows(late)}
        best = sorted(scores, key=scores.__getitem__, reverse=True)  # equal ones stay in the order of their ids
        return [id for id in best if id not in late_ids] + [id for id in best if id in late_ids]

    def scores(self, answers: Answers) -> dict[str, float]:
        """The score of each candidate, its terms added in this order: wishes, what is not stated, popularity."""
        ranking = self.questionnaire.ranking
        wishes = self.wishes(answers)
        unstated = [
            fits.passes & ~fits.meets for fits in (self._demanded(id, body) for id, body in self.path(answers).asked)
        ]
        popularity = self.catalog.role("popularity")
        popular = self._grade(Wish(popularity.id, Extreme(most=True), 1.0)) if popularity else []
        rows = _rows(self._left(answers))
        scores = [0.0] * len(rows)
        for wish in wishes:
            scores = [score + wish.factor * (wish.grades[row] or 0.0) for score, row in zip(scores, rows, strict=True)]
        for kept in unstated:
            missing = set(_rows(kept))
            scores = [
                score - (ranking.preference if row in missing else 0.0) for score, row in zip(scores, rows, strict=True)
            ]
        if popular:
            weight = ranking.popularity
            scores = [score + weight * (popular[row] or 0.0) for score, row in zip(scores, rows, strict=True)]
        return {self.ids[row]: score for row, score in zip(rows, scores, strict=True)}

    def wishes(self, answers: Answers) -> list[Wished]:
        """The wishes of the answers on the path: those of the picks, then the question's own."""
        preference = self.questionnaire.ranking.preference
        found = []
        for id, body in self.path(answers).asked:
            if "skip" in body:
                continue
            question = self.questions[id]
            picks = [choice for choice in question.choices if choice.id in body.get("choices", ())]
            weighed = [(wish, question.importance) for choice in picks for wish in choice.prefer]
            for wish, weight in [*weighed, *((wish, 1.0) for wish in question.prefer)]:
                found.append(Wished(id, wish.name, preference * weight * wish.importance, self._grade(wish)))
        return found

    # how it is worked out

    def _left(self, answers: Answers) -> int:
        left = self.everything
        if self.questionnaire.results.out_of_stock == "hide":
            left &= ~self._late()
        for question, body in self.path(answers).asked:
            left &= self._demanded(question, body).passes
        return left

    def _late(self) -> int:
        stock = self.catalog.role("stock")
        condition = self.catalog.out_of_stock
        if not condition and stock:
            none: Any = "false" if stock.kind == "flag" else c.Interval(high=0.0)
            condition = c.Test(stock.id, c.Held((none,)))
        return self._fit("late", condition).meets if condition else 0

    def _demanded(self, question: str, body: dict[str, Any]) -> Fits:
        """What one answer makes of the catalog."""
        asked = self.questions[question]
        if "skip" in body:
            return Fits(self.everything, self.everything)
        parts = []
        picks = [self._pick(asked, pick) for pick in body.get("choices", [])]
        if asked.match == "all":
            parts += [fits for fits in picks if fits]
        elif picks and None not in picks:
            parts.append(_either([fits for fits in picks if fits]))
        if asked.filter:
            parts.append(self._fit((question,), asked.filter))
        if asked.type == "range":
            bounds = c.Interval(body.get("min"), body.get("max"))
            key = (question, bounds.low, bounds.high)
            parts.append(self._fit(key, c.Test(asked.attribute, c.Held((bounds,)))))
        return _both([Fits(self.everything, self.everything), *parts])

    def _pick(self, question: Question, pick: str) -> Fits | None:
        """What a pick demands; None: it frees the question."""
        choice = question.choice(pick)
        if not choice and not (question.auto and self._offered(question, pick)):
            return Fits(0, 0)
        if choice and not self._asks_for_its_id(question, choice):
            free = choice.filter is None or choice.filter == c.ALWAYS
            return None if free else self._fit((question.id, pick), choice.filter)
        mark = choice.mark if choice else question.mark
        return self._fit((question.id, pick), c.Test(question.attribute, c.Held((Text(pick, mark),))))

    def _asks_for_its_id(self, question: Question, choice: Choice) -> bool:
        return bool(question.attribute) and choice.filter is None and not choice.prefer

    def _offered(self, question: Question, pick: str) -> bool:
        """Whether some product states the value."""
        attribute = self.catalog.attributes[question.attribute]
        value = float(attribute.order.index(pick)) if pick in attribute.order else pick
        return any(value in _values(product, attribute.id) for product in self.products)

    def _fit(self, key: Any, condition: c.Condition) -> Fits:
        if key not in self._fits:
            judge = self._judge(
                condition, lambda product, name: _values(product, name), self._product_literal, self._policy
            )
            truths = [judge(product) for product in self.products]
            self._fits[key] = Fits(
                _bits(truth != MISSES for truth in truths), _bits(truth == MEETS for truth in truths)
            )
        return self._fits[key]

    def _said_holds(self, when: c.Condition | None, said: dict[str, Values]) -> bool:
        def empty(name: str) -> str:
            return "empty"

        if when is None:
            return True
        judge = self._judge(when, lambda answers, name: answers.get(name, ()), lambda name, value: value, empty)
        return judge(said) == MEETS

    def _judge(
        self,
        condition: c.Condition,
        values_of: Callable[[Any, str], Values],
        literal: Callable[[str, Any], Any],
        policy: Callable[[str], Any],
        negated: bool = False,
    ) -> Judge:
        """A condition as a function of a record; `not` arrives at the tests."""
        match condition:
            case c.Not(part):
                return self._judge(part, values_of, literal, policy, not negated)
            case c.All(parts) | c.Any(parts):
                judges = [self._judge(part, values_of, literal, policy, negated) for part in parts]
                if isinstance(condition, c.All) is not negated:
                    return lambda record: min((judge(record) for judge in judges), default=MEETS)
                return lambda record: max((judge(record) for judge in judges), default=MISSES)
            case c.Test(name, c.Known()):
                return lambda record: MEETS if bool(values_of(record, name)) is not negated else MISSES
            case c.Test(name, check):
                passes = self._passes(check, lambda value: self._day(literal(name, value)))
                unstated = _unstated(policy(name), passes, negated)

                def judge(record: Any) -> int:
                    values = values_of(record, name)
                    return (MEETS if passes(values) is not negated else MISSES) if values else unstated

                return judge

    def _passes(self, check: Any, typed: Callable[[Any], Any]) -> Callable[[Values], bool]:
        if isinstance(check, c.HeldAll):
            wanted = [typed(value) for value in check.values]
            return lambda values: all(value in values for value in wanted)
        exact = {typed(value) for value in check.values if not isinstance(value, c.Interval)}
        spans = [
            (_typed_end(value.low, typed), _typed_end(value.high, typed), value.low_open, value.high_open)
            for value in check.values
            if isinstance(value, c.Interval)
        ]
        return lambda values: any(value in exact or any(_lies(value, *span) for span in spans) for value in values)

    def _product_literal(self, name: str, value: Any) -> Any:
        if not isinstance(value, Text):
            return value
        attribute, text = self.catalog.attributes[name], value.value
        match attribute.kind:
            case "number":
                return float(text)
            case "ordered":
                return float(attribute.order.index(text))
            case "flag":
                return {"yes": "true", "no": "false"}.get(text.lower(), text.lower())
            case "date" if text == "today":
                return Relative(0, "day")
            case "date" if text[0] in "+-":
                amount, unit = text[1:].split()
                return Relative(int(text[0] + amount), unit.removesuffix("s"))
            case "date":
                return float(date.fromisoformat(text).toordinal())
        return text

    def _day(self, value: Any) -> Any:
        if not isinstance(value, Relative):
            return value
        if value.unit in ("day", "week"):
            return float((self.today + timedelta(value.amount * {"day": 1, "week": 7}[value.unit])).toordinal())
        year, month = self.today.year, self.today.month
        for _ in range(abs(value.amount) * {"month": 1, "year": 12}[value.unit]):
            month += 1 if value.amount > 0 else -1
            year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
        return float(date(year, month, min(self.today.day, calendar.monthrange(year, month)[1])).toordinal())

    def _policy(self, name: str) -> Any:
        unknown = self.catalog.attributes[name].unknown
        return unknown.values if isinstance(unknown, Assume) else unknown

    def _grade(self, wish: Wish) -> list[float | None]:
        if wish not in self._grades:
            self._grades[wish] = self._graded(wish)
        return self._grades[wish]

    def _graded(self, wish: Wish) -> list[float | None]:
        aim = wish.aim
        if isinstance(aim, Passing):
            fits = self._fit(wish, aim.condition)
            rows = range(len(self.products))
            return [1.0 if fits.meets >> row & 1 else None if fits.passes >> row & 1 else 0.0 for row in rows]
        assumed = self._policy(wish.name)
        otherwise = assumed[0] if isinstance(assumed, tuple) else None
        numbers = [product.get(wish.name, otherwise) for product in self.products]
        known = sorted(float(number) for number in numbers if number is not None)  # type: ignore[arg-type]
        if isinstance(aim, Extreme):
            return [None if number is None else _beaten(float(number), known, aim.most) for number in numbers]  # type: ignore[arg-type]
        target = self._product_literal(wish.name, aim.value)
        reach = aim.within if aim.within is not None else _usual_reach(known)
        return [None if number is None else max(0.0, 1.0 - abs(number - target) / reach) for number in numbers]  # type: ignore[operator]


def _values(product: Product, name: str) -> Values:
    value = product.get(name)
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _values_said(question: Question, body: dict[str, Any]) -> Values:
    if question.type == "date" and "value" in body:
        return (float(date.fromisoformat(body["value"]).toordinal()),)
    if "seen" in body:
        return ("true",)
    ends = [body[key] for key in ("min", "max", "value") if body.get(key) is not None]
    return tuple(body.get("choices", ends))


def _unstated(policy: Any, passes: Callable[[Values], bool], negated: bool) -> int:
    if policy == "empty":
        return MEETS if negated else MISSES
    if policy == "keep":
        return UNKNOWN
    if policy == "drop":
        return MISSES
    return MEETS if passes(policy) is not negated else MISSES


def _typed_end(end: Any, typed: Callable[[Any], Any]) -> Any:
    return None if end is None else typed(end)


def _lies(value: Any, low: Any, high: Any, low_open: bool, high_open: bool) -> bool:
    if low is not None and (value < low or (low_open and value == low)):
        return False
    return high is None or not (value > high or (high_open and value == high))


def _beaten(number: float, known: list[float], most: bool) -> float:
    """The share of differently valued products that this number beats."""
    below, above = bisect_left(known, number), len(known) - bisect_right(known, number)
    return (below if most else above) / max(below + above, 1)


def _in_words(grade: float | None) -> int:
    return UNKNOWN if grade is None else MEETS if grade >= 0.5 else MISSES


def _usual_reach(known: list[float]) -> float:
    """The interquartile range; where that is 0, half of the whole range, or 1."""
    if not known:
        return 1.0
    return _quantile(known, 0.75) - _quantile(known, 0.25) or (known[-1] - known[0]) / 2 or 1.0


def _quantile(known: list[float], share: float) -> float:
    """Linear between the two neighbours, counted from the nearer one."""
    place = share * (len(known) - 1)
    low = known[int(place)]
    high = known[min(int(place) + 1, len(known) - 1)]
    part = place - int(place)
    return low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)


def _both(parts: list[Fits]) -> Fits:
    passes = meets = -1
    for fits in parts:
        passes, meets = passes & fits.passes, meets & fits.meets
    return Fits(passes, meets)


def _either(parts: list[Fits]) -> Fits:
    passes = meets = 0
    for fits in parts:
        passes, meets = passes | fits.passes, meets | fits.meets
    return Fits(passes, meets)


def _bits(flags: Iterable[bool]) -> int:
    return int("0" + "".join("1" if flag else "0" for flag in flags)[::-1], 2)


def _rows(bits: int) -> list[int]:
    """The places of the bits that are set, rising."""
    return [row for row, bit in enumerate(bin(bits)[:1:-1]) if bit == "1"]
