"""Arrays in a file: what was written comes back, and nothing else passes for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.catalog.archive import Damaged, load, save

ARRAYS = {
    "numbers": np.arange(100, dtype=np.float64).reshape(20, 5),
    "none": np.empty(0, np.uint8),
    "odd": np.arange(7, dtype=np.uint16),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save(tmp_path / "made" / "some.arrays", ARRAYS, {"words": ["ä", "b"], "size": 3})
    return tmp_path / "made" / "some.arrays"


def test_what_was_written_comes_back(path: Path) -> None:
    found = load(path)
    assert found.facts == {"words": ["ä", "b"], "size": 3}
    assert list(found.arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert (found.arrays[name].dtype, found.arrays[name].tolist()) == (array.dtype, array.tolist())


def test_arrays_cannot_be_changed_and_stand_aligned(path: Path) -> None:
    for array in load(path).arrays.values():
        assert not array.flags.writeable
        assert not array.size or array.ctypes.data % 64 == 0


def test_it_is_written_whole_and_leaves_nothing_beside(path: Path) -> None:
    save(path, {"new": np.ones(3)}, {})
    assert [found.name for found in path.parent.iterdir()] == ["some.arrays"]
    assert list(load(path).arrays) == ["new"]


@pytest.mark.parametrize("place", [0, 21, 30, 100, -1])
def test_a_changed_byte_is_found(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged):
        load(path)


@pytest.mark.parametrize("size", [0, 10, 200])
def test_a_file_that_was_cut_is_found(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(Damaged):
        load(path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.arrays")
