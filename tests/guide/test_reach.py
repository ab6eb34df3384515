"""Which bounds of a range are taken."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import Refused
from app.guide.reach import check_reach
from app.questionnaire import Between
from tests.builders import release, toy

PRICE: dict[str, Any] = {"ask": "Price?", "type": "range", "attribute": "price", "bound": "both"}


def check(prices: list[float], answer: Between) -> None:
    stocked = release({"price": PRICE}, [toy(str(n), price=price) for n, price in enumerate(prices)])
    check_reach(stocked, stocked.questions["price"], answer)


def test_any_bound_from_0_on_is_taken() -> None:
    for answer in (Between(0.0, None), Between(None, 1.0), Between(1e9, None), Between(2.0, 8.0)):
        check([5.0, 7.0], answer)


@pytest.mark.parametrize("answer", [Between(None, -5.0), Between(-0.01, None), Between(-3.0, 8.0)])
def test_a_bound_below_0_is_refused_where_nothing_is_below_0(answer: Between) -> None:
    with pytest.raises(Refused) as refused:
        check([5.0, 7.0], answer)
    assert refused.value.code == "out-of-bounds"
    check([-7.0, 7.0], answer)
