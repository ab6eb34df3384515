"""Products side by side, by plain forms."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.page import Page, Shopper


@pytest.fixture
def shopper(api: FlaskClient) -> Shopper:
    """At the list of all toys, the brand answered."""
    found = Shopper(api, "/w/toys")
    found.press("seen")
    found.press("answer", {"choices": "Bor"})
    found.press("results")
    return found


def columns(page: Page) -> list[str]:
    return [one["data-product"] for one in page.all("th") if "data-product" in one]


def rows(page: Page) -> dict[str, tuple[bool, list[str]]]:
    """Of each row, by its head: whether it is marked as differing, and its cells."""
    found = {}
    for same, row in re.findall(r'<tr( class="same")?><th scope="row">(.*?)</tr>', page.html, re.S):
        head, *cells = re.split(r"<td[^>]*>", row)
        plain = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in (head, *cells)]
        assert ("≠" in plain[0]) == (not same)
        found[plain[0].split(" ≠")[0]] = (not same, plain[1:])
    return found


def test_products_stand_side_by_side_with_their_differences_marked(shopper: Shopper) -> None:
    page = shopper.press("compare", {"compare": ["p3", "p4"]})
    assert page.main["data-kind"] == "compare"
    assert columns(page) == ["p3", "p4"], "in the order of the list"
    found = rows(page)
    assert found["price"] == (True, ["30.00", "40.00"])
    said = next(row for head, row in found.items() if head.startswith("Which brand?"))
    assert said[0] is False and all("Fits" in cell for cell in said[1])


def test_a_table_is_read_by_its_heads(shopper: Shopper) -> None:
    page = shopper.press("compare", {"compare": ["p3", "p4"]})
    assert {one.get("scope") for one in page.all("th")} == {"col", "row", "colgroup"}
    (region,) = [one for one in page.all("div") if one.get("role") == "region"]
    assert region["tabindex"] == "0" and region["aria-label"] == page.heading


def test_one_is_taken_out_and_the_ticks_are_there_when_the_list_comes_back(api: FlaskClient) -> None:
    shopper = Shopper(api, "/w/toys")
    shopper.press("results")
    page = shopper.press("compare", {"compare": ["p1", "p2"]})
    assert columns(page) == ["p1", "p2"]
    back = next(form for form in page.forms if form.deeds == ["results"] and len(form.fields) > 4)
    page = shopper.send(back.action, {"token": page.main["data-token"], "compare": ["p1", "p2"], "do": "results"})
    ticked = {one["value"] for one in page.all("input") if one.get("name") == "compare" and "checked" in one}
    assert ticked == {"p1", "p2"} & {one["data-product"] for one in page.all("li") if "data-product" in one}


@pytest.mark.parametrize("ids", [[], ["p3"], ["p1", "p2", "p3", "p4", "p5"]])
def test_one_alone_and_more_than_four_are_not_compared(shopper: Shopper, ids: list[str]) -> None:
    page = shopper.press("compare", {"compare": ids})
    assert shopper.response.status_code == 422
    assert page.main["data-kind"] == "results"
    assert "Tick two to four products to compare." in page.html


def test_what_has_left_the_shop_is_left_out(shopper: Shopper) -> None:
    assert shopper.press("compare", {"compare": ["p3", "gone"]}).main["data-kind"] == "results"
