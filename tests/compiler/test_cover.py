"""Coverage against every path walked one by one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.compiler.cover import Survey, cover, survey
from app.compiler.dead_ends import dead_ends
from app.compiler.prove import prove
from app.compiler.shares import Limits
from app.issues import Collector, Severity, acknowledge
from app.questionnaire.graph import build_graph
from tests import worlds
from tests.bench.check import release_of
from tests.builders import TODAY, questionnaire, release, toy
from tests.compiler.enumeration import Enumeration
from tests.shipped import FILES

MOST_PATHS = 400
BRANDS = ["Ada", "Bor", "Cid"]
SIX = {
    "brand": {"ask": "Which brand?", "type": "single", "attribute": "brand", "choices": "auto"},
    "size": {"ask": "Which size?", "type": "single", "attribute": "size", "choices": "auto"},
    "price": {"ask": "What may it cost?", "type": "range", "attribute": "price"},
    "least": {"ask": "How many?", "type": "number", "filter": {"stock": {"min": {"answer": "least"}}}},
    "without": {
        "ask": "Which brands not?",
        "type": "multiple",
        "match": "all",
        "choices": {brand: {"label": brand, "filter": {"brand": {"not": brand}}} for brand in BRANDS},
    },
    "again": {"ask": "What exactly?", "type": "range", "attribute": "price", "bound": "min"},
}


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
@given(surveys(also=worlds.CONSTRUCTS))
def test_what_is_counted_along_edges_stands_on_edges_of_the_graph(found: Survey) -> None:
    asked = found.release.questionnaire
    assume(asked.pool or asked.order != "best")
    known = {(start, edge["choice"], to) for start, to, edge in build_graph(asked).edges(data=True)}
    coverage = cover(found)
    assert set(coverage.edges) <= known
    for node, count in coverage.nodes.items():
        out = [some for (start, _, _), some in coverage.edges.items() if start == node]
        assert all(some <= count for some in out)


@few
@given(surveys())
def test_the_shortest_dead_ends_are_all_found(found: Survey) -> None:
    truth = Enumeration(found.release, TODAY, found.flow.eligible).shortest_dead_ends()
    ends, cut = dead_ends(found.flow, found.classes, found.ways, most=10**6)
    assert not cut
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


def test_sampled_shares_hold_the_exact_ones_within_their_interval() -> None:
    goods = [
        toy(f"p{n:03}", brand=BRANDS[n % 3], price=float(n % 11), size=float(n % 5 % 3), stock=float(n % 7))
        for n in range(60)
    ]
    found = survey(release(SIX, goods), TODAY)
    exact = cover(found)
    sampled = cover(found, Limits(memory=0))
    assert exact.dead.exact
    assert sampled.dead.sampled
    assert sampled.unspared.sampled
    assert sampled.dead_paths is None
    assert 0.2 < exact.dead.value < 0.8
    assert sampled.dead.low <= exact.dead.value <= sampled.dead.high
    assert sampled.unspared.low <= exact.unspared.value <= sampled.unspared.high
    assert (sampled.worst, sampled.expected, sampled.dead_ends) == (exact.worst, exact.expected, exact.dead_ends)
    assert cover(found, Limits(memory=0)) == sampled


def test_what_remembers_too_much_is_said_not_to_be_covered() -> None:
    choices = {id: {"label": id, "filter": {}} for id in ("a", "b", "c", "d")}
    questions = {f"q{place}": {"ask": "Which?", "type": "single", "choices": choices} for place in range(10)}
    remembers = [{"when": dict.fromkeys(questions, choice), "warn": "All alike."} for choice in choices]
    asked = questionnaire({"questions": questions, "rules": remembers})
    issues = Collector()
    assert prove(release(asked, []), TODAY, issues) is None
    assert [issue.code for issue in issues.issues] == ["not-covered"]


def test_every_proof_ends_with_its_figures() -> None:
    issues = Collector()
    coverage = prove(release(SIX, [toy("a", brand="Ada", price=1.0)]), TODAY, issues)
    assert coverage is not None
    last = issues.issues[-1]
    assert (last.code, last.message.partition(" paths")[0]) == ("coverage", f"{coverage.paths:,}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_shipped_questionnaire_is_warned_about(file: Path) -> None:
    found = release_of(file.read_text("utf-8"), str(file))
    issues = Collector()
    prove(found, TODAY, issues)
    left = acknowledge(issues.issues, found.questionnaire.allowances)
    assert [str(one) for one in left if one.allowed is None and one.severity is not Severity.NOTE] == []
    assert [one.code for one in left if one.code == "unused-allow"] == []
