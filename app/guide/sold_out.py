"""What is out of stock, by what a mapping says."""

from __future__ import annotations

from app.catalog import Index
from app.conditions import Condition, Held, Interval, Kind, Test


def out_of_stock(index: Index) -> Condition | None:
    """The mapping's own condition, else what the stock role says; None if neither is there."""
    stock = index.catalog.role("stock")
    if index.catalog.out_of_stock or not stock:
        return index.catalog.out_of_stock
    none = "false" if stock.kind is Kind.FLAG else Interval(high=0.0)
    return Test(stock.id, Held((none,)))
