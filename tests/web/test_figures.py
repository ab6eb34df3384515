"""Pictures of choices: a file beside the questionnaires, or an address; nothing else of the folder is given out."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.web import create_app
from app.web.figures import address_of_figure
from tests.homes import toy_home
from tests.web.page import Shopper

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    home = toy_home(tmp_path / "home")
    home.edit("questionnaires/toys.yaml", "Ada: {label: Ada}", 'Ada: {label: Ada, image: "img/ada.svg", alt: A bear}')
    home.edit("questionnaires/toys.yaml", "Bor: {label: Bor}", 'Bor: {label: Bor, image: "https://net.example/b.png"}')
    (home.path / "questionnaires" / "img").mkdir()
    home.put("questionnaires/img/ada.svg", SVG)
    home.put("questionnaires/.hidden.svg", SVG)
    context: Context = home.open()
    return create_app(context).test_client()


def test_a_choice_shows_its_picture(client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/toys")
    page = shopper.press("seen")
    assert [(one["src"], one["alt"]) for one in page.all("img")] == [
        ("/w/pictures/img/ada.svg", "A bear"),
        ("https://net.example/b.png", ""),
    ]
    given = client.get("/w/pictures/img/ada.svg")
    assert (given.status_code, given.text, given.mimetype) == (200, SVG, "image/svg+xml")
    assert "sandbox" in given.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name", ["toys.yaml", ".hidden.svg", "img/", "img/none.svg", "../catalog/toys.csv", "%2e%2e/x.svg"]
)
def test_nothing_else_is_given_out(client: FlaskClient, name: str) -> None:
    assert client.get(f"/w/pictures/{name}").status_code == 404


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", ""),
        ("a b.png", ""),
        ("notes.txt", ""),
        ("javascript:alert(1)", ""),
        ("../x.png", ""),
        ("/shop/x.svg", "/shop/x.svg"),
        ("https://net.example/x", "https://net.example/x"),
        ("Stadt-1.JPG", "/w/pictures/Stadt-1.JPG"),
    ],
)
def test_only_what_a_browser_may_get_becomes_an_address(written: str, address: str) -> None:
    assert address_of_figure(written) == address
