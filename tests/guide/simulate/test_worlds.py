"""Simulations of random questionnaires on random catalogs: nothing falls over, and what must hold does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide.simulate import simulate
from app.guide.simulate.project import project
from app.guide.simulate.shoppers import KINDS
from app.guide.simulate.study import run
from tests.builders import NOW, TODAY, questionnaire
from tests.builders import release as compiled
from tests.worlds import CONSTRUCTS, catalogs, questionnaires, stocks


@st.composite
def releases(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    """A random questionnaire on a random catalog."""
    written = draw(questionnaires(also=draw(st.sampled_from([(), CONSTRUCTS]))))
    return compiled(questionnaire(written), draw(stocks(0)), draw(catalogs()))


@settings(deadline=None, max_examples=8)
@given(releases(), st.integers(0, 9))
def test_any_questionnaire_is_simulated_and_bounds_keep_their_order(release, seed) -> None:  # type: ignore[no-untyped-def]
    found = simulate(release, NOW, 2, seed)
    assert found.possible.optimum is not None and found.possible.static is not None
    bounds = [found.possible.shannon, found.possible.optimum, found.possible.static]
    assert bounds == [pytest.approx(bound) for bound in sorted(bounds)]
    for steps in (found.possible.greedy, found.possible.written):
        assert found.possible.optimum <= steps + 1e-9
    assert found == simulate(release, NOW, 2, seed)


@settings(deadline=None, max_examples=10)
@given(releases())
def test_the_truthful_lose_what_they_want_only_to_rules_and_to_what_must_be_answered(release) -> None:  # type: ignore[no-untyped-def]
    known = release.questionnaire
    forced = any(
        not question.skippable or (question.type == "info" and question.filter) for question in known.questions.values()
    )
    moving = known.rules or any(deed.when is not None for deed in known.merchandise) or any(release.refs.values())
    for talk in run(release, "truthful", 3, NOW, Random(1)):
        assert talk.kept or talk.ended or forced or moving


@settings(deadline=None, max_examples=8)
@given(releases())
def test_every_class_of_a_grid_stays_for_what_its_own_shopper_says(release) -> None:  # type: ignore[no-untyped-def]
    grid = project(release, TODAY)
    for question in range(grid.questions):
        for one in range(grid.classes):
            said = grid.codes[one, question]
            assert said == -1 or grid.fits[question][said, one]


@settings(deadline=None, max_examples=8)
@given(releases(), st.sampled_from(list(KINDS)))
def test_every_conversation_comes_to_an_end_with_products_or_without_a_way_out(release, kind) -> None:  # type: ignore[no-untyped-def]
    for talk in run(release, kind, 3, NOW, Random(2)):
        assert talk.questions < 100
        assert talk.left or talk.stuck or talk.listed == 0 or release.trusted  # these sink, and are listed all the same
