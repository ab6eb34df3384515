"""How many questions it takes: greedy and the order of the file beside the exact optimum, and with values missing."""

from __future__ import annotations

from time import perf_counter

from app.guide.simulate.bound import shannon_bound
from app.guide.simulate.grid import SILENT, Grid, grid_of_codes
from app.guide.simulate.lattice import TooLarge
from app.guide.simulate.optimum import optimum
from app.guide.simulate.policy import Course, Moment, follow, greedy, in_order, stubborn
from tests.bench.ask.bars import Bar
from tests.bench.ask.sets import MOST_QUESTIONS, Asked, diamonds, epa_cars, hidden, pc_parts

ENOUGH = 10
GREEDY, AUTHOR, MISSING = 1.04, 1.08, 1.15
"""Bars: times the optimum, times the optimum (pc-parts), times the questions with nothing missing."""
SHARE, SEED = 0.05, 7


def measure() -> list[Bar]:
    """Prints the figures of every catalog that is here; the bars."""
    bars = []
    for name, found in {"diamonds": diamonds(), "epa_cars": epa_cars(), "pc-parts": pc_parts()}.items():
        if found is None:
            print(f"{name}: skipped, ../shared/data/catalogs is not here\n")
            continue
        bars += _catalog(found)
    return bars


def _catalog(asked: Asked) -> list[Bar]:
    few = asked.telling()
    grid = grid_of_codes(few.questions, few.codes)
    start = perf_counter()
    best = optimum(grid, ENOUGH)
    took = perf_counter() - start
    by_gain, by_file = _greedy(grid), _by_file(grid)
    print(f"{asked.name}: {grid.products:,} products, {grid.questions} questions: {', '.join(grid.names)}")
    _line("Shannon bound", shannon_bound(grid, ENOUGH))
    _line("exact optimum", best.adaptive, f"({took:.1f} s)")
    _line("greedy", by_gain.expected, _times(by_gain.expected, best.adaptive))
    _line("best fixed order", best.static, _times(best.static, best.adaptive))
    _line("file order, passing over", by_file.expected, _times(by_file.expected, best.adaptive))
    _line("file order, all asked", _all_asked(grid).expected)
    bars = [Bar(f"{asked.name}: greedy, times the optimum", by_gain.expected / best.adaptive, GREEDY)]
    if asked.name == "pc-parts":
        ratio = by_file.expected / best.adaptive
        bars.append(Bar(f"{asked.name}: file order with passing-over, times the optimum", ratio, AUTHOR))
    bars += _missing(few, by_gain)
    if len(asked.questions) > MOST_QUESTIONS:
        whole = grid_of_codes(asked.questions, asked.codes)
        print(f"  all {whole.questions} questions, too many for the optimum:")
        _line("greedy", _greedy(whole).expected)
        _line("file order, passing over", _by_file(whole).expected)
        _line("file order, all asked", _all_asked(whole).expected)
    print()
    return bars


def _missing(asked: Asked, full: Course) -> list[Bar]:
    """The catalog does not state some values, which the shoppers know all the same."""
    grid = grid_of_codes(asked.questions, asked.codes, hidden(asked, SHARE, SEED))
    print(f"  with {SHARE:.0%} of the values missing:")
    every, stated = _greedy(grid), follow(grid, until_stated, ENOUGH)
    try:
        best = optimum(grid, ENOUGH).adaptive
        _line("exact optimum, kept ones counted", best, _times(best, full.expected))
    except TooLarge:
        print("  exact optimum: too large")
    _line("greedy, kept ones counted", every.expected, _times(every.expected, full.expected))
    _line("greedy, kept ones stand last", stated.expected, _times(stated.expected, full.expected))
    return [
        Bar(
            f"{asked.name}: {SHARE:.0%} missing, kept last, times the questions",
            stated.expected / full.expected,
            MISSING,
        ),
        Bar(f"{asked.name}: {SHARE:.0%} missing, right products lost", every.lost + stated.lost, 0),
    ]


def until_stated(grid: Grid, here: Moment) -> int | None:
    """Greedy until few enough are left that state all that was said; what is kept for want of a value stands below."""
    left = here.left
    for question in here.asked:
        if grid.codes[here.wanted[0], question] != SILENT:
            left = left[~grid.staying[question][0][left]]
    return None if grid.count(left) <= ENOUGH else greedy(ENOUGH)(grid, here)


def _greedy(grid: Grid) -> Course:
    return follow(grid, greedy(ENOUGH), ENOUGH)


def _by_file(grid: Grid) -> Course:
    return follow(grid, in_order(range(grid.questions)), ENOUGH)


def _all_asked(grid: Grid) -> Course:
    return follow(grid, stubborn(range(grid.questions)), ENOUGH)


def _line(what: str, questions: float, more: str = "") -> None:
    print(f"  {what:<34}{questions:6.2f}  {more}".rstrip(), flush=True)


def _times(questions: float, least: float) -> str:
    return f"{questions / least:.3f} times"
