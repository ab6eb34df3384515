"""Coverage against every path walked one by one."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.compiler.cover import Survey, cover, survey
from app.compiler.dead_ends import dead_ends
from tests import worlds
from tests.builders import TODAY, questionnaire, release
from tests.compiler.enumeration import Enumeration

MOST_PATHS = 400


@st.composite
def surveys(draw: st.DrawFn, also: Collection[str] = ()) -> Survey:
    """A small questionnaire over a few products, unfolded."""
    asked = questionnaire(draw(worlds.questionnaires(most=4, also=also)))
    found = survey(release(asked, draw(worlds.stocks(most=8)), draw(worlds.catalogs())), TODAY)
    assume(found.ways.results[0] + found.ways.closed[0] <= MOST_PATHS)
    return found


few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(surveys() | surveys(also=worlds.CONSTRUCTS))
def test_the_ends_of_all_paths_are_counted_exactly(found: Survey) -> None:
    truth = Enumeration(found.release, TODAY, found.flow.eligible)
    coverage = cover(found)
    assert coverage.paths == len(truth.finished)
    assert coverage.closed == len(truth.walks) - len(truth.finished)
    assert coverage.worst.exact
    assert coverage.worst.value == max((len(one.left[-1]) for one in truth.finished), default=0)
    assert coverage.expected.value == pytest.approx(float(truth.expected), abs=1e-12)
    assert coverage.dead_paths == len(truth.dead)
    assert coverage.dead.value == pytest.approx(float(truth.share_dead), abs=1e-12)
    reached = set().union(*(one.left[-1] for one in truth.finished))
    assert coverage.unreached == len(truth.ids(found.flow.eligible) - reached)


@few
@given(surveys())
def test_what_can_come_along_is_counted_exactly(found: Survey) -> None:
    truth = Enumeration(found.release, TODAY, found.flow.eligible)
    coverage = cover(found)
    assert coverage.nodes == {node: len(products) for node, products in truth.nodes.items()}
    assert coverage.answers == {said: len(products) for said, products in truth.answers.items()}
    assert coverage.unspared.value == pytest.approx(float(truth.share_unspared), abs=1e-12)


@few
@given(surveys())
def test_the_shortest_dead_ends_are_all_found(found: Survey) -> None:
    truth = Enumeration(found.release, TODAY, found.flow.eligible).shortest_dead_ends()
    ends = dead_ends(found.flow, found.classes, found.ways, most=10**6)
    least = min((len(end.answers) for end in ends), default=0)
    assert {(end.answers, end.spared) for end in ends if len(end.answers) == least} == truth


@few
@given(surveys() | surveys(also=worlds.CONSTRUCTS))
def test_clashing_answers_are_all_found(found: Survey) -> None:
    truth = Enumeration(found.release, TODAY, found.flow.eligible)
    coverage = cover(found)
    assert (coverage.pairs, coverage.triples) == (len(truth.clashes(2)), len(truth.clashes(3)))
    expected = [*truth.clashes(2), *truth.clashes(3)]
    assert all(frozenset(clash.answers) in expected for clash in coverage.clashes)
