"""Every kernel against the reference and against Python sets."""

from __future__ import annotations

import numpy as np
import pytest

from app.catalog import kernel
from app.catalog.kernel import BLOCK, KERNELS

WORDS = (0, 1, 3, BLOCK - 1, BLOCK, BLOCK + 1, 20_000)


def made(sets: int, words: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sets that are empty, full and in between, their sizes, and a mask."""
    rng = np.random.default_rng(seed)
    stacked = rng.integers(0, 2**64, (sets, words), np.uint64)
    stacked[:1] = 0
    stacked[1:2] = np.uint64(2**64 - 1)
    return stacked, np.bitwise_count(stacked).sum(axis=1, dtype=np.int64), rng.integers(0, 2**64, words, np.uint64)


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("sets", [0, 1, 2, 5])
def test_a_kernel_counts_what_each_set_shares(name: str, words: int, sets: int) -> None:
    stacked, sizes, mask = made(sets, words)
    expected = np.bitwise_count(stacked & mask).sum(axis=1, dtype=np.int64).tolist()
    found = KERNELS[name](stacked, sizes, mask)
    assert found.dtype == np.int64
    assert found.tolist() == expected


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("fill", [0, 2**64 - 1])
def test_a_kernel_takes_the_empty_and_the_full_mask(name: str, fill: int) -> None:
    stacked, sizes, mask = made(4, 300)
    mask[:] = np.uint64(fill)
    assert KERNELS[name](stacked, sizes, mask).tolist() == (sizes if fill else sizes * 0).tolist()


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_takes_a_part_of_a_stack_that_nobody_may_write(name: str) -> None:
    stacked, sizes, mask = made(6, 70, seed=1)
    stacked.flags.writeable = False
    found = KERNELS[name](stacked[2:5], sizes[2:5], mask)
    rows = [{row for row in range(70 * 64) if int(bits[row // 64]) >> row % 64 & 1} for bits in (*stacked[2:5], mask)]
    assert found.tolist() == [len(one & rows[-1]) for one in rows[:-1]]


def test_the_kernel_that_counts_is_one_of_them() -> None:
    assert kernel.count_shared is KERNELS[kernel.NAME]


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("words", [0, 1, 3, 700])
@pytest.mark.parametrize("masks", [0, 1, 4])
def test_several_masks_are_counted_as_each_alone(name: str, words: int, masks: int) -> None:
    stacked, sizes, _ = made(5, words)
    several = made(masks, words, seed=1)[0]
    each = getattr(kernel, f"each_with_{name}")(stacked, sizes, several)
    assert each.shape == (masks, 5)
    assert each.tolist() == [KERNELS["numpy"](stacked, sizes, mask).tolist() for mask in several]


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("words", [0, 1, 700])
def test_sets_are_sized(name: str, words: int) -> None:
    stacked, sizes, _ = made(5, words)
    assert getattr(kernel, f"sizes_with_{name}")(stacked).tolist() == sizes.tolist()
