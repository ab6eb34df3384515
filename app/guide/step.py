"""What the shopper sees: plain values, in no language and no markup yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.catalog.model import Product, Value
from app.document.texts import Localized
from app.questionnaire import Answer, Choice, Question
from app.ranking import Reason, Term
from app.shopper import Kept


class Deed(StrEnum):
    """What a relaxation does to one answer."""

    RAISE = "raise"
    LOWER = "lower"
    ACCEPT = "accept"
    DROP = "drop"
    SKIP = "skip"
    WITHDRAW = "withdraw"

    @property
    def gives_up(self) -> bool:
        """Whether nothing is left of what the answer demanded; otherwise it is only loosened."""
        return self in (Deed.SKIP, Deed.WITHDRAW)


@dataclass(frozen=True)
class Move:
    """One answer changed: `answer` is what to send instead, None to withdraw it.

    `bound` is the end that a range is raised or lowered to, `choice` the one that is accepted or dropped. `loss` says
    how far the answer is moved: 0 not at all, 1 given up.
    """

    question: str
    answer: Answer | None
    deed: Deed
    loss: float
    bound: float | None = None
    choice: str = ""


@dataclass(frozen=True)
class Relaxation:
    """A smallest set of answers to loosen or to give up, in path order, and how many candidates that leaves."""

    moves: tuple[Move, ...]
    remaining: int

    @property
    def changes(self) -> dict[str, Answer | None]:
        """What to send, by question."""
        return {move.question: move.answer for move in self.moves}

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions whose answers change, in path order."""
        return tuple(move.question for move in self.moves)


@dataclass(frozen=True)
class Needs:
    """What a choice that nothing fits would need: itself ticked by `answer`, and a relaxation of other answers."""

    answer: Answer
    relaxation: Relaxation


@dataclass(frozen=True)
class ChoiceView:
    """A choice with its live count: the candidates that ticking it would leave, and those kept as not stated.

    `needs` is there only where nothing would be left, and something other than this choice can be relaxed.
    """

    choice: Choice
    count: int
    unknown: int
    selected: bool
    needs: Needs | None = None
    likely: bool = False
    """Whether it fits what the shopper looked at better than the candidates at large."""

    @property
    def disabled(self) -> bool:
        return self.count == 0 and not self.selected


@dataclass(frozen=True)
class Bin:
    """A bar of a histogram: `start` belongs to it, `end` only to the last bar."""

    start: float
    end: float
    count: int


@dataclass(frozen=True)
class RangeView:
    """What can be given to a range: the ends of what is left, rounded outwards to steps; None: nothing is known."""

    min: float | None
    max: float | None
    step: float
    unknown: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class QuestionView:
    """A question as it stands for this shopper now, with the answer that it already has."""

    question: Question
    answer: Answer | None
    choices: tuple[ChoiceView, ...] = ()
    range: RangeView | None = None
    least: float | None = None
    most: float | None = None
    confirm: Answer | None = None
    """What the shopper all but said by what they looked at: to be confirmed, never taken for said."""


@dataclass(frozen=True)
class AnswerView:
    """An answer given: `stale` if it is off the path and without effect, `gone` if what it names no longer exists."""

    question: str
    asked: Question | None
    answer: Answer | None
    body: dict[str, object]
    labels: tuple[Localized, ...]
    stale: bool
    gone: bool


@dataclass(frozen=True)
class Peak:
    """The `most` or the `least` of an attribute among all that is listed."""

    attribute: str
    way: str


PINNED, AGAIN, LATE = "pin", "again", "late"


@dataclass(frozen=True)
class Shown:
    """A product with its score, the terms that sum to it, and the reasons."""

    id: str
    product: Product
    score: float
    terms: tuple[Term, ...]
    reasons: tuple[Reason, ...]
    label: Localized | None = None
    """What the shop says of a product that it has pinned."""
    placed: str = ""
    """What has placed it in the list, if not its score: `PINNED` by the shop, met `AGAIN`, or `LATE`: out of stock."""
    stranger: bool = False
    """Whether nothing is known of what the shopper likes."""
    bought: frozenset[str] = frozenset()
    """The products that the shopper has bought, of which causes of terms may be some."""
    unbeaten: tuple[Peak, ...] | None = None
    """What it has the most or the least of, as few others or none; empty: only that none is better in all that counts;
    None: neither."""
    merchandise: tuple[str, ...] = ()
    """The entries of merchandising that act on it, by id, in the order of the file."""


@dataclass(frozen=True)
class Why:
    """Why a product stands where it stands, whether it fits everything, and the answers and rules that it fails.

    `dismissed`: the shopper does not want to see it, or a variant that counts as the same.
    """

    shown: Shown
    candidate: bool
    failed: tuple[str, ...]
    change: WhyNot
    what_if: tuple[WhatIf, ...]
    critiques: tuple[Critique, ...] = ()
    """As seen from this product."""
    dismissed: bool = False
    bought: Kept | None = None
    """What the repurchase policy says of it, or of a variant that counts as the same, if the shopper has bought it."""


@dataclass(frozen=True)
class WhyNot:
    """The least change after which a product is a candidate, by question (None withdraws), and what then remains.

    Without a change for what is no candidate, `obstacle` says why, and `questions` where.
    """

    changes: dict[str, Answer | None]
    remaining: int
    obstacle: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhatIf:
    """What a change of one answer alone would leave, and whether that has the product in it."""

    question: str
    changes: dict[str, Answer | None]
    remaining: int
    shown: bool


@dataclass(frozen=True)
class Turn:
    """One direction of a critique: `more` or `less` of a number than the product has, or `near` it."""

    attribute: str
    way: str


@dataclass(frozen=True)
class Critique:
    """What could be said to a product shown: the answers to send, and how many candidates that leaves."""

    turns: tuple[Turn, ...]
    changes: dict[str, Answer | None]
    remaining: int
    product: str


@dataclass(frozen=True)
class Progress:
    """Questions answered on the path, and how many it may be in all."""

    answered: int
    expected: int


@dataclass(frozen=True)
class Further:
    """An open question that could still change something, and what it is expected to bring, in bits."""

    question: Question
    gain: float


@dataclass(frozen=True)
class GiftOffer:
    """A gift choice offered: what to send, how many candidates that leaves, and the attribute in which the shopper
    departs from what they hold to, with the values of before and now."""

    question: str
    choice: str
    changes: dict[str, Answer | None]
    remaining: int
    attribute: str
    before: Value
    now: Value


@dataclass(frozen=True)
class Step:
    """One step of the conversation.

    `remaining` counts the candidates. Without a `question` it is the results: `products` are the places
    `offset`, `offset` + 1, … of `total`; after the candidates come products that miss answers to questions among
    `sinking`, fewest misses first. `ended` means that the author closed without products. Where nothing fits,
    `conflict` are questions whose answers no product meets together, none of which could be left out;
    without `relaxations` all of them are marked `must`. `empty` means that nothing can be shown whatever is answered.
    """

    remaining: int
    progress: Progress
    answers: tuple[AnswerView, ...]
    question: QuestionView | None = None
    ended: bool = False
    gift: bool = False
    gift_offered: GiftOffer | None = None
    """The gift choice to offer, where this visit departs from what the shopper holds to."""
    total: int = 0
    offset: int = 0
    products: tuple[Shown, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    conflict: tuple[str, ...] = ()
    empty: bool = False
    further: tuple[Further, ...] = ()
    """With the results: what can be asked to be surer, best first."""
    warnings: tuple[Localized, ...] = ()
    critiques: tuple[Critique, ...] = ()
    sinking: tuple[str, ...] = ()
    unknown: int = 0
    """How many of the remaining are kept only because they do not state all that must hold."""
