"""What the shop wants of a product, said as a reason for where it stands."""

from __future__ import annotations

from typing import Any

from app.guide import Release
from app.guide.step import Shown
from app.web.texts import translator


class Shopkeeping:
    """Says in one language which entries of merchandising moved a product."""

    def __init__(self, release: Release, language: str) -> None:
        self._deeds = {deed.id: deed for deed in release.questionnaire.merchandise}
        self._language = language
        self._t = translator(language)

    def reasons(self, shown: Shown) -> list[dict[str, Any]]:
        """Each pin, boost or bury that acts on the product, in the author's words if there are any."""
        return [self._reason(id) for id in shown.merchandise]

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
