from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.web import create_app
from tests.homes import toy_home
from tests.web.shopper import Shopper


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A process's workplace in a home where toys are sold."""
    opened = toy_home(tmp_path).open()
    yield opened
    opened.close()


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return create_app(context).test_client()


@pytest.fixture
def shopper(client: FlaskClient) -> Shopper:
    """Someone who has just come in."""
    return Shopper.begin(client, "toys")
