import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from app.catalog.model import Product
from app.catalog.products import revision_of
from app.store import Database, Revision, products
from app.store.tables import ProductRow
from tests.store.build import NOW, digest

BIKE: Product = {"id": "b-1", "price": 499.0, "extras": ("lights", "rack"), "title": "Größe 54"}
CAR: Product = {"id": "B-2", "price": 0.1 + 0.2, "extras": ()}

VALUES = st.floats(allow_nan=False, allow_infinity=False) | st.text("aä|'\"\\\n", max_size=3)
RECORDS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from(["x", "y"]), VALUES | st.lists(st.text("ab"), max_size=2).map(tuple)),
)


def brought(database: Database, feed: list[Product], catalog: str = "bikes", mapping: str = "m") -> Revision:
    with database.writing() as db:
        name = revision_of(feed)
        return products.import_revision(
            db, catalog, name, mapping, digest(name), feed, lambda product: str(product["id"]), NOW
        )


def kept(database: Database, revision: Revision) -> list[Product]:
    with database.reading() as db:
        return products.records(db, revision)


def rows(database: Database) -> int:
    with database.reading() as db:
        return db.exec(select(func.count(col(ProductRow.id)))).one()


def test_products_come_back_as_they_went_in_by_id(database: Database) -> None:
    revision = brought(database, [BIKE, CAR])
    assert kept(database, revision) == [CAR, BIKE]
    assert (revision.name, revision.products, revision.at) == (revision_of([BIKE, CAR]), 2, NOW)
    with database.reading() as db:
        assert products.current_revision(db, "bikes") == revision
        assert products.current_revision(db, "boats") is None


def test_an_import_writes_only_what_has_changed(database: Database) -> None:
    first = brought(database, [BIKE, CAR])
    second = brought(database, [{**BIKE, "price": 450.0}, CAR])
    assert rows(database) == 3
    third = brought(database, [CAR])
    assert rows(database) == 3
    assert [len(kept(database, revision)) for revision in (first, second, third)] == [2, 2, 1]
    assert kept(database, first)[1]["price"] == 499.0
    with database.reading() as db:
        assert products.revisions(db, "bikes") == (third, second, first)


def test_the_same_import_again_makes_no_revision_and_another_mapping_does(database: Database) -> None:
    first = brought(database, [BIKE])
    assert brought(database, [BIKE]) == first
    other = brought(database, [BIKE], mapping="m2")
    assert (other.id > first.id, other.name, rows(database)) == (True, first.name, 1)


def test_catalogs_do_not_mix(database: Database) -> None:
    bikes = brought(database, [BIKE])
    cars = brought(database, [{**BIKE, "price": 9000.0}], "cars")
    brought(database, [CAR], "cars")
    assert kept(database, bikes) == [BIKE]
    assert kept(database, cars) == [{**BIKE, "price": 9000.0}]
    with database.reading() as db:
        assert products.catalogs(db) == ("bikes", "cars")


def test_two_products_with_one_id_are_refused_and_nothing_is_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="b-1"):
        brought(database, [BIKE, BIKE])
    with database.reading() as db:
        assert products.current_revision(db, "bikes") is None


@given(feeds=st.lists(RECORDS, min_size=1, max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_revision_can_be_read_back(database: Database, feeds: list[dict[str, Product]]) -> None:
    states = [[{**values, "id": id} for id, values in feed.items()] for feed in feeds]
    found = [brought(database, state) for state in states]
    for state, revision in zip(states, found, strict=True):
        assert kept(database, revision) == sorted(state, key=lambda product: str(product["id"]))
        assert revision_of(kept(database, revision)) == revision_of(sorted(state, key=lambda p: str(p["id"])))


def test_a_large_catalog_is_imported_in_seconds(database: Database) -> None:
    feed: list[Product] = [
        {"id": f"d-{n}", "price": float(n), "carat": 0.23, "cut": "ideal", "colour": "E", "tags": ("a", "b")}
        for n in range(54_000)
    ]
    begun = time.monotonic()
    brought(database, feed)
    imported = time.monotonic()
    brought(database, [{**product, "price": 1.0} for product in feed])
    changed = time.monotonic()
    print(f"{imported - begun:.2f} s new, {changed - imported:.2f} s changed")
    assert changed - begun < 60  # seconds; generous: a busy machine is no fault
    assert rows(database) == 108_000 - 1
