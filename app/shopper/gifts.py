"""When something was sought for somebody else, and what was done meanwhile: never taught, never held against anyone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.shopper.events import Event, Name
from app.shopper.purchases import SAME_ORDER, Bought
from app.shopper.visits import VISIT_GAP


@dataclass(frozen=True)
class Mark:
    """Whether a gift choice was on the path after an answer, or the withdrawal of one, was said `at` a moment; `heard`
    is the number of the last event that had come in by then."""

    at: datetime
    heard: int
    gift: bool


@dataclass(frozen=True)
class Span:
    """A stretch of a session in which a gift choice was on the path: from one mark on, until another (None: still).

    `last` is the newest mark by which it went on.
    """

    begin: Mark
    end: Mark | None
    last: Mark

    def holds(self, at: datetime, number: int | None = None) -> bool:
        """Whether what was done at a moment, or came in as the event `number`, belongs to it: one of the two suffices,
        for the clock of whoever says `at` may be wrong, and what was done may come in late. What came in is parted by
        its number from what was said in the same instant; all else that happened in the first one belongs to it."""
        if number is None:
            return at >= self.begin.at and (self.end is None or at < self.end.at)
        came = number > self.begin.heard and (self.end is None or number <= self.end.heard)
        return came or (at > self.begin.at and (self.end is None or at < self.end.at))


@dataclass(frozen=True)
class Gifts:
    """The spans of a session, by time; the last may still go on."""

    spans: tuple[Span, ...] = ()

    def hold(self, at: datetime, number: int | None = None) -> bool:
        """Whether what was done belongs to a gift, for good."""
        return any(span.holds(at, number) for span in self.spans)

    def hold_now(self, at: datetime, number: int | None = None) -> bool:
        """Whether it belongs to the gift that is being sought."""
        return self.goes_on and self.spans[-1].holds(at, number)

    @property
    def goes_on(self) -> bool:
        """Whether something is still sought for somebody else."""
        return bool(self.spans) and self.spans[-1].end is None

    def own(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """What the shopper did for themselves."""
        return tuple(one for one in events if not self.hold(one.at, one.number)) if self.spans else tuple(events)

    def given(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """What was done for the gift that is being sought."""
        return tuple(one for one in events if self.hold_now(one.at, one.number))

    def own_orders(self, orders: Sequence[Bought], events: Sequence[Event]) -> tuple[Bought, ...]:
        """The orders that are not of a gift, `events` being those of the session."""
        is_given = self.gave(events)
        return tuple(order for order in orders if not is_given(order.product, order.at))

    def gave(self, events: Sequence[Event]) -> Callable[[str, datetime], bool]:
        """Whether a product in an order of some time was a gift, `events` being those of the session: all that was
        ordered in a span, and what was bought there, which the shop's books may give another time.

        For the books, which know of no session, a span is over `VISIT_GAP` after the last that was said or done in it.
        """
        if not self.spans:
            return lambda product, at: False
        given = [event for event in events if self.hold(event.at, event.number)]
        bought = [(product, one.at) for one in given if one.name is Name.PURCHASE for product in one.products]
        last = [
            max([one.last.at, *(event.at for event in given if one.holds(event.at, event.number))])
            for one in self.spans
        ]

        def is_given(product: str, at: datetime) -> bool:
            if any(one.holds(at) and at - then <= VISIT_GAP for one, then in zip(self.spans, last, strict=True)):
                return True
            return any(product == other and abs(at - then) <= SAME_ORDER for other, then in bought)

        return is_given


NO_GIFTS = Gifts()


def fold_gifts(marks: Iterable[Mark]) -> Gifts:
    """The spans that marks, in the order of the log, make."""
    spans: list[Span] = []
    for mark in marks:
        going = bool(spans) and spans[-1].end is None
        if going:
            begin, last = spans[-1].begin, spans[-1].last
            spans[-1] = Span(begin, None, mark) if mark.gift else Span(begin, mark, last)
        elif mark.gift:
            spans.append(Span(mark, None, mark))
    return Gifts(tuple(spans))
