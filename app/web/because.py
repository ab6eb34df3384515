"""What the shopper did, said as the reason for where a product stands."""

from __future__ import annotations

from typing import Any

from app.guide import Release
from app.guide.habits import GOES_WITH, OWNED, REFILL
from app.guide.step import Shown
from app.ranking import Term
from app.shopper import Kept
from app.web import formats
from app.web.texts import translator

HABITS = (REFILL, GOES_WITH, OWNED)
"""The terms that come from purchases and the cart."""


class Because:
    """Says in one language which product a leaning comes from."""

    def __init__(self, release: Release, language: str) -> None:
        self._products = release.index.products
        self._catalog = release.index.catalog
        self._language = language
        self._t = translator(language)

    def reasons(self, shown: Shown) -> list[dict[str, Any]]:
        """What was bought or put into the cart, and the leaning, that speak most for a product, as reasons of the
        interface."""
        found = []
        for kinds in (HABITS, ("affinity",)):
            speaking = [term for term in shown.terms if term.kind in kinds and term.amount > 0]
            if speaking:
                found.append(self._reason(max(speaking, key=lambda term: term.amount), shown))
        return found

    def _reason(self, term: Term, shown: Shown) -> dict[str, Any]:
        if term.kind in HABITS:
            text, attributes = self.habit(term), []
        else:
            attribute = self._catalog.attributes[term.name]
            value = formats.fact(attribute, shown.product.get(term.name), self._catalog, self._language)
            text, attributes = self.say(term.cause, f"{attribute.label.pick(self._language)}: {value}"), [term.name]
        return {"question": "", "state": "meets", "text": text, "phrased": False, "attributes": attributes}

    def habit(self, term: Term) -> str:
        """What a purchase, or the cart, makes of another product."""
        return self._t(f"reason.{term.kind}", product=self._title(term.cause))

    def bought(self, kept: Kept, back: bool) -> dict[str, Any]:
        """A purchase, and when the product may be shown again."""
        day = formats.day(kept.at.date().toordinal(), self._language)
        again = "" if kept.until is None else formats.day(kept.until.date().toordinal(), self._language)
        key = ("never" if back else "plain") if kept.until is None else "until" if back else "again"
        return {
            "at": kept.at.isoformat(),
            "again": None if kept.until is None else kept.until.isoformat(),
            "kept_back": back,
            "text": self._t(f"bought.{key}", day=day, again=again),
        }

    def say(self, cause: str, what: str) -> str:
        """The product that was dealt with, and what of it counts."""
        return self._t("reason.affinity", product=self._title(cause), value=what)

    def _title(self, product: str) -> str:
        record = self._products.records[self._products.row_of[product]]
        return str(record.get(self._catalog.roles["title"]) or product)
