"""The results come where nothing that could still be said would change the first page, and only there."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide import Release, Step, advance, see_results
from app.guide.stable import is_stable
from app.guide.state import replay
from tests.builders import NOW, release, toy

TAGS = ("hdmi", "usb-a", "usb-c")
PORTS: dict[str, Any] = {"ask": "?", "type": "multiple", "attribute": "ports", "match": "all"}


def ports(*ids: str, **more: Any) -> dict[str, Any]:
    return {**PORTS, "choices": {id: {"label": id} for id in ids}, **more}


def shop(**questions: Any) -> Release:
    """Many toys, of which the two that sell best have all ports."""
    many = [toy(f"t{n}", ports=TAGS[: 1 + n % 3], sold=float(n)) for n in range(40)]
    best = [toy(f"best{n}", ports=TAGS, sold=100.0 + n) for n in range(2)]
    return release({"order": "best", "enough": 1, "results": {"limit": 2}, "questions": questions}, [*many, *best])


def step(found: Release, **answers: Any) -> Step:
    return advance(found, answers, (), NOW)


def test_what_all_of_the_first_page_meets_is_not_asked() -> None:
    found = step(shop(first=ports("hdmi"), then=ports("usb-a", "usb-c")), first={"choices": ["hdmi"]})
    assert found.question is None
    assert [shown.id for shown in found.products] == ["best1", "best0"]
    assert [further.question.id for further in found.further] == ["then"]
    assert found.progress.expected == found.progress.answered == 1


def test_a_choice_that_some_of_the_first_page_misses_is_asked() -> None:
    found = step(shop(first=ports("hdmi"), then=ports("usb-c", "vga")), first={"choices": ["hdmi"]})
    assert found.question is None  # nothing has a vga port: it cannot be picked
    either = ports("usb-c")
    either["choices"] = {"usb-c": {"label": "c"}, "none": {"label": "-", "filter": {"ports": {"not": "usb-c"}}}}
    found = step(shop(first=ports("hdmi"), then=either), first={"choices": ["hdmi"]})
    assert found.question and found.question.question.id == "then"


def test_a_wish_that_tells_products_apart_is_asked() -> None:
    wish = ports("usb-a", "usb-c", prefer={"sold": "least"})
    found = step(shop(first=ports("hdmi"), then=wish), first={"choices": ["hdmi"]})
    assert found.question and found.question.question.id == "then"


def test_what_must_be_asked_is_asked_first() -> None:
    asked = shop(first=ports("hdmi"), then=ports("usb-a"), last=ports("usb-c", must=True))
    assert step(asked, first={"choices": ["hdmi"]}).question


@settings(max_examples=60)
@given(
    st.lists(st.sets(st.sampled_from(TAGS), min_size=1), min_size=3, max_size=12),
    st.lists(st.sets(st.sampled_from(TAGS), min_size=1), min_size=2, max_size=3),
    st.sampled_from(["any", "all"]),
    st.integers(1, 2),
)
def test_no_answer_changes_a_first_page_that_is_called_stable(
    goods: list[set[str]], asked: list[set[str]], match: str, limit: int
) -> None:
    products = [toy(f"t{n}", ports=tuple(sorted(tags)), sold=float(len(tags))) for n, tags in enumerate(goods)]
    questions = {f"q{n}": ports(*sorted(ids), match=match) for n, ids in enumerate(asked)}
    found = release({"order": "best", "enough": 1, "results": {"limit": limit}, "questions": questions}, products)
    for said in ({}, {"q0": {"skip": True}}, {"q0": {"choices": sorted(asked[0])[:1]}}):
        state = replay(found, said, NOW)
        if not state.remaining or not is_stable(state):
            continue
        page = [shown.id for shown in see_results(found, said, (), NOW, limit).products]
        for id in state.path.open:
            for choice in asked[int(id[1:])]:
                then = see_results(found, {**said, id: {"choices": [choice]}}, (), NOW, limit)
                assert [shown.id for shown in then.products] == page or not then.remaining
