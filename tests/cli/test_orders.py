"""`salesclerk import-orders`: sound rows once, broken ones by line, customers as hashes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from app.services.identity import hash_of
from app.services.ordering import import_orders
from app.store import Db, Order, orders
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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"customer,product\n", "no column `time`; those found: customer, product"),
        (b"Kunde;Artikel;Zeit\n", "no column `customer`; those found: kunde"),
        (b"customer,product,time,product\n", "two columns `product`"),
        ("customer,product,time\n".encode("utf-16"), "no column `customer`"),
        (b'customer,"product,time\nc,p,2026-01-02\n', "no column `customer`"),
        (b"\0" * 100_000, "no column `customer`"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(home: Home, salesclerk: Run, content: bytes, said: str) -> None:
    path: Path = home.path / "orders.csv"
    path.write_bytes(content)
    done = salesclerk("import-orders", path)
    assert done.status == 1 and said in done.err and "nothing was imported" in done.err
    assert bought(home, "c") == []


SAME = [("p1", "2026-01-02T10:00:00+00:00", 19.5, "till")]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffcustomer,product,time,value,channel\r\nc,p1,2026-01-02T10:00:00,19.5,till\r\n",
        "customer,product,time,value,channel\rc,p1,2026-01-02 10:00Z,19.5,till",
        "Customer; PRODUCT ;Time;Value;Channel\n\nc;p1;2026-01-02T12:00:00+02:00;19,5;till\n;;;;\n",
        'time\tcustomer\tproduct\tnote\tvalue\tchannel\n2026-01-02T10\tc\tp1\ta "note"\t19.50\ttill\n',
        '\n\n"customer","product","time","value","channel","note"\n"c","p1","2026-01-02T10:00",19.5,"till","a\n""b"""\n',
        "customer,product,time,value,channel\nc,p1,2026-01-02T10:00:00,19.5,till,,,\n",
    ],
)
def test_spreadsheets_write_it_in_many_ways(home: Home, salesclerk: Run, content: str) -> None:
    path: Path = home.path / "orders.csv"
    path.write_bytes(content.encode())
    said = salesclerk("import-orders", path)
    assert (said.status, said.out) == (0, "1 orders imported, 0 known already, 0 broken rows\n")
    assert bought(home, "c") == SAME


HEAD = "customer,product,time,value,channel\n"
SOUND = "c,p1,2026-01-02T10:00:00Z,19.5,till\n"


@pytest.mark.parametrize(
    ("broken", "lines", "said"),
    [
        ('x,"p1,2026-01-02,1,till\n', [2], "the row is no CSV"),
        ('x,"p1,2026-01-02,1,till\n' + "x,p2,soon,1,\n" * 2, [2, 3, 4], "the row is no CSV"),
        ('x,p1,2026-01-02,1,"' + "till " * 30_000 + '"\n', [2], "more than 10000 characters"),
        ('x,"' + "p1\n" * 4000, [2], "more than 10000 characters"),
        ("x,p1,2026-01-02,1,b\udcfcro\n", [2], "not in UTF-8"),
        ("x,p1,2026-01-02,1,a\0b\n", [2], "a NUL"),
        ('x,p1,"2026-01-02"x,1,\n', [2], "the row is no CSV"),
        ("x,p1,0001-01-01T00:00:00+14:00,1,\n", [2], "lies before 1970"),
        ("x,p1,0000-01-01T00:00:00Z,1,\n", [2], "lies before 1970"),
        ("x,p1,1969-12-31,1,\n", [2], "lies before 1970"),
        ("x,p1,9999-12-31T23:59:59-14:00,1,\n", [2], "lies ahead"),
        ("x,p1,+010000-01-01T00:00:00Z,1,\n", [2], "lies ahead"),
        ("x,p1,2026-02-30,1,\n", [2], "is no moment"),
        ("x,p1,1767348000,1,\n", [2], "is no moment"),
        ("x,p1,2026-01-02,-0.01,\n", [2], "no amount"),
        ("x,p1,2026-01-02,inf,\n", [2], "no amount"),
        ("x,p1,2026-01-02,1e13,\n", [2], "no amount"),
        ('x,p1,2026-01-02,"19,5",\n', [2], "no amount"),
        ("x\n", [2], "`product` is empty"),
    ],
)
def test_a_broken_row_costs_no_other(home: Home, salesclerk: Run, broken: str, lines: list[int], said: str) -> None:
    path: Path = home.path / "orders.csv"
    path.write_bytes((HEAD + broken + SOUND).encode("utf-8", "surrogateescape"))
    done = salesclerk("import-orders", path)
    named = [line for line in done.out.splitlines()[:-1] if line.startswith(f"{path}:")]
    assert done.status == 1 and said in named[0]
    assert [int(line.removeprefix(f"{path}:").split(":")[0]) for line in named[: len(lines)]] == lines
    assert bought(home, "c") == SAME
    assert bought(home, "x") == []


def test_an_open_quote_at_the_end_costs_its_row_alone(home: Home, salesclerk: Run) -> None:
    done = salesclerk("import-orders", home.put("orders.csv", HEAD + SOUND + 'x,"p1,2026-01-02,1,till'))
    assert "orders.csv:3: the row is no CSV" in done.out
    assert bought(home, "c") == SAME


def test_of_many_broken_rows_the_first_are_named(home: Home, salesclerk: Run) -> None:
    done = salesclerk("import-orders", home.put("orders.csv", HEAD + "x,p1,soon,,\n" * 1000 + SOUND))
    assert done.out.splitlines()[100:] == [
        f"{home.path}/orders.csv: 900 more broken rows; the rest often has the same cause",
        "1 orders imported, 0 known already, 1000 broken rows",
    ]


def test_products_that_no_catalog_has_are_taken_and_named(home: Home, salesclerk: Run) -> None:
    home.open().close()  # takes the catalog in
    path = home.put("orders.csv", HEAD + SOUND + "c,old,2026-01-02,,\nc,older,2026-01-02,,\nc,old,2026-01-03,,\n")
    done = salesclerk("import-orders", path)
    assert (done.status, done.out.splitlines()) == (
        0,
        [
            f"{path}:3: note: no catalog has 2 products, such as `old`, now; the orders are taken",
            "4 orders imported, 0 known already, 0 broken rows",
        ],
    )


def test_a_file_is_saved_whole_or_not_at_all(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.put("orders.csv", HEAD + "".join(f"c,p1,2026-01-02T10:00:{n:02},,\n" for n in range(60)))
    context, add = home.open(), orders.add_many

    def stopped(db: Db, batch: list[Order]) -> int:
        add(db, batch)
        raise KeyboardInterrupt

    monkeypatch.setattr(orders, "add_many", stopped)
    with pytest.raises(KeyboardInterrupt):
        import_orders(context, path)
    monkeypatch.undo()
    context.close()
    assert bought(home, "c") == []


def test_how_far_it_is_is_shown_in_bytes(home: Home) -> None:
    path = home.put("orders.csv", HEAD + SOUND * 5)
    seen = list[str]()

    def watched(heading: str, lines: Iterable[str], size: int) -> Iterator[str]:
        assert (heading, size) == ("reading", path.stat().st_size)
        for line in lines:
            seen.append(line)
            yield line

    context = home.open()
    assert import_orders(context, path, watched).known == 4
    context.close()
    assert "".join(seen) == path.read_text("utf-8")


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_taken_at_once(home: Home, salesclerk: Run) -> None:
    rows = (
        f"c-{n % 977},p{n % 5 + 1},2026-01-{n % 28 + 1:02}T00:{n // 60 % 60:02}:{n % 60:02},1,\n"
        for n in range(100_000)
    )
    path = home.put("orders.csv", HEAD + "".join(rows))
    first, again = salesclerk("import-orders", path), salesclerk("import-orders", path)
    found = [[int(word) for word in said.out.split() if word.isdigit()] for said in (first, again)]
    assert sum(found[0]) == sum(found[1]) == 100_000 and found[1] == [0, 100_000, 0]
