"""Products side by side: what the answers say to each, what is stated of each, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import Refused
from app.guide.step import Shown
from app.services.answering import View
from app.web import formats
from app.web.arguing import WORST_FIRST, distinct, once
from app.web.facts import told
from app.web.saying import Saying

FEWEST, MOST = 2, 4
"""Products that stand side by side."""


@dataclass(frozen=True)
class Said:
    """A statement in a cell; `state` is that of a reason, else empty."""

    text: str
    state: str = ""


@dataclass(frozen=True)
class Cell:
    """What one product says to a row, each part with a state of its own; `state` is the worst of them, else empty."""

    parts: tuple[Said, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "; ".join(part.text for part in self.parts)

    @property
    def state(self) -> str:
        """The worst state."""
        return next((state for state in WORST_FIRST if any(part.state == state for part in self.parts)), "")


@dataclass(frozen=True)
class Row:
    """A row, a cell a product; `said` is what was answered; `differs` if the cells are not all the same."""

    label: str
    cells: tuple[Cell, ...]
    said: str = ""

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True)
class Compared:
    """Products as the interface says them, in the order in which they were listed, and the rows in two parts."""

    products: list[dict[str, Any]]
    answers: list[Row]
    facts: list[Row]


def check_number(ids: Sequence[str]) -> None:
    """Raises Refused if there are too few or too many products to stand side by side."""
    if not FEWEST <= len(set(ids)) <= MOST:
        raise Refused("compare", f"{len(set(ids))} products cannot be compared", f"pick {FEWEST} to {MOST}")


def lay_side_by_side(view: View, chosen: Sequence[Shown]) -> Compared:
    """The table of products, a column each."""
    said = Saying(view.release, view.language)
    products = [said.product(shown) for shown in chosen]
    asks = {answer.question: said.answer(answer) for answer in view.step.answers if not answer.stale}
    argued = [said.arguing.reasons(shown) for shown in chosen]
    answers = [
        Row(answer["ask"], tuple(_reasons(reasons, question) for reasons in argued), answer["label"])
        for question, answer in asks.items()
        if any(reason["question"] == question for reasons in argued for reason in reasons)
    ]
    return Compared(products, answers, _facts(said, chosen, products))


def _reasons(reasons: list[dict[str, Any]], question: str) -> Cell:
    """What a product says to one answer, nothing of it twice."""
    own = distinct(once(reason for reason in reasons if reason["question"] == question))
    return Cell(tuple(Said(reason["text"], reason["state"]) for reason in own))


def _fact(text: str, state: str = "") -> Cell:
    return Cell((Said(text, state),))


def _facts(said: Saying, shown: Sequence[Shown], products: list[dict[str, Any]]) -> list[Row]:
    """The price, what the list shows, and the rest; what no product states says nothing, an address helps nobody."""
    first = said.release.questionnaire.results.show
    prices = tuple(_fact(product["price_text"]) for product in products)
    role = said.catalog.role("price")
    rows = [Row(said.pick(role.label), prices)] if role and any(cell.text for cell in prices) else []
    return rows + [
        Row(
            said.pick(attribute.label),
            tuple(
                _fact(
                    formats.fact(attribute, one.product.get(attribute.id), said.catalog, said.language),
                    "" if attribute.id in one.product else "unknown",
                )
                for one in shown
            ),
        )
        for attribute in sorted(told(said.catalog), key=lambda attribute: attribute.id not in first)
        if attribute.id != said.catalog.roles["id"]
        and any(attribute.id in one.product for one in shown)
        and not any(formats.web_address(one.product.get(attribute.id)) for one in shown)
    ]
