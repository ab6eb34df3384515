"""The demo shop: each page once, odd ids, and pictures that fail."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.page import Page

ODD = quote("a/b & ü?", safe="")


def test_home_leads_to_each_shop(client: FlaskClient) -> None:
    page = Page(client.get("/").text)
    assert "/shop/kettles" in [link.get("href") for link in page.all("a")]
    assert "4 products" in page.html


def test_a_shop_embeds_its_clerk_with_one_script_and_a_fallback_beside_the_script_of_its_cart(
    client: FlaskClient,
) -> None:
    page = Page(client.get("/shop/kettles?lang=de").text)
    assert page.scripts == ["/embed/v1.js", "/static/cart.js"]
    assert [each["data-salesclerk"] for each in page.all("div") if "data-salesclerk" in each] == ["kettles"]
    assert "/w/kettles?lang=de" in [link.get("href") for link in page.all("a")]
    assert page.heading == "Finde deinen Kessel"


@pytest.mark.parametrize("page", ["0", "-3", "999999", "two", ""])
def test_a_page_that_is_not_there_shows_the_nearest(client: FlaskClient, page: str) -> None:
    assert client.get(f"/shop/kettles?page={page}").status_code == 200


def test_a_product_shows_what_is_stated(client: FlaskClient) -> None:
    page = Page(client.get("/shop/kettles/k-2").text)
    assert page.heading == "Big kettle"
    assert "€49" in page.texts["p"]
    assert "whistle, lid" in page.texts["dd"]


def test_a_product_id_may_hold_any_character(client: FlaskClient) -> None:
    links = [link["href"] for link in Page(client.get("/shop/kettles").text).all("a")]
    assert f"/shop/kettles/{ODD}" in links
    assert Page(client.get(f"/shop/kettles/{ODD}").text).heading == "Odd kettle"
    assert "Odd kettle" in client.get(f"/shop/kettles/{ODD}.svg").text


def test_a_picture_is_drawn_kept_and_cannot_run_anything(client: FlaskClient) -> None:
    response = client.get("/shop/kettles/k-1.svg")
    assert response.content_type.startswith("image/svg+xml")
    assert "<title>Little kettle</title>" in response.text
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    again = client.get("/shop/kettles/k-1.svg", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "template",
    ["{{ 1 / 0 }}", "{% if %}", "{{ p.title.__class__.__mro__ }}{{ ''.__class__.__base__.__subclasses__() }}"],
)
def test_a_broken_picture_is_a_placeholder_and_one_line_in_the_log(
    client: FlaskClient, home: Path, caplog: pytest.LogCaptureFixture, template: str
) -> None:
    (home / "catalog" / "kettles.picture.svg").write_text(template, "utf-8")
    with caplog.at_level(logging.WARNING):
        response = client.get("/shop/kettles/k-1.svg")
    assert response.status_code == 200 and response.text.startswith("<svg")
    assert len(caplog.records) == 1


def test_what_is_not_there_is_a_page_and_for_a_picture_a_problem(client: FlaskClient) -> None:
    for address in ("/shop/nowhere", "/shop/kettles/nothing", "/shop/nowhere/k-1", "/shop/nowhere/theme.css"):
        response = client.get(address)
        assert response.status_code == 404
        assert Page(response.text).heading == "Nothing here"
    response = client.get("/shop/kettles/nothing.svg")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.get_json(force=True)["code"] == "not-found"


def test_the_accent_of_the_shop(client: FlaskClient) -> None:
    assert "--sc-accent" in client.get("/shop/kettles/theme.css").text
