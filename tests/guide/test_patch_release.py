"""A release whose catalog was patched gives the steps of one that was compiled anew."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Index, Products
from app.catalog.patch import patch
from app.guide import Release, Step, advance, compile_release, look, see_results
from app.guide.patched import patch_release
from app.guide.saved import open_counter, save_counter
from app.issues import Collector
from tests import worlds
from tests.builders import NOW, release, toy
from tests.goods import renewed
from tests.guide.test_advance import World, some


def compiled(world: World, products: Products) -> Release:
    found = compile_release(world.oracle.questionnaire, "1", Index(products), Collector())
    assert found
    return found


def plain(step: Step) -> Step:
    """Without terms and reasons of products, which name the same things in both."""
    return replace(step, products=tuple(replace(shown, reasons=()) for shown in step.products))


@settings(max_examples=30)
@given(some(least=1) | some(least=1, also=worlds.CONSTRUCTS), worlds.stocks(least=1))
def test_every_step_is_that_of_a_fresh_release(world: World, others: list[dict[str, object]]) -> None:
    before = world.oracle.products
    new = {str(old["id"]): renewed(old, now) for old, now in zip(before, others, strict=False)}  # type: ignore[arg-type]
    products = Products.of_records(world.oracle.catalog, before)
    old = compiled(world, products)
    see_results(old, world.answers, (), NOW, visit=world.visit)  # so that it remembers something
    found = patch(products, new, "next")
    assert found
    rows = np.sort(products.rows_of(list(new)))
    patched = patch_release(old, old.index.patched(*found), rows, found[1])
    records = [new.get(str(product["id"]), product) for product in before]
    fresh = compiled(world, Products.of_records(world.oracle.catalog, records, "next"))
    for step in (
        lambda one: advance(one, world.answers, (), NOW, world.visit),
        lambda one: see_results(one, world.answers, (), NOW, limit=100, visit=world.visit),
        *(
            lambda one, id=id: look(one, world.answers, (), NOW, id, world.visit)
            for id in world.oracle.questionnaire.questions
        ),
    ):
        assert plain(step(patched)) == plain(step(fresh))


def test_automatic_choices_follow_the_catalog() -> None:
    asked = {"ask": "?", "type": "single", "attribute": "brand", "choices": "auto"}
    old = release({"questions": {"q": asked}}, [toy("a", brand="x"), toy("b", brand="y"), toy("c", brand="y")])
    found = patch(old.index.products, {"b": toy("b", brand="z"), "c": toy("c", brand="z")}, "next")
    assert found
    rows = np.sort(old.index.products.rows_of(["b", "c"]))
    step = advance(patch_release(old, old.index.patched(*found), rows, found[1]), {}, (), NOW)
    assert step.question
    assert [(choice.choice.id, choice.count) for choice in step.question.choices] == [("z", 2), ("x", 1)]


@given(st.data())
@settings(max_examples=20)
def test_the_sets_of_choices_come_back_from_an_archive(tmp_path_factory: object, data: st.DataObject) -> None:
    world = data.draw(some(least=1, also=worlds.CONSTRUCTS))
    path = tmp_path_factory.getbasetemp() / "choices.arrays"  # type: ignore[attr-defined]
    save_counter(path, world.release.counter)
    shared = world.release.with_counter(open_counter(path, world.release.index))
    for id in json.loads(json.dumps(list(world.oracle.questionnaire.questions))):
        assert look(shared, world.answers, (), NOW, id, world.visit) == look(
            world.release, world.answers, (), NOW, id, world.visit
        )
