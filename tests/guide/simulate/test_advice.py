"""What questions are worth, and which say the same."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from app.guide.simulate.advice import greedy_order, redundant, worths
from app.guide.simulate.grid import SILENT, grid_of_codes
from app.guide.simulate.optimum import optimum
from app.guide.simulate.policy import follow, greedy, in_order
from tests.guide.simulate.grids import GRIDS

EIGHT = np.array([[number >> bit & 1 for bit in range(3)] for number in range(8)])


def test_each_of_three_halvings_is_worth_a_bit_until_enough_are_left() -> None:
    grid = grid_of_codes(["a", "b", "c"], EIGHT)
    found = worths(grid, ("b", "c", "a"), 2)
    assert [(worth.question, worth.alone, worth.asked, worth.there) for worth in found] == [
        ("b", 1, 1, 1),
        ("c", 1, 1, 1),
        ("a", 1, 0, 0),
    ]


@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_what_questions_are_worth_adds_up_to_what_the_conversation_gains(grid) -> None:  # type: ignore[no-untyped-def]
    course = follow(grid, in_order(range(grid.questions)), 2)
    gained = log2(grid.products) - float((grid.sizes * np.log2(np.maximum(course.left, 2))).sum()) / grid.products
    found = worths(grid, grid.names, 2)
    assert sum(worth.asked * worth.there for worth in found) == pytest.approx(gained)
    assert sum(worth.asked for worth in found) == pytest.approx(course.expected)


def test_the_greedy_order_begins_with_what_tells_most() -> None:
    codes = np.stack([EIGHT[:, 0], np.arange(8) // 2, np.arange(8) % 2], axis=1)
    assert greedy_order(grid_of_codes(["half", "quarter", "same"], codes), 1) == ("quarter", "half", "same")


@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_greedy_is_never_better_than_the_optimum_and_loses_nothing(grid) -> None:  # type: ignore[no-untyped-def]
    course = follow(grid, greedy(2), 2)
    assert optimum(grid, 2).adaptive <= course.expected + 1e-9
    assert course.lost == 0


def test_of_two_questions_that_say_the_same_one_follows_from_the_other() -> None:
    codes = np.stack([np.arange(8) // 2, np.arange(8) // 4, EIGHT[:, 0]], axis=1)
    found = redundant(grid_of_codes(["four", "two", "other"], codes))
    assert [(pair.first, pair.second, pair.share) for pair in found] == [("four", "two", pytest.approx(1))]


def test_questions_that_hardly_anybody_answers_both_of_are_not_compared() -> None:
    codes = np.array([[0, SILENT], [1, SILENT], [0, SILENT], [SILENT, 0], [SILENT, 1], [1, 1]])
    assert redundant(grid_of_codes(["a", "b"], codes), least=0) == ()
