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


@pytest.mark.parametrize(
    ("query", "same"), [("jacket for women", "jacket women"), ("Jacke für Damen", "jacke damen"), ("kaffee", "coffee")]
)
def test_words_of_either_language_are_found_and_function_words_are_not_wanted(
    corner: Corner, query: str, same: str
) -> None:
    for language in ("en", "de"):
        found = [
            Page(corner.client.get(f"/search/corner-shop?q={each}&lang={language}").text) for each in (query, same)
        ]
        assert shown(found[0]) and set(shown(found[0])) <= set(shown(found[1]))


def test_yes_is_found_by_its_label(corner: Corner) -> None:
    """Beside what it is said of otherwise: organic cotton."""
    found = [corner.record(id) for id in shown(Page(corner.client.get("/search/corner-shop?q=organic+t-shirt").text))]
    flagged = [one for one in found if one.get("organic") == "true"]
    assert flagged and all("organic" in str(one["material"]) for one in found if one not in flagged)
    vegan = [corner.record(id) for id in shown(Page(corner.client.get("/search/corner-shop?q=vegan+t-shirt").text))]
    assert vegan and all(one["vegan"] == "true" and one["category"] == "T-shirts" for one in vegan)


def test_pages_hold_all_that_is_found_in_the_shops_order(corner: Corner) -> None:
    first, second = (
        Page(corner.client.get(f"/search/corner-shop?q=t-shirt&lang=en{more}").text) for more in ("", "&page=2")
    )
    ids = shown(first)
    sold = [float(corner.record(id)["sold"]) for id in ids]
    assert len(ids) == 78 and sold == sorted(sold, reverse=True)  # the script has all; a browser shows the first 48
    assert {corner.record(id)["category"] for id in ids} == {"T-shirts"}
    assert "78 products" in first.html
    assert first.html.partition("<template")[0].count("data-id=") == 48
    assert shown(second) == ids[48:]
    assert next(each["href"] for each in first.all("a") if each.get("rel") == "next").endswith("lang=en&page=2")
    assert [each["rel"] for each in second.all("a") if each.get("rel") in ("next", "prev")] == ["prev"]
    assert "/static/search.js" not in second.html
    beyond = Page(corner.client.get("/search/corner-shop?q=t-shirt&lang=en&page=99").text)
    assert shown(beyond) == shown(second)


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
