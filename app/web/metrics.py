"""Figures of this process for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from app.catalog.kernel import NAME
from app.services import Context

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def figures() -> Response:
    """What this process serves, and how often it could look up what it would have had to work out."""
    registry = CollectorRegistry()
    registry.register(_Served(current_app.extensions["salesclerk"]))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Served:
    """The releases of a process, one sample each."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def collect(self) -> Iterator[Metric]:
        asked = CounterMetricFamily(
            "salesclerk_memo_lookups",
            "Early states asked for, by whether they were kept.",
            labels=("questionnaire", "found"),
        )
        kept = GaugeMetricFamily("salesclerk_memo_entries", "Early states kept.", labels=("questionnaire",))
        size = GaugeMetricFamily("salesclerk_memo_bytes", "Their size in bytes.", labels=("questionnaire",))
        products = GaugeMetricFamily("salesclerk_products", "Products in the catalog.", labels=("catalog",))
        shoppers = CounterMetricFamily(
            "salesclerk_shopper_tokens",
            "Tokens that say who a shopper is, by what they were worth.",
            labels=("verdict",),
        )
        for verdict, count in self.context.identities.counts().items():
            shoppers.add_metric((verdict,), count)
        claims = CounterMetricFamily(
            "salesclerk_shopper_token_flaws",
            "Tokens, and claims of them, that were not believed, by reason.",
            labels=("reason",),
        )
        for reason, count in self.context.token_flaws.counts().items():
            claims.add_metric((reason,), count)
        events = CounterMetricFamily(
            "salesclerk_events", "Events that shops' pages sent, by what became of them.", labels=("fate",)
        )
        for fate, count in self.context.fates.counts().items():
            events.add_metric((fate,), count)
        flaws = CounterMetricFamily(
            "salesclerk_event_flaws", "Events that were left out, wholly or in part, by reason.", labels=("reason",)
        )
        for flaw, count in self.context.flaws.counts().items():
            flaws.add_metric((flaw,), count)
        kernel = GaugeMetricFamily("salesclerk_kernel", "Which kernel counts.", labels=("name",))
        for id, release in sorted(self.context.releases.releases().items()):
            rate = release.memo.rate()
            asked.add_metric((id, "yes"), rate.hits)
            asked.add_metric((id, "no"), rate.misses)
            kept.add_metric((id,), rate.entries)
            size.add_metric((id,), rate.bytes)
        for id, index in sorted(self.context.releases.catalogs().items()):
            products.add_metric((id,), len(index.products))
        kernel.add_metric((NAME,), 1)
        yield from (asked, kept, size, products, shoppers, claims, events, flaws, kernel, self._models())

    def _models(self) -> Metric:
        """What became of the events that the models that serve were made of."""
        heard = GaugeMetricFamily(
            "salesclerk_model_events",
            "Events that a model was trained on, and those that came since, by what became of them.",
            labels=("catalog", "when", "fate"),
        )
        for id, live in sorted(self.context.releases.crowds.lives.items()):
            for when, tally in (("trained", live.trained.tally), ("since", live.tally)):
                for fate, count in sorted(tally.items()):
                    heard.add_metric((id, when, fate), count)
        return heard
