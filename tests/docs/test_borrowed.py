"""The page of borrowed trees lists each of them, with as many questions and outcomes as it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.questionnaire.borrowed.tree import FOLDERS, read_tree

PAGE = Path(__file__).parents[2] / "docs" / "borrowed.md"
ROW = re.compile(r"\| `(\w+)` \| [^|]+ \| (\d+) \| (\d+)[^|]* \|")


def rows() -> dict[str, tuple[int, int]]:
    """The questions and outcomes that the page says of each tree."""
    return {name: (int(asked), int(ends)) for name, asked, ends in ROW.findall(PAGE.read_text("utf-8"))}


def test_the_page_lists_every_tree() -> None:
    assert list(rows()) == [folder.name for folder in FOLDERS]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_page_counts_right(folder: Path, tmp_path: Path) -> None:
    release = read_tree(folder, tmp_path).release
    assert rows()[folder.name] == (len(release.questionnaire.questions), len(release.index.products.ids))
