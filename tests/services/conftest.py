from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import Context
from tests.homes import Home, toy_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return toy_home(tmp_path)


@pytest.fixture
def context(home: Home) -> Iterator[Context]:
    """A process's workplace in the home."""
    opened = home.open()
    yield opened
    opened.close()
