"""Files are packed and kept for ever under an address of their own; pages, which hold a token, are never packed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

STATIC = Path(__file__).parents[2] / "static"
FILES = ["/static/widget.js", "/static/embed/frame.css", "/embed/v1.js", "/embed/1.0.0.js", "/embed/1.0.0.more.js"]


def address_of(client: FlaskClient, name: str) -> str:
    found = re.search(rf"/static/{name}\?v=[0-9a-f]{{12}}", client.get("/w/toys").text)
    assert found
    return found[0]


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_packed_for_who_unpacks_it(client: FlaskClient, address: str) -> None:
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < 0.6 * len(plain.data)
    for response in (plain, packed):
        assert "Accept-Encoding" in response.headers["Vary"]
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address, headers={"Accept-Encoding": "gzip;q=0"}).data == plain.data


def test_an_address_changes_with_what_is_in_the_file(client: FlaskClient) -> None:
    address = address_of(client, "embed/frame.js")
    kept = client.get(address)
    assert kept.data == (STATIC / "embed" / "frame.js").read_bytes()
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    other = client.get(address[:-12] + "0" * 12)
    assert other.status_code == 200 and "immutable" not in other.headers["Cache-Control"]
    assert "immutable" not in client.get("/static/widget.js").headers["Cache-Control"]


def test_a_page_is_not_packed(client: FlaskClient) -> None:
    for address in ("/w/toys", "/api/v1/questionnaires"):
        assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"}).headers


def test_what_is_not_there_has_no_version(client: FlaskClient) -> None:
    assert client.get("/static/nothing.js?v=000000000000").status_code == 404
