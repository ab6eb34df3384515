"""What the answer to one question leaves, by example."""

from __future__ import annotations

from typing import Any

import pytest

from app.guide import see_results
from tests.builders import NOW, release, toy

SHOP = [
    toy("a", brand="Ada", ports=("hdmi",), price=1.0, stock=0.0),
    toy("b", brand="Bor", ports=("hdmi", "usb-c"), price=2.0, stock=3.0),
    toy("c", brand="Cid", ports=("usb-c",), price=3.0),
    toy("d"),
]
MANY = {
    "ask": "?",
    "type": "multiple",
    "choices": {
        "ada": {"label": "Ada", "filter": {"brand": "Ada"}},
        "usb": {"label": "USB-C", "filter": {"ports": "usb-c"}},
        "free": {"label": "Whatever", "filter": {}},
        "cheap": {"label": "Cheap", "prefer": {"price": "least"}},
    },
}
BRAND = {"ask": "?", "type": "multiple", "attribute": "brand", "choices": {"Ada": "A", "Bor": "B"}}
PORTS = {"ask": "?", "type": "multiple", "attribute": "ports", "match": "all", "choices": "auto"}
PRICE = {"ask": "?", "type": "range", "attribute": "price"}
AGE = {"ask": "?", "type": "number", "filter": {"price": {"max": 2}}}
NOTE = {"ask": "?", "type": "info", "filter": {"brand": {"known": True}}}


def left(question: dict[str, Any], body: dict[str, Any], **keys: Any) -> str:
    """The ids that are left, in one word."""
    found = release({"questions": {"q": question}, **keys}, SHOP)
    return "".join(sorted(shown.id for shown in see_results(found, {"q": body}, (), NOW).products))


@pytest.mark.parametrize(
    ("question", "body", "ids"),
    [
        (MANY, {"choices": ["ada"]}, "ad"),
        (MANY, {"choices": ["ada", "usb"]}, "abcd"),
        (MANY, {"choices": ["ada", "free"]}, "abcd"),
        (MANY, {"choices": ["ada", "cheap"]}, "abcd"),
        (MANY, {"choices": []}, "abcd"),
        (MANY, {"skip": True}, "abcd"),
        ({**MANY, "match": "all"}, {"choices": ["ada", "usb"]}, "d"),
        ({**MANY, "match": "all"}, {"choices": ["ada", "free"]}, "ad"),
        ({**MANY, "match": "all"}, {"choices": ["ada", "cheap"]}, "ad"),
        ({**MANY, "filter": {"price": {"min": 2}}}, {"choices": ["usb"]}, "bcd"),
        ({**MANY, "filter": {"price": {"min": 3}}}, {"choices": ["free"]}, "cd"),
        ({**MANY, "filter": {"price": {"min": 3}}}, {"choices": []}, "cd"),
        ({**MANY, "filter": {"price": {"min": 3}}}, {"skip": True}, "abcd"),
        (MANY, {"choices": ["gone"]}, ""),
        (MANY, {"choices": ["gone", "ada"]}, "ad"),
        ({**MANY, "match": "all"}, {"choices": ["gone", "ada"]}, ""),
        (BRAND, {"choices": ["Bor"]}, "bd"),
        (BRAND, {"choices": ["Ada", "Bor"]}, "abd"),
        (PORTS, {"choices": ["hdmi", "usb-c"]}, "bd"),
        ({**PORTS, "match": "any"}, {"choices": ["hdmi", "usb-c"]}, "abcd"),
        (PRICE, {"min": 2}, "bcd"),
        (PRICE, {"max": 2}, "abd"),
        (PRICE, {"min": 2, "max": 2}, "bd"),
        (AGE, {"value": 7}, "abd"),
        (NOTE, {"seen": True}, "abc"),
    ],
)
def test_an_answer_leaves(question: dict[str, Any], body: dict[str, Any], ids: str) -> None:
    assert left(question, body) == ids


@pytest.mark.parametrize(("policy", "ids"), [("show", "abcd"), ("last", "abcd"), ("hide", "bcd")])
def test_only_hide_takes_what_is_out_of_stock_away(policy: str, ids: str) -> None:
    assert left(PRICE, {"skip": True}, results={"out_of_stock": policy}) == ids


def test_last_puts_what_is_out_of_stock_behind_everything_else() -> None:
    found = release({"questions": {"q": PRICE}, "results": {"out_of_stock": "last"}}, SHOP)
    assert [shown.id for shown in see_results(found, {"q": {"skip": True}}, (), NOW).products] == ["b", "c", "d", "a"]
