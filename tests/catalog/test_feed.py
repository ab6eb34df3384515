"""Feeds: rows become products, and a broken row is reported with its line while the others go on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Catalog, Products
from app.catalog.feed import MOST_ROW_ISSUES, read_feed
from app.catalog.model import Product
from app.conditions.dates import parse_date
from app.issues import Collector
from tests.builders import MAPPING, toys

HEAD = "id,title,brand,ports,price,size,released,gps,stock,sold\n"
FULL = "a,Toy a,Ada,hdmi|usb-c,3.5,M,2026-11-20,yes,1,9\n"
WHOLE = {
    "id": "a",
    "title": "Toy a",
    "brand": "Ada",
    "ports": ("hdmi", "usb-c"),
    "price": 3.5,
    "size": 1.0,
    "released": parse_date("2026-11-20"),
    "gps": "true",
    "stock": 1.0,
    "sold": 9.0,
}


def read(
    tmp: Path, content: str | bytes, name: str = "toys.csv", catalog: Catalog | None = None
) -> tuple[list[Product], list[str]]:
    path = tmp / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    issues = Collector()
    products = read_feed(path, catalog or toys(), issues)
    return products, [f"{issue.mark} {issue.code}: {issue.message}" for issue in issues.issues]


def rows(*cells: dict[str, Any]) -> str:
    """JSON lines."""
    return "".join(json.dumps({"id": "x", "title": "X", **row}) + "\n" for row in cells)


def test_a_row_becomes_a_product(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + FULL) == ([WHOLE], [])


def test_empty_cells_are_not_stated(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "a,Toy a,,,,,,,,\n") == ([{"id": "a", "title": "Toy a"}], [])


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_breaks_and_byte_order_marks_do_not_matter(tmp_path: Path, bom: str, break_: str) -> None:
    assert read(tmp_path, bom + (HEAD + FULL).replace("\n", break_)) == ([WHOLE], [])


def test_a_gzipped_feed_is_read_alike(tmp_path: Path) -> None:
    assert read(tmp_path, gzip.compress((HEAD + FULL).encode()), "toys.csv.gz") == ([WHOLE], [])


def test_json_lines_are_read_alike(tmp_path: Path) -> None:
    line = {**WHOLE, "ports": ["hdmi", "usb-c"], "size": "M", "released": "2026-11-20", "gps": True}
    text = f"\n{json.dumps(line)}\n\n"
    assert read(tmp_path, text, "toys.jsonl") == ([WHOLE], [])
    assert read(tmp_path, gzip.compress(text.encode()), "toys.jsonl.gz") == ([WHOLE], [])


def test_null_and_absence_are_not_stated(tmp_path: Path) -> None:
    products, issues = read(tmp_path, rows({"price": None, "ports": [None, "hdmi", ""], "brand": ""}), "toys.jsonl")
    assert (products, issues) == ([{"id": "x", "title": "X", "ports": ("hdmi",)}], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("b,Toy b,Ada,hdmi,cheap,M,2026-11-20,yes,1,9", "column `price`: `cheap` is not a number"),
        ("b,Toy b,Ada,hdmi,nan,M,2026-11-20,yes,1,9", "column `price`: `nan` is not a number"),
        (
            "b,Toy b,Ada,hdmi,-1e308,M,2026-11-20,yes,1,9",
            "column `price`: `-1e308` is beyond what is computed with (1e15)",
        ),
        ('b,Toy b,Ada,hdmi,"3,5",M,2026-11-20,yes,1,9', "column `price`: `3,5` is not a number"),
        ("b,Toy b,Ada,hdmi,3,XL,2026-11-20,yes,1,9", "column `size`: `XL` is not in the attribute's order"),
        ("b,Toy b,Ada,hdmi,3,M,20.11.2026,yes,1,9", "column `released`: `20.11.2026` is not a date like 2026-11-20"),
        ("b,Toy b,Ada,hdmi,3,M,2026-11-20,maybe,1,9", "column `gps`: `maybe` means neither true nor false"),
        ("b,Toy b,Ada", "the row has 3 cells, the header 10"),
        ("b,Toy b,Ada,hdmi,3,M,2026-11-20,yes,1,9,10", "the row has 11 cells, the header 10"),
        (",Toy b,Ada,hdmi,3,M,2026-11-20,yes,1,9", "column `id`: the id is not stated"),
        ("b,,Ada,hdmi,3,M,2026-11-20,yes,1,9", "column `title`: the title is not stated"),
        ("a,Toy b,Ada,hdmi,3,M,2026-11-20,yes,1,9", "the id `a` stands in an earlier row too"),
    ],
)
def test_a_broken_row_is_left_out_and_named(tmp_path: Path, line: str, problem: str) -> None:
    products, issues = read(tmp_path, HEAD + FULL + line + "\n" + "c,Toy c,,,,,,,,\n")
    assert [product["id"] for product in products] == ["a", "c"]
    assert issues == [f"toys.csv:3 bad-row: {problem}; the row is left out"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "the line is not JSON"),
        ("[" * 100_000, "the line is not JSON"),
        ("[1]", "the line is not a JSON object"),
        ('{"id": "b", "title": "B", "price": [1]}', "column `price`: a single value is wanted"),
        ('{"id": "b", "title": "B", "price": NaN}', "column `price`: `nan` is not a number"),
        ('{"id": "b", "title": "B", "price": 1e999}', "column `price`: `inf` is not a number"),
        ('{"id": "b", "title": "B", "ports": {"a": 1}}', "column `ports`: a single value is wanted"),
        ('{"id": "b", "title": "B", "ports": [["a"]]}', "column `ports`: a single value is wanted"),
        ('{"id": "b", "title": "\\ud800"}', "column `title`: the text holds half a character"),
        ('{"id": "b", "title": "B", "ports": ["\\udc00"]}', "column `ports`: the text holds half a character"),
        ('{"title": "B"}', "column `id`: the id is not stated"),
    ],
)
def test_a_broken_line_of_json_is_left_out_and_named(tmp_path: Path, line: str, problem: str) -> None:
    products, issues = read(tmp_path, rows({"id": "a"}) + line + "\n" + rows({"id": "c"}), "toys.jsonl")
    assert [product["id"] for product in products] == ["a", "c"]
    assert len(issues) == 1
    assert issues[0].startswith(f"toys.jsonl:2 bad-row: {problem}")


def test_a_row_over_several_lines_does_not_shift_the_next_ones(tmp_path: Path) -> None:
    products, issues = read(tmp_path, HEAD + '"a","Toy\na",,,,,,,,\nb,Toy b,,,dear,,,,,\n')
    assert [product["title"] for product in products] == ["Toy\na"]
    assert issues == ["toys.csv:4 bad-row: column `price`: `dear` is not a number; the row is left out"]


def test_many_broken_rows_are_counted(tmp_path: Path) -> None:
    _, issues = read(tmp_path, HEAD + "a,b\n" * (MOST_ROW_ISSUES + 7) + FULL)
    assert len(issues) == MOST_ROW_ISSUES + 1
    assert issues[-1] == "toys.csv:1 bad-row: 7 more rows are broken and left out"


def test_every_missing_column_is_named_and_nothing_is_read(tmp_path: Path) -> None:
    products, issues = read(tmp_path, "id,title,brand,ports,price,size,released,gps\n" + "a,A,,,,,,\n")
    assert products == []
    assert [issue.partition(": ")[2] for issue in issues] == [
        "the column `stock` is not known",
        "the column `sold` is not known",
    ]


@pytest.mark.parametrize("name", ["toys.csv", "toys.jsonl"])
def test_an_empty_feed_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, HEAD if name == "toys.csv" else "", name) == (
        [],
        [f"{name}:1 no-products: the feed holds no product"],
    )


def test_a_feed_that_is_cut_off_is_not_used_at_all(tmp_path: Path) -> None:
    whole = gzip.compress((HEAD + "".join(f"p{n},Toy {n * n},,,{n},,,,,\n" for n in range(500))).encode())
    for end in (1, 5, 30, len(whole) // 2, len(whole) - 1):
        products, issues = read(tmp_path, whole[:end], "toys.csv.gz")
        assert products == []
        assert [issue.partition(":")[2].split(":")[0] for issue in issues] == ["1 encoding"]


def test_a_corrupt_feed_ends_in_issues(tmp_path: Path) -> None:
    whole = gzip.compress((HEAD + "".join(f"p{n},Toy {n * n},,,{n},,,,,\n" for n in range(500))).encode())
    for place in range(0, len(whole), 41):
        broken = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        products, issues = read(tmp_path, broken, "toys.csv.gz")
        assert issues or len(products) == 500


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    products, issues = read(tmp_path, HEAD.encode() + b"a,Toy \xe4,,,,,,,,\n")
    assert products == []
    assert [issue.split(" ")[1] for issue in issues] == ["encoding:"]


def test_markers_of_what_is_not_stated_are_the_mappings(tmp_path: Path) -> None:
    catalog = toys(
        MAPPING.replace("price: {kind: number, decimals: 0}", 'price: {kind: number, missing: ["", n/a, "-1"]}')
    )
    text = HEAD + "".join(
        f"{id},T,,,{price},,,,,\n" for id, price in [("a", "n/a"), ("b", "-1"), ("c", " "), ("d", "0")]
    )
    products, issues = read(tmp_path, text, catalog=catalog)
    assert ([product.get("price") for product in products], issues) == ([None, None, None, 0.0], [])


def test_what_is_made_is_made_of_what_was_read(tmp_path: Path) -> None:
    catalog = toys(MAPPING + '  url: {kind: text, value: "https://shop.example/{brand}/{id}"}\n')
    products, _ = read(tmp_path, HEAD + "a/1,Toy,Ada & Co,,,,,,,\n", catalog=catalog)
    assert products[0]["url"] == "https://shop.example/Ada%20%26%20Co/a%2F1"


def test_products_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    products, _ = read(tmp_path, HEAD + "".join(f"{id},T,,,,,,,,\n" for id in ("b", "a10", "a9", "B")))
    assert [product["id"] for product in products] == ["B", "a10", "a9", "b"]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "ignore")))
def test_any_bytes_end_in_products_or_issues(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    for name in ("toys.csv", "toys.jsonl", "toys.csv.gz"):
        products, issues = read(tmp_path_factory.getbasetemp(), content, name)
        assert products or issues
        assert list(Products.of_records(toys(), products).row_of) == sorted(str(product["id"]) for product in products)
