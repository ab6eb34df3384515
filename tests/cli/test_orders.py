"""`salesclerk import-orders`: sound rows once, broken ones by line, customers as hashes alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.identity import hash_of
from app.store import Order, orders
from tests.cli.conftest import Run
from tests.homes import Home

FILE = """customer,product,time,value,channel
c-1,p1,2026-01-02T10:00:00+01:00,19.5,till
c-1,p2,2026-01-01,,
c-2,p1,2026-01-02T09:00:00Z,3,shop
"""


def bought(home: Home, customer: str) -> list[tuple[str, str, float | None, str]]:
    context = home.open()
    with context.database.reading() as db:
        found: tuple[Order, ...] = orders.of_shopper(db, hash_of(context, customer))
    context.close()
    return [(order.product, order.at.isoformat(), order.value, order.channel) for order in found]


def test_orders_are_taken_once_and_customers_are_hashed(home: Home, salesclerk: Run) -> None:
    path = home.put("orders.csv", FILE)
    said = salesclerk("import-orders", path)
    assert (said.status, said.out) == (0, "3 orders imported, 0 known already, 0 broken rows\n")
    again = salesclerk("import-orders", path)
    assert again.out == "0 orders imported, 3 known already, 0 broken rows\n"
    assert bought(home, "c-1") == [
        ("p2", "2026-01-01T00:00:00+00:00", None, ""),
        ("p1", "2026-01-02T09:00:00+00:00", 19.5, "till"),
    ]
    assert bought(home, "c-3") == []
    assert not any(b"c-1" in file.read_bytes() for file in (home.path / "var").glob("salesclerk.db*"))


def test_broken_rows_are_named_by_line_and_the_others_taken(home: Home, salesclerk: Run) -> None:
    broken = [",p1,2026-01-02,1,", "c,,2026-01-02,1,", "c,p,soon,1,", "c,p,9999-01-01,1,", "c,p,2026-01-02,-1,"]
    broken += ["c,p,2026-01-02,nan,", "c,p,2026-01-02,1,x,more", f"c,{'p' * 201},2026-01-02,1,"]
    path = home.put("orders.csv", FILE + "\n".join(broken) + "\nc-3,p3,2026-01-02,1,\n")
    said = salesclerk("import-orders", path)
    assert said.status == 1
    lines = said.out.splitlines()
    assert [line.split(":")[1] for line in lines[:-1]] == [str(number) for number in range(5, 5 + len(broken))]
    assert lines[-1] == f"4 orders imported, 0 known already, {len(broken)} broken rows"
    assert [order[0] for order in bought(home, "c-3")] == ["p3"]


@pytest.mark.parametrize("content", [b"", b"customer,product\n", b"customer,product,time\nc,p,\xff\n"])
def test_a_file_that_is_none_is_refused_whole(home: Home, salesclerk: Run, content: bytes) -> None:
    path: Path = home.path / "orders.csv"
    path.write_bytes(content)
    assert salesclerk("import-orders", path).status == 1
    assert bought(home, "c") == []
