"""The pages that are written from tables are current."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "tools" / "reference.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_tables_say(name: str) -> None:
    assert PAGES[name]() == (DOCS / name).read_text("utf-8"), "run .venv/bin/python docs/tools/reference.py"
