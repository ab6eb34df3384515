"""What is offered, in the words of one language."""

from __future__ import annotations

from app.guide.better import Better
from app.guide.recommend import CROSS_SELL, NEXT, UP_SELL, Offer, Offers
from app.services.answering import View
from app.web import formats
from app.web.saying import Json, Saying
from app.web.texts import listed


def present_offers(view: View, place: str, found: tuple[Offers, ...]) -> Json:
    """The recommendations of the interface."""
    said, release = Offering(view.release, view.language), view.release
    return {
        "questionnaire": release.questionnaire.id,
        "version": release.version,
        "revision": release.revision,
        "for": place,
        "best_for": release.questionnaire.recommend.best_for,
        "groups": [said.group(offers) for offers in found],
    }


class Offering(Saying):
    """Says offers in one language."""

    def group(self, offers: Offers) -> Json:
        """The offers of one kind."""
        return {
            "kind": offers.kind,
            "title": self.t(f"offer.{offers.kind}"),
            "offers": [self.offer(offer, offers.kind) for offer in offers.offers],
        }

    def offer(self, offer: Offer, kind: str) -> Json:
        return {
            "product": self.product(offer.shown),
            "cause": offer.cause,
            "because": self.why(offer, kind),
            "improves": [self.improvement(one, offer) for one in offer.better],
        }

    def why(self, offer: Offer, kind: str) -> str:
        """Why it is offered, in a sentence; nothing where the title says it."""
        if not offer.cause:
            return ""
        title = self.title(offer.cause)
        if kind == UP_SELL:
            improved = listed((self.improvement(one, offer)["text"] for one in offer.better), self.language)
            return improved or self.t("offer.instead", product=title)
        if offer.crowd:
            return self.t("reason.covisit", product=title)
        if kind in (CROSS_SELL, NEXT):
            return self.t("reason.goes_with", product=title)
        return self.t(f"offer.{kind}.because")

    def improvement(self, better: Better, offer: Offer) -> Json:
        attribute = self.catalog.attributes[better.attribute]
        other = self.release.index.products.records[self.release.index.products.row_of[offer.cause]]
        mine, theirs = (
            formats.fact(attribute, record.get(attribute.id), self.catalog, self.language)
            for record in (offer.shown.product, other)
        )
        label = self.pick(attribute.label)
        return {
            "attribute": attribute.id,
            "label": label,
            "text": self.t("offer.improves", label=label, value=mine, other=theirs),
            "wished": better.wished,
        }

    def title(self, product: str) -> str:
        record = self.release.index.products.records[self.release.index.products.row_of[product]]
        return str(record.get(self.catalog.roles["title"]) or product)
