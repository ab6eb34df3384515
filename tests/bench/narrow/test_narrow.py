"""The benchmark of narrowing is itself held to a plain loop; none of its peers is needed here."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from tests.bench.narrow.catalogs import ROOT, derive, shipped_columns
from tests.bench.narrow.grouped import Grouped
from tests.bench.narrow.invented import invent
from tests.bench.narrow.limit import Limit
from tests.bench.narrow.masks import Masks
from tests.bench.narrow.packed import Packed
from tests.bench.narrow.peers import OURS, PEERS, Missing, Peer, started
from tests.bench.narrow.plot import Curve, draw
from tests.bench.narrow.race import Differs, Times, race
from tests.bench.narrow.report import Bar, Measured, Verdict, judge, show_verdict, show_world
from tests.bench.narrow.salesclerk import Salesclerk
from tests.bench.narrow.step import BEST, Loop, Result
from tests.bench.narrow.workload import MOST, Step, workload

ENGINES = (Masks, Packed, Salesclerk)


@pytest.fixture(scope="module")
def world():
    return invent(300)


@pytest.fixture(scope="module")
def steps(world):
    return workload(world, 4)


@pytest.fixture(scope="module")
def truth(world, steps):
    loop = Loop(world)
    return [loop.step(step.answers, step.taste) for step in steps]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_says_what_the_loop_says(engine, world, steps, truth):
    built = engine(world)
    assert [built.step(step.answers, step.taste) for step in steps] == truth


@pytest.mark.parametrize("engine", ENGINES)
def test_it_does_on_a_shipped_catalog_too(engine):
    shipped = derive("typefaces", shipped_columns(ROOT / "catalog" / "typefaces.mapping.yaml"))
    loop, built = Loop(shipped), engine(shipped)
    for step in workload(shipped, 1)[::4]:
        assert built.step(step.answers, step.taste) == loop.step(step.answers, step.taste)


def test_the_world_has_what_the_task_asks_for(world):
    assert len(world.columns) == 12
    assert len(world.questions) == 9
    assert sum(len(question.choices) for question in world.questions) == 72
    assert {question.mode for question in world.questions} == {"single", "any", "all", "range"}
    assert {question.keeps for question in world.questions} == {True, False}
    assert all(len(np.unique(scores)) < world.rows for scores in world.scores)


def test_the_workload_is_the_same_each_time_and_always_leaves_something(world, steps, truth):
    assert workload(invent(300), 4) == steps
    assert {len(step.answers) for step in steps} == set(range(MOST + 1))
    assert min(result.remaining for result in truth) > 0


def test_variants_of_a_group_are_marked_where_they_are_wanted():
    group = invent(300, variants=3).group
    assert group is not None and 1 < len(np.unique(group)) <= 100
    assert invent(300).group is None


def test_results_are_equal_by_value_and_cannot_be_changed():
    result = Result(1, ((1, 0),), (7,))
    assert result == Result(1, ((1, 0),), (7,)) != Result(1, ((1, 0),), (8,))
    with pytest.raises(FrozenInstanceError):
        result.remaining = 2  # type: ignore[misc]


def test_a_race_stops_at_the_first_result_that_differs(world, steps):
    class Wrong(Masks):
        def step(self, answers, taste):
            right = super().step(answers, taste)
            return Result(right.remaining + (len(answers) == 3), right.counts, right.best)

    assert len(race("a", {"a": Masks(world), "b": Packed(world)}, steps, 60)["b"].steps) == len(steps)
    with pytest.raises(Differs, match="b differs from a at step 3"):
        race("a", {"a": Masks(world), "b": Wrong(world)}, steps, 60)


def test_a_peer_that_is_not_there_is_missing(world):
    with pytest.raises(Missing, match="Nobody"), started(Peer("Nobody", "nobody:Nobody", 1.0), world, None):
        pass


def _measured(missing: tuple[str, ...], peer_seconds: float) -> Measured:
    times = {peer.name: Times([peer_seconds] * 3) for peer in PEERS} | {OURS.name: Times([0.0001] * 3)}
    steps = [Step({}, 0)] * 3
    return Measured("invented-10000", 10**4, steps, times, {}, Limit(0.00005, 0.01), missing)


def test_a_missing_peer_proves_no_bar_however_fast_we_are():
    complete, incomplete = judge([_measured((), 1.0)]), judge([_measured(("tantivy: gone",), 1.0)])
    assert (complete.exit_code, incomplete.exit_code) == (0, 1)
    assert "incomplete: proves no bar. Missing: tantivy: gone" in show_verdict(incomplete)
    assert "incomplete" not in show_verdict(complete)


def test_a_bar_is_met_or_missed_by_its_figure():
    assert judge([_measured((), 0.0002)]).exit_code == 1
    assert Bar("step", 0.3, 0.2).verdict == "met"
    assert Bar("step", 0.3, 0.4).verdict == "MISSED"
    assert Bar("peer", 8, 7.9, "times ours").verdict == "MISSED"
    assert Bar("peer", 8, 8.1, "times ours").verdict == "met"
    assert Bar("step", 6, 9, judged=False).verdict.startswith("not judged")
    assert Verdict([Bar("peer", 8, None, "times ours")]).exit_code == 1


def test_the_table_says_the_ratio_on_the_same_steps():
    table = show_world(_measured((), 0.0002))
    assert "our step is 2.0 times the reading" in table
    assert [line.split()[-2] for line in table.splitlines() if "tantivy" in line] == ["2.00"]


def test_the_drawing_says_every_point():
    curve = Curve("Products", [(10**4, 0.2), (10**5, 0.4), (10**6, 4.0)], True)
    drawn = draw([curve])
    assert curve.steep == pytest.approx(1)
    assert drawn.count("<circle") == 3
    assert "1,000,000: 4.000 ms" in drawn


def test_variants_count_once_as_a_loop_over_groups_says() -> None:
    world = invent(600, variants=3)
    assert world.group is not None
    loop, engine = Loop(world), Grouped(world)
    for step in workload(world, 3):
        found = engine.step(step.answers, step.taste)
        left = [row for row in range(world.rows) if loop._meets(row, step.answers)]
        assert found.remaining == len({world.group[row] for row in left})
        for place, counts in zip(world.chosen, found.counts, strict=True):
            others = {key: answer for key, answer in step.answers.items() if key != place}
            said = step.answers.get(place, ()) if world.questions[place].mode != "single" else ()
            for choice, count in enumerate(counts):
                rows = (row for row in range(world.rows) if loop._meets(row, {**others, place: (*said, choice)}))
                assert count == len({world.group[row] for row in rows})
        best: dict[int, int] = {}
        for row in sorted(left, key=lambda row: (-world.scores[step.taste][row], world.ids[row])):
            best.setdefault(int(world.group[row]), int(world.ids[row]))
        assert found.best == tuple(best.values())[:BEST]
