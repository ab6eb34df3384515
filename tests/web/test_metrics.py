"""Figures for Prometheus: they follow what is asked."""

from __future__ import annotations

from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    response = client.get("/metrics")
    assert response.status_code == 200
    families = text_string_to_metric_families(response.get_data(as_text=True))
    samples = [sample for family in families for sample in family.samples]
    return {(sample.name, *sorted(sample.labels.values())): sample.value for sample in samples}


def test_what_was_asked_before_is_looked_up(client: FlaskClient) -> None:
    client.get("/w/kettles")
    before = figures(client)
    client.get("/w/kettles")
    after = figures(client)
    hits, misses = (
        ("salesclerk_memo_lookups_total", "kettles", "yes"),
        ("salesclerk_memo_lookups_total", "kettles", "no"),
    )
    assert after[hits] > before[hits]
    assert after[misses] == before[misses] > 0
    assert after[("salesclerk_products", "kettles")] == 4
    assert after[("salesclerk_memo_bytes", "kettles")] > 0
