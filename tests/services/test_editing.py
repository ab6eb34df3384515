"""What an editor is told of the shipped catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.errors import NotFound, Unavailable
from app.services.editing import editor_schema
from tests.homes import toy_home
from tests.questionnaire.test_json_schema import faults
from tests.shipped import FILES, ROOT

LARGE = 1_000_000
"""Bytes of a packed feed from which it takes seconds to read."""
BY_SIZE = [
    pytest.param(file, marks=[pytest.mark.slow] if any(feed.stat().st_size > LARGE for feed in feeds) else [])
    for file in FILES
    for feeds in [list((ROOT / "catalog").glob(f"{file.stem}.csv*"))]
]


@pytest.mark.parametrize("file", BY_SIZE, ids=lambda path: path.stem)
def test_what_is_shipped_is_written_in_the_words_of_its_catalog(file: Path) -> None:
    schema = Draft202012Validator(editor_schema("questionnaire", file.stem, ROOT / "catalog"))
    assert faults(schema, file.read_text("utf-8")) == []


def test_a_catalog_that_is_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    home = toy_home(tmp_path)
    with pytest.raises(NotFound, match="tois"):
        editor_schema("part", "tois", tmp_path / "catalog")
    home.put("catalog/toys.mapping.yaml", "catalog: toys")
    with pytest.raises(Unavailable, match="toys"):
        editor_schema("part", "toys", tmp_path / "catalog")
