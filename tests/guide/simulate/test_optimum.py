"""The exact optimum and the bound, against every strategy tried out on little grids."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from app.guide.simulate.bound import shannon_bound
from app.guide.simulate.grid import SILENT, Grid, grid_of_codes, make_grid
from app.guide.simulate.lattice import TooLarge
from app.guide.simulate.optimum import optimum
from app.guide.simulate.policy import follow, in_order, stubborn
from tests.guide.simulate.grids import GRIDS, least, of_order


@pytest.mark.parametrize("enough", [0, 1, 4])
@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_no_strategy_needs_fewer_and_one_needs_as_few(grid: Grid, enough: int) -> None:
    assert optimum(grid, enough).adaptive == pytest.approx(least(grid, enough))


@pytest.mark.parametrize("grid", GRIDS[::3], ids=range(len(GRIDS[::3])))
def test_the_best_fixed_order_is_the_best_of_all_orders(grid: Grid) -> None:
    best = optimum(grid, 2)
    by_hand = {order: of_order(grid, order, 2) for order in permutations(range(grid.questions))}
    assert best.static == pytest.approx(min(by_hand.values()))
    assert by_hand[tuple(grid.names.index(name) for name in best.order)] == pytest.approx(best.static)


@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_an_order_is_followed_as_by_each_shopper_alone(grid: Grid) -> None:
    order = tuple(range(grid.questions))
    assert follow(grid, in_order(order), 3).expected == pytest.approx(of_order(grid, order, 3))


@pytest.mark.parametrize("enough", [0, 1, 4])
@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_the_bound_is_never_above_the_optimum_nor_the_optimum_above_an_order(grid: Grid, enough: int) -> None:
    best = optimum(grid, enough)
    written = follow(grid, in_order(range(grid.questions)), enough)
    assert shannon_bound(grid, enough) <= best.adaptive + 1e-9
    assert best.adaptive <= best.static + 1e-9 <= written.expected + 2e-9
    assert written.expected <= follow(grid, stubborn(range(grid.questions)), enough).expected + 1e-9


@pytest.mark.parametrize("grid", GRIDS, ids=range(len(GRIDS)))
def test_whoever_tells_the_truth_keeps_what_is_wanted(grid: Grid) -> None:
    course = follow(grid, in_order(range(grid.questions)), 1)
    assert course.lost == 0


def test_whoever_says_what_is_false_loses_it() -> None:
    false = make_grid(["q"], np.array([[1], [0]]), [np.array([[True, False], [False, True]])])
    assert follow(false, in_order([0]), 1).lost == 2


def test_eight_products_and_three_yes_or_no_questions_take_three() -> None:
    codes = np.array([[number >> bit & 1 for bit in range(3)] for number in range(8)])
    grid = grid_of_codes(["a", "b", "c"], codes)
    assert optimum(grid, 1).adaptive == shannon_bound(grid, 1) == 3
    assert optimum(grid, 2).adaptive == shannon_bound(grid, 2) == 2


def test_a_question_that_only_silence_answers_is_not_asked() -> None:
    codes = np.array([[0, SILENT], [1, SILENT], [1, SILENT], [0, SILENT]])
    grid = grid_of_codes(["a", "b"], codes)
    assert follow(grid, in_order([1, 0]), 1).expected == 1
    assert follow(grid, stubborn([1, 0]), 1).expected == 2


def test_products_that_nothing_tells_apart_are_one_class() -> None:
    grid = grid_of_codes(["a"], np.array([[0], [0], [1]]))
    assert sorted(grid.sizes.tolist()) == [1, 2]


def test_too_many_questions_are_said_to_be_too_many() -> None:
    with pytest.raises(TooLarge):
        optimum(grid_of_codes([str(place) for place in range(13)], np.zeros((2, 13), np.int64)), 1)


@pytest.mark.parametrize("codes", [np.zeros((0, 2), np.int64), np.zeros((3, 0), np.int64)])
def test_where_there_is_nothing_nothing_is_asked(codes: np.ndarray) -> None:  # type: ignore[type-arg]
    grid = grid_of_codes(["a", "b"][: codes.shape[1]], codes)
    assert optimum(grid, 1).adaptive == shannon_bound(grid, 1) == 0
