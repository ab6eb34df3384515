"""What the shop wants of a product, said as a reason for where it stands."""

from __future__ import annotations

from typing import Any

from app.guide import Release
from app.guide.step import Shown
from app.ranking import Term
from app.web.texts import translator


class Shopkeeping:
    """Says in one language which entries of merchandising, and which triggers, moved a product."""

    def __init__(self, release: Release, language: str) -> None:
        self._deeds = {deed.id: deed for deed in release.questionnaire.merchandise}
        self._triggers = release.triggers
        self._products = release.index.products
        self._title = release.index.catalog.roles["title"]
        self._language = language
        self._t = translator(language)

    def reasons(self, shown: Shown) -> list[dict[str, Any]]:
        """Each pin, boost or bury that acts on the product, in the author's words if any; then what was bought
        and calls for it."""
        called = (term for term in shown.terms if term.kind == "trigger")
        return [*map(self._reason, shown.merchandise), *map(self._called, called)]

    def say(self, term: Term) -> str:
        """What a trigger says of a product that it offers, and what was bought."""
        trigger = next((one for one in self._triggers if one.id == term.question), None)
        record = self._products.records[self._products.row_of[term.cause]]
        product = str(record.get(self._title) or term.cause)
        if trigger and trigger.label:
            return self._t("reason.trigger.label", label=trigger.label.pick(self._language), product=product)
        return self._t("reason.trigger", product=product)

    def _called(self, term: Term) -> dict[str, Any]:
        return {"question": term.question, "state": "meets", "text": self.say(term), "phrased": False, "attributes": []}

    def _reason(self, id: str) -> dict[str, Any]:
        deed = self._deeds[id]
        text = deed.label.pick(self._language) if deed.label else ""
        return {
            "question": id,
            "state": "misses" if deed.deed in ("bury", "exclude") else "meets",
            "text": text or self._t(f"reason.{deed.deed}"),
            "phrased": bool(text),
            "attributes": [],
        }
