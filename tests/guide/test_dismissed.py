"""Dismissing products is the same as a catalog without them: every count, and every product."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.guide import Step, advance, look, see_results
from tests.builders import NOW
from tests.guide.test_advance import World, some


def figures(step: Step) -> tuple[object, ...]:
    """What a step says of numbers and products."""
    question = step.question
    choices = tuple((view.choice.id, view.count, view.unknown) for view in question.choices) if question else ()
    return step.remaining, choices, tuple(product.id for product in step.products), step.total


@given(world=some(least=1), chosen=st.data())
def test_dismissed_products_count_nowhere(world: World, chosen: st.DataObject) -> None:
    ids = sorted(world.release.index.products.row_of)
    gone = chosen.draw(st.sets(st.sampled_from(ids)))
    narrow = (world.release, world.answers, (), NOW)
    whole = see_results(*narrow, limit=1000, visit=world.visit)
    less = see_results(*narrow, limit=1000, visit=replace(world.visit, dismissed=gone))
    groups = world.release.index.groups
    if groups is None:
        assert less.remaining == len([id for id in world.oracle.candidates(world.answers) if id not in gone])
    if groups is None:
        assert [product.id for product in less.products] == [
            product.id for product in whole.products if product.id not in gone
        ]
    assert gone.isdisjoint(product.id for product in less.products)
    forgetful = replace(world.release, memo=type(world.release.memo)(0, 0))
    for question in world.release.questionnaire.questions:
        seen = look(*narrow, question, replace(world.visit, dismissed=gone))
        fresh = look(forgetful, world.answers, (), NOW, question, replace(world.visit, dismissed=gone))
        assert figures(seen) == figures(fresh)
        assert figures(look(*narrow, question, world.visit)) == figures(
            look(forgetful, world.answers, (), NOW, question, world.visit)
        )
        if seen.question and groups is None:
            for view in seen.question.choices:
                ticked = {**world.answers, question: world.oracle.ticking(world.answers, question, view.choice.id)}
                assert view.count == len([id for id in world.oracle.candidates(ticked) if id not in gone])


@given(world=some(least=1))
def test_what_the_catalog_lacks_is_of_no_effect(world: World) -> None:
    step = advance(world.release, world.answers, (), NOW, replace(world.visit, dismissed=["no such product"]))
    assert figures(step) == figures(advance(world.release, world.answers, (), NOW, world.visit))
