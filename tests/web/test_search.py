"""The search page of a demo shop, as a browser without JavaScript sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.config import Settings
from app.services import open_context
from app.web import create_app
from app.web.pages import LONGEST_QUERY
from tests.shipped import ROOT
from tests.web.corner import Corner, corner_shop
from tests.web.page import Page


@pytest.fixture(scope="module")
def corner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corner]:
    with corner_shop(tmp_path_factory.mktemp("corner")) as found:
        yield found


def shown(page: Page) -> list[str]:
    return [each["data-id"] for tag, each in page.elements if tag == "li" and "data-id" in each]


@pytest.mark.parametrize("path", ["/shop/kettles", "/shop/kettles/k-1", "/search/kettles", "/cart/kettles"])
def test_every_page_of_a_shop_has_the_field_and_the_cart(client: FlaskClient, path: str) -> None:
    page = Page(client.get(f"{path}?lang=de").text)
    form = next(each for tag, each in page.elements if tag == "form" and each.get("role") == "search")
    assert form["action"] == "/search/kettles"
    assert ("lang", "de") in page.forms[0].fields and ("q", "") in page.forms[0].fields
    assert [each["for"] for each in page.all("label")] == ["q"]
    assert "/static/cart.js" in page.scripts
    assert [each["data-catalog"] for each in page.all("a") if "data-cart" in each] == ["kettles"]


def test_what_the_words_find_is_shown_and_counted(client: FlaskClient) -> None:
    page = Page(client.get("/search/kettles?q=KETTLE+whi").text)
    assert set(shown(page)) == {"k-1", "k-2"}
    assert page.heading == "“KETTLE whi”"
    assert "2 products" in page.html
    assert ("q", "KETTLE whi") in page.forms[0].fields


def test_labels_are_searched_in_the_language_of_the_page(corner: Corner) -> None:
    german = Page(corner.client.get("/search/corner-shop?q=regenjacke&lang=de").text)
    assert shown(german)
    assert shown(Page(corner.client.get("/search/corner-shop?q=regenjacke&lang=en").text)) == []
    links = [each["href"] for each in german.all("a") if "hreflang" in each]
    assert "?lang=en&q=regenjacke" in links


def test_the_popular_come_first_and_no_more_than_can_be_looked_through(corner: Corner) -> None:
    page = Page(corner.client.get("/search/corner-shop?q=t-shirt&lang=en").text)
    sold = [float(corner.record(id)["sold"]) for id in shown(page)]
    assert len(sold) == 48 and sold == sorted(sold, reverse=True)
    assert {corner.record(id)["category"] for id in shown(page)} == {"T-shirts"}
    assert "78 products" in page.html and "the first 48 shown" in page.html


def test_what_has_no_label_is_for_nobody_to_find(home: Path) -> None:
    mapping = home / "catalog/kettles.mapping.yaml"
    mapping.write_text(mapping.read_text("utf-8").replace(", label: {en: Colour, de: Farbe}", ""), "utf-8")
    context = open_context(Settings(home=home))
    client = create_app(context).test_client()
    assert shown(Page(client.get("/search/kettles?q=red").text)) == []
    assert shown(Page(client.get("/search/kettles?q=whistle").text)) == ["k-1", "k-2"]
    context.close()


def test_nothing_found_says_so_and_leads_back(client: FlaskClient) -> None:
    for query, words in (("teapot", "Nothing was found."), ("", "Type what"), ("%20%20", "Type what")):
        page = Page(client.get(f"/search/kettles?q={query}").text)
        assert words in page.html and shown(page) == []
        assert "/shop/kettles" in [each.get("href") for each in page.all("a") if each.get("class") == "button"]
    assert "/static/search.js" not in page.scripts


def test_what_was_typed_is_a_text_and_no_more(client: FlaskClient) -> None:
    page = Page(client.get("/search/kettles", query_string={"q": "\"><script>alert('1')</script>\0"}).text)
    assert all("src" in each for each in page.all("script"))
    assert page.heading.startswith("“\"><script>alert('1')</script>")


def test_a_long_query_is_cut(client: FlaskClient) -> None:
    page = Page(client.get("/search/kettles", query_string={"q": "kettle " * 5000}).text)
    assert len(shown(page)) == 4
    assert all(len(value) <= 200 for name, value in page.forms[0].fields if name == "q")


def test_a_catalog_that_there_is_not(client: FlaskClient) -> None:
    response = client.get("/search/nowhere?q=a")
    assert response.status_code == 404
    assert Page(response.text).heading == "Nothing here"


def test_the_limit_of_the_field_is_that_of_the_page() -> None:
    assert f'maxlength="{LONGEST_QUERY}"' in (ROOT / "app/web/templates/shop/base.html").read_text("utf-8")
