"""What the shopper did, said as the reason for where a product stands."""

from __future__ import annotations

from typing import Any

from app.guide import Release
from app.guide.step import Shown
from app.web import formats
from app.web.texts import translator


class Because:
    """Says in one language which product a leaning comes from."""

    def __init__(self, release: Release, language: str) -> None:
        self._products = release.index.products
        self._catalog = release.index.catalog
        self._language = language
        self._t = translator(language)

    def reasons(self, shown: Shown) -> list[dict[str, Any]]:
        """The leaning that speaks most for a product, as a reason of the interface; none if none does."""
        leanings = [term for term in shown.terms if term.kind == "affinity" and term.amount > 0]
        if not leanings:
            return []
        most = max(leanings, key=lambda term: term.amount)
        attribute = self._catalog.attributes[most.name]
        value = formats.fact(attribute, shown.product.get(most.name), self._catalog, self._language)
        text = self.say(most.cause, f"{attribute.label.pick(self._language)}: {value}")
        return [{"question": "", "state": "meets", "text": text, "phrased": False, "attributes": [most.name]}]

    def say(self, cause: str, what: str) -> str:
        """The product that was dealt with, and what of it counts."""
        record = self._products.records[self._products.row_of[cause]]
        title = str(record.get(self._catalog.roles["title"]) or cause)
        return self._t("reason.affinity", product=title, value=what)
