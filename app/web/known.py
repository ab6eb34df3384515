"""What is known of a shopper, in the words of one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.guide import Release
from app.guide.profile import Dealt, Liking, Profile
from app.questionnaire import Type
from app.services.profiling import Known
from app.shopper import Bought
from app.shopper.removed import LIKING, of_liking, of_product
from app.web import formats
from app.web.texts import listed, translator

Json = dict[str, Any]

MOST_PURCHASES = 50
"""The newest are listed; all are counted."""


class KnownSaying:
    """Says in one language what is known of a shopper."""

    def __init__(self, release: Release, language: str) -> None:
        self.release = release
        self.catalog = release.index.catalog
        self.language = language
        self.t = translator(language)

    def profile(self, known: Known) -> Json:
        """All of it."""
        found = known.profile
        events = {one.product: one for one in found.dealt}
        return {
            "questionnaire": self.release.questionnaire.id,
            "language": self.language,
            "consent": known.consent,
            "joined": known.joined,
            "gift": found.gift,
            "lead": self.lead(known),
            "likings": [self.liking(one, events.get(one.cause)) for one in found.likings],
            "products": [self.dealt(one) for one in found.dealt if self.known(one.product)],
            "orders": len(found.bought),
            "purchases": [self.bought(one) for one in found.bought[:MOST_PURCHASES]],
            "told": [*self.registered(found), *self.said(found)],
            "removed": [{"signal": signal, "text": self.removed(signal)} for signal in known.removed],
            "dismissed": [{"product": id, "title": self.title(id)} for id in known.dismissed],
        }

    def lead(self, known: Known) -> list[str]:
        """What is used, and what is not."""
        said = [self.t(f"profile.consent.{known.consent}")]
        if known.joined:
            said.append(self.t("profile.joined", n=len(known.profile.bought)))
        if known.profile.gift:
            said.append(self.t("profile.gift"))
        if known.consent != "none" and not (known.profile.likings or known.profile.dealt or known.profile.bought):
            said.append(self.t("profile.nothing"))
        return said

    def liking(self, one: Liking, cause: Dealt | None) -> Json:
        attribute = self.catalog.attributes[one.attribute]
        value = formats.fact(attribute, one.value, self.catalog, self.language)
        label = attribute.label.pick(self.language)
        return {
            "signal": of_liking(one.attribute, one.name),
            "attribute": one.attribute,
            "label": label,
            "value": value,
            "text": self.t("profile.likes", label=label, value=value),
            "because": self.t("profile.search", term=one.cause)
            if one.searched
            else self.said_of(cause.name if cause else "view_item", one.cause, bool(cause and cause.earlier)),
            "product": "" if one.searched else one.cause,
            "weight": one.weight,
        }

    def dealt(self, one: Dealt) -> Json:
        record = self.release.index.products.records[self.release.index.products.row_of[one.product]]
        address = {role: record.get(self.catalog.roles.get(role, "")) for role in ("url", "image")}
        return {
            "signal": of_product(one.product),
            "product": one.product,
            "title": self.title(one.product),
            **{role: formats.web_address(found) for role, found in address.items()},
            "event": one.name.value,
            "times": one.times,
            "at": one.at.isoformat(),
            "earlier": one.earlier,
            "text": self.said_of(one.name.value, one.product, one.earlier),
        }

    def bought(self, one: Bought) -> Json:
        day = formats.day(one.at.date().toordinal(), self.language)
        return {
            "signal": of_product(one.product),
            "product": one.product,
            "title": self.title(one.product),
            "at": one.at.isoformat(),
            "channel": one.channel,
            "text": self.t("profile.bought", product=self.title(one.product), day=day),
        }

    def registered(self, found: Profile) -> list[Json]:
        """What the shop has signed of the shopper."""
        return [
            {"name": name, "by": "shop", "text": self.t("profile.registered", name=name, value=self.written(values))}
            for name, values in sorted(found.registered.items())
        ]

    def said(self, found: Profile) -> list[Json]:
        """What was answered on earlier visits."""
        told = []
        for id, values in sorted(found.said.items()):
            question, choices = self.release.questionnaire.questions[id], self.release.choices.get(id, {})
            labels = [
                choices[one].label.pick(self.language) for one in values if isinstance(one, str) and one in choices
            ]
            is_day = question.type is Type.DATE
            days = [formats.day(one, self.language) for one in values if isinstance(one, float) and is_day]
            value = listed(labels or days, self.language) or self.written(values)
            told.append({"name": id, "by": "shopper", "text": f"{question.ask.pick(self.language)} {value}"})
        return told

    def written(self, values: Sequence[str | float]) -> str:
        return listed(
            (one if isinstance(one, str) else formats.number(one, self.language) for one in values), self.language
        )

    def removed(self, signal: str) -> str:
        kind, _, rest = signal.partition(":")
        if kind != LIKING:
            return self.title(rest)
        id, _, name = rest.partition(":")
        attribute = self.catalog.attributes.get(id)
        if attribute is None:
            return f"{id}: {name}"
        value = float(attribute.order.index(name)) if name in attribute.order else name
        return f"{attribute.label.pick(self.language)}: {formats.fact(attribute, value, self.catalog, self.language)}"

    def said_of(self, event: str, product: str, earlier: bool) -> str:
        """What the shopper did with a product, in a sentence."""
        return self.t(f"profile.{event}{'.earlier' if earlier else ''}", product=self.title(product))

    def title(self, id: str) -> str:
        """A product's title, or what the catalog no longer has by its id."""
        row = self.release.index.products.row_of.get(id)
        record = {} if row is None else self.release.index.products.records[row]
        return str(record.get(self.catalog.roles["title"]) or id)

    def known(self, id: str) -> bool:
        return id in self.release.index.products.row_of
