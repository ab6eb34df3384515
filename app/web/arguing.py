"""What speaks for and against a product, in one language: nothing twice, and nothing beside its opposite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.conditions import Truth
from app.guide import Release
from app.guide.step import Shown
from app.ranking import Reason
from app.web import formats
from app.web.texts import listed, translator

Json = dict[str, Any]

STATES = {Truth.MEETS: "meets", Truth.MISSES: "misses", Truth.UNKNOWN: "unknown"}
WORST_FIRST = ("misses", "unknown", "meets")


class Arguing:
    """Says the reasons of products in one language."""

    def __init__(self, release: Release, language: str) -> None:
        self._release = release
        self._catalog = release.index.catalog
        self._language = language
        self._t = translator(language)

    def reasons(self, shown: Shown) -> list[Json]:
        """What a product says to each answer and rule, in the author's words where these are true.

        Words whose opposite another answer gives are left: there the attributes are told.
        """
        said = {self._words(reason) for reason in shown.reasons if reason.phrased}
        pairs = [self._pair(reason) for reason in shown.reasons]
        disputed = {text for pair in pairs if len(pair) > 1 and pair <= said for text in pair}
        plain = (
            replace(reason, phrased=False) if self._words(reason) in disputed else reason for reason in shown.reasons
        )
        return [self._reason(reason, shown) for reason in plain]

    def _reason(self, reason: Reason, shown: Shown) -> Json:
        told = (self._evidence(id, reason, shown) for id in reason.attributes)
        return {
            "question": reason.question,
            "state": STATES[reason.truth],
            "text": self._words(reason) or listed(told, self._language),
            "phrased": reason.phrased,
            "attributes": list(reason.attributes),
        }

    def _words(self, reason: Reason) -> str:
        """The author's own words, where they are to be used."""
        words = self._release.phrases(reason.question, reason.choice).of(reason.truth) if reason.phrased else None
        return words.pick(self._language) if words else ""

    def _pair(self, reason: Reason) -> set[str]:
        """All that the author has to say of a choice."""
        words = self._release.phrases(reason.question, reason.choice)
        return {text.pick(self._language) for text in (words.meets, words.misses) if text}

    def _evidence(self, id: str, reason: Reason, shown: Shown) -> str:
        attribute = self._catalog.attributes[id]
        value = formats.fact(attribute, shown.product.get(id), self._catalog, self._language)
        if reason.share is not None:
            key = "fact.unbeaten" if reason.share == 1 else "fact.beats"
            value = self._t(key, value=value, n=int(reason.share * 100))
        return f"{attribute.label.pick(self._language)}: {value}"


def once(reasons: Iterable[Json]) -> list[Json]:
    """Each text once, at its first place: of several the worst, so that nothing is both praised and held against it."""
    found: dict[str, Json] = {}
    for reason in reasons:
        known = found.get(reason["text"])
        if known is None or WORST_FIRST.index(reason["state"]) < WORST_FIRST.index(known["state"]):
            found[reason["text"]] = reason
    return list(found.values())


def distinct(reasons: list[Json]) -> list[Json]:
    """The reasons without those that only repeat facts: of two alike about the same attributes, the fuller.

    What the author phrased always stays.
    """
    kept: list[Json] = []
    for reason in reasons:
        about = set(reason["attributes"])
        alike = [
            r for r in kept if not r["phrased"] and r["state"] == reason["state"] and about <= set(r["attributes"])
        ]
        if reason["phrased"] or not alike:
            kept.append(reason)
        elif about == set(alike[0]["attributes"]) and len(reason["text"]) > len(alike[0]["text"]):
            kept[kept.index(alike[0])] = reason
    return kept
