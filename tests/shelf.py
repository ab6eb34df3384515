"""What conditions and wishes say of every product, worked out by loops: the oracle's ground.

A set of products is the bits of one Python integer; bit i is the i-th product in the order of ids. Conditions are as
`parse` leaves them: literals are texts, and `{answer: …}` is a `Ref`, replaced here by what was said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app import conditions as c
from app.catalog.model import Assume, Catalog, Product
from app.conditions.dates import Relative
from app.conditions.wish import Extreme, Near, Passing, Points, Wish
from app.document import Text
from tests.days import Said, Values, meant, on_day

MISSES, UNKNOWN, MEETS = 0, 1, 2

Judge = Callable[[Any], int]
Grades = list[float | None]


@dataclass(frozen=True)
class Fits:
    """Products that stay, and those among them that state why."""

    passes: int
    meets: int


class Shelf:
    """The products of a catalog on a day."""

    def __init__(self, catalog: Catalog, products: Iterable[Product], today: date) -> None:
        self.catalog = catalog
        self.today = today
        id = catalog.roles["id"]
        self.products = sorted(products, key=lambda product: str(product[id]))
        self.ids = [str(product[id]) for product in self.products]
        self.everything = (1 << len(self.products)) - 1
        group = catalog.roles.get("group", "") if catalog.variants == "together" else ""
        self.families = [product.get(group, row) for row, product in enumerate(self.products)]
        """What counts once: a text that products share, or a product by itself."""
        self._fits: dict[Any, Fits | None] = {}
        self._grades: dict[Any, Grades | None] = {}

    def count(self, bits: int) -> int:
        """How many there are as shoppers count: of variants that stand together, one."""
        return len({self.families[row] for row in rows_of(bits)})

    def fit(self, condition: c.Condition, said: Said) -> Fits | None:
        """The products that fulfil a condition; None if it has no effect, for nothing was said that it refers to."""
        key = (condition, _answered(condition, said))
        if key not in self._fits:
            judge = self.judge(condition, said)
            truths = [judge(product) for product in self.products] if judge else []
            passes, meets = _bits(truth != MISSES for truth in truths), _bits(truth == MEETS for truth in truths)
            self._fits[key] = Fits(passes, meets) if judge else None
        return self._fits[key]

    def judge(self, condition: c.Condition, said: Said) -> Judge | None:
        """A condition as a function of a product; None if it has no effect."""
        judging = Judging(lambda product, name: _values(product, name), self.literal, self._policy, said, self.today)
        return judging.judge(condition)

    def grades(self, wish: Wish, said: Said) -> Grades | None:
        """Every product's grade for a wish (None: not stated); None if the wish has no effect."""
        aim = wish.aim
        refers = isinstance(aim, Near) and isinstance(aim.value, c.Ref)
        key = (wish, _answered(aim.condition, said) if isinstance(aim, Passing) else said_of(said) if refers else ())
        if key not in self._grades:
            self._grades[key] = self._graded(wish, said)
        return self._grades[key]

    def _graded(self, wish: Wish, said: Said) -> Grades | None:
        aim = wish.aim
        if isinstance(aim, Passing):
            fits, rows = self.fit(aim.condition, said), range(len(self.products))
            if fits is None:
                return None
            return [1.0 if fits.meets >> row & 1 else None if fits.passes >> row & 1 else 0.0 for row in rows]
        assumed = self._policy(wish.name)
        if isinstance(aim, Points):
            return [self._worth(wish.name, aim, product, assumed) for product in self.products]
        otherwise = assumed[0] if isinstance(assumed, tuple) else None
        numbers: list[Any] = [product.get(wish.name, otherwise) for product in self.products]
        known = sorted(float(number) for number in numbers if number is not None)
        if isinstance(aim, Extreme):
            return [None if number is None else _beaten(float(number), known, aim.most) for number in numbers]
        target = meant(aim.value, said, self.today) if isinstance(aim.value, c.Ref) else None
        target = self.literal(wish.name, aim.value) if not isinstance(aim.value, c.Ref) else target
        if target is None:
            return None
        reach = aim.within if aim.within is not None else _usual_reach(known)
        return [None if number is None else max(0.0, 1.0 - abs(number - target) / reach) for number in numbers]

    @cached_property
    def usual_prices(self) -> list[float]:
        """How near each product costs to the median of its kind, 0..1; 0 where no price is stated."""
        price, kind = (self.catalog.roles.get(role, "") for role in ("price", "category"))
        by_kind: dict[Any, list[float]] = {}
        for product in self.products:
            if product.get(price) is not None:
                by_kind.setdefault(product.get(kind), []).append(float(product[price]))  # type: ignore[arg-type]
        known = {kind: sorted(prices) for kind, prices in by_kind.items()}
        return [self._usual(product.get(price), known.get(product.get(kind), [])) for product in self.products]

    def _usual(self, price: Any, known: list[float]) -> float:
        if price is None:
            return 0.0
        return max(0.0, 1.0 - abs(price - _quantile(known, 0.5)) / _usual_reach(known))

    def _worth(self, name: str, points: Points, product: Product, policy: Any) -> float | None:
        """What the values of one product are worth, added up as they are listed."""
        values = _values(product, name) or (policy if isinstance(policy, tuple) else ())
        if not values:
            return 0.0 if policy == "drop" else None
        total = 0.0
        for literal, worth in points.worth:
            wanted = self.literal(name, literal)
            wanted = on_day(wanted, self.today)
            total += worth if wanted in values else 0.0
        return total

    def literal(self, name: str, value: Any) -> Any:
        """The typed value of what an author wrote."""
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

    def _policy(self, name: str) -> Any:
        unknown = self.catalog.attributes[name].unknown
        return unknown.values if isinstance(unknown, Assume) else unknown


@dataclass(frozen=True)
class Judging:
    """How conditions are judged: how to find a record's values, type a literal, and take what is not stated."""

    values_of: Callable[[Any, str], Values]
    literal: Callable[[str, Any], Any]
    policy: Callable[[str], Any]
    said: Said
    today: date

    def judge(self, condition: c.Condition, negated: bool = False) -> Judge | None:
        """A condition as a function of a record; `not` arrives at the tests. None: it has no effect."""
        match condition:
            case c.Not(part):
                return self.judge(part, not negated)
            case c.All(parts) | c.Any(parts):
                judges = [judge for part in parts if (judge := self.judge(part, negated)) is not None]
                if parts and not judges:
                    return None
                if isinstance(condition, c.All) is not negated:
                    return lambda record: min((judge(record) for judge in judges), default=MEETS)
                return lambda record: max((judge(record) for judge in judges), default=MISSES)
            case c.Test(name, c.Known()):
                return lambda record: MEETS if bool(self.values_of(record, name)) is not negated else MISSES
            case c.Test(name, check):
                passes = self._passes(name, check)
                return None if passes is None else self._test(name, passes, negated)

    def _test(self, name: str, passes: Callable[[Values], bool], negated: bool) -> Judge:
        unstated = _unstated(self.policy(name), passes, negated)

        def judge(record: Any) -> int:
            values = self.values_of(record, name)
            return (MEETS if passes(values) is not negated else MISSES) if values else unstated

        return judge

    def _passes(self, name: str, check: Any) -> Callable[[Values], bool] | None:
        def typed(value: Any) -> Any:
            if isinstance(value, c.Ref):
                return meant(value, self.said, self.today)
            return on_day(self.literal(name, value), self.today)

        if isinstance(check, c.HeldAll):
            wanted = [typed(value) for value in check.values]
            return lambda values: all(value in values for value in wanted)
        exact = {typed(value) for value in check.values if not isinstance(value, c.Interval)} - {None}
        ends = [(span, _end(span.low, typed), _end(span.high, typed)) for span in check.values if _is_span(span)]
        spans = [(low, high, span.low_open, span.high_open) for span, low, high in ends if (low, high) != (None, None)]
        if check.values and not exact and not spans:
            return None
        return lambda values: any(value in exact or any(_lies(value, *span) for span in spans) for value in values)


def said_of(said: Said) -> tuple[Any, ...]:
    """All that was said, as a key."""
    return tuple(sorted((name, tuple(values)) for name, values in said.items()))


def rows_of(bits: int) -> list[int]:
    """The places of the bits that are set, rising."""
    return [row for row, bit in enumerate(bin(bits)[:1:-1]) if bit == "1"]


def both(parts: list[Fits]) -> Fits:
    """What fits all of them."""
    passes = meets = -1
    for fits in parts:
        passes, meets = passes & fits.passes, meets & fits.meets
    return Fits(passes, meets)


def either(parts: list[Fits]) -> Fits:
    """What fits one of them."""
    passes = meets = 0
    for fits in parts:
        passes, meets = passes | fits.passes, meets | fits.meets
    return Fits(passes, meets)


def _answered(condition: c.Condition, said: Said) -> tuple[Any, ...]:
    """What was said, if the condition refers to answers at all: `repr` shows every part of it."""
    return said_of(said) if "Ref(" in repr(condition) else ()


def _values(product: Product, name: str) -> Values:
    value = product.get(name)
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _unstated(policy: Any, passes: Callable[[Values], bool], negated: bool) -> int:
    if policy == "empty":
        return MEETS if negated else MISSES
    if policy == "keep":
        return UNKNOWN
    if policy == "drop":
        return MISSES
    return MEETS if passes(policy) is not negated else MISSES


def _is_span(value: Any) -> bool:
    return isinstance(value, c.Interval)


def _end(end: Any, typed: Callable[[Any], Any]) -> Any:
    return None if end is None else typed(end)


def _lies(value: Any, low: Any, high: Any, low_open: bool, high_open: bool) -> bool:
    if low is not None and (value < low or (low_open and value == low)):
        return False
    return high is None or not (value > high or (high_open and value == high))


def _beaten(number: float, known: list[float], most: bool) -> float:
    """The share of differently valued products that this number beats."""
    below, above = bisect_left(known, number), len(known) - bisect_right(known, number)
    return (below if most else above) / max(below + above, 1)


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


def _bits(flags: Iterable[bool]) -> int:
    return int("0" + "".join("1" if flag else "0" for flag in flags)[::-1], 2)
