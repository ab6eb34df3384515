"""What the shopper did, said as the reason for where a product stands."""

from __future__ import annotations

from typing import Any

from app.guide import Release
from app.guide.habits import GOES_WITH, MISFIT, OWNED, REFILL
from app.guide.searched import SOUGHT
from app.guide.step import Shown
from app.ranking import Term
from app.ranking.aversion import UNLIKE
from app.ranking.votes import AFFINITY, COVISIT, CROWD, LIKENESS, RETURNING
from app.shopper import Kept
from app.web import formats
from app.web.texts import translator

HABITS = (REFILL, GOES_WITH, MISFIT, OWNED, UNLIKE)
"""The terms that come from purchases, the cart and what is not wanted."""

LEANINGS = (AFFINITY, LIKENESS)
POPULAR = ("popularity", CROWD)

POPULAR_FROM = 0.9
"""The share of what popularity can add from which on a stranger is told that a product is popular."""


class Because:
    """Says in one language which product a leaning comes from."""

    def __init__(self, release: Release, language: str) -> None:
        self._products = release.index.products
        self._catalog = release.index.catalog
        self._language = language
        self._t = translator(language)
        self._much = POPULAR_FROM * release.weights.popularity or 1.0

    def reasons(self, shown: Shown) -> list[dict[str, Any]]:
        """What speaks most for a product, as reasons of the interface: what was bought or put into the cart; then the
        shopper's own leaning, before what they searched for and what those did who looked at the same, each of which is
        said beside it if it counts more. What is popular is said only to one of whom nothing is known."""
        found: list[dict[str, Any]] = []
        said = 0.0
        for kinds in (HABITS, LEANINGS, (SOUGHT,), (RETURNING,), (COVISIT,)):
            speaking = [term for term in shown.terms if term.kind in kinds and term.amount > 0]
            most = max(speaking, key=lambda term: term.amount, default=None)
            beside = kinds in (HABITS, LEANINGS) or (kinds != (RETURNING,) and most and most.amount > said)
            if most and (beside or not found):
                found.append(self._reason(most, shown))
                said = max(said, most.amount)
        popular = sum(term.amount for term in shown.terms if term.kind in POPULAR)
        if shown.stranger and not found and popular >= self._much:
            found.append(_said(self._t("reason.popular")))
        return found

    def _reason(self, term: Term, shown: Shown) -> dict[str, Any]:
        if term.kind in HABITS:
            return _said(self.habit(term))
        if term.kind == RETURNING:
            return _said(self._t("reason.again"))
        if term.kind == COVISIT:
            return _said(self._t("reason.covisit", product=self.title(term.cause)))
        if term.kind != SOUGHT and term.cause == shown.id:
            return _said(self._t("reason.had" if term.cause in shown.bought else "reason.seen"))
        attribute = self._catalog.attributes[term.name]
        value = formats.fact(attribute, term.value or shown.product.get(term.name), self._catalog, self._language)
        what = f"{attribute.label.pick(self._language)}: {value}"
        return _said(self.say(term, what, shown), term.name)

    def habit(self, term: Term) -> str:
        """What a purchase, or the cart, makes of another product."""
        return self._t(f"reason.{term.kind}", product=self.title(term.cause))

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

    def say(self, term: Term, what: str, shown: Shown) -> str:
        """The product that was bought, or else looked at, or what was searched for, and what of it counts."""
        if term.kind == SOUGHT:
            return self._t("reason.affinity.searched", term=term.cause, value=what)
        key = "reason.affinity.bought" if term.cause in shown.bought else "reason.affinity"
        return self._t(key, product=self.title(term.cause), value=what)

    def title(self, product: str) -> str:
        """What a product is called."""
        record = self._products.records[self._products.row_of[product]]
        return str(record.get(self._catalog.roles["title"]) or product)


def _said(text: str, *attributes: str) -> dict[str, Any]:
    return {"question": "", "state": "meets", "text": text, "phrased": False, "attributes": list(attributes)}
