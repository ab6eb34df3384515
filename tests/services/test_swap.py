"""Releases swapped while shoppers answer: every step comes from exactly one of them."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from app.guide import advance
from app.services import Context
from app.services.answering import View, stateless
from app.shopper import Visit
from tests.homes import FEED, Home

SWAPS = 10
SAID = {"hello": {"seen": True}}


@pytest.fixture(autouse=True)
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def feed(swap: int) -> str:
    """As many more toys as there were swaps: of Ada at the first and every other one, else of Bor."""
    more = [f"n{n},Toy {n},{'Bor' if n % 2 else 'Ada'},hdmi,{n + 10},S,2026-01-01,yes,5,9" for n in range(swap)]
    return FEED + "".join(f"{line}\n" for line in more)


def told(view: View) -> tuple[str, int, dict[str, int]]:
    """What the shopper is told: the question, how many products there are, and what each choice would leave."""
    assert view.step.question
    counts = {choice.choice.id: choice.count for choice in view.step.question.choices}
    return view.step.question.question.ask.pick("en"), view.step.remaining, counts


def truth(swap: int) -> tuple[str, int, dict[str, int]]:
    brands = Counter(line.split(",")[2] for line in feed(swap).splitlines()[1:])
    question = f"Which brand after {swap // 2} changes?" if swap // 2 else "Which brand?"
    return question, sum(brands.values()), {"Ada": brands["Ada"], "Bor": brands["Bor"], "Nobody": 0}


def test_a_release_swap_under_load_serves_every_step_from_exactly_one(home: Home, context: Context) -> None:
    swap_of: dict[tuple[str, str], int] = {}
    seen: list[list[View]] = [[], [], []]
    over, failed = threading.Event(), list[BaseException]()

    def shop(views: list[View]) -> None:
        try:
            while not over.is_set():
                views.append(stateless(context, "toys", SAID))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=shop, args=(views,)) for views in seen]
    for thread in threads:
        thread.start()
    try:
        for swap in range(SWAPS):
            if swap:
                home.put("catalog/toys.csv", feed(swap))
                context.folders.look()
            if swap and swap % 2 == 0:
                home.edit("questionnaires/toys.yaml", truth(swap - 1)[0], truth(swap)[0])
                context.folders.look()
            now = stateless(context, "toys", SAID)
            assert told(now) == truth(swap)
            swap_of[now.release.revision, now.release.version] = swap
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert not failed
    served = {(view.release.revision, view.release.version) for views in seen for view in views}
    assert len(served & swap_of.keys()) > 1, "the shoppers were served by one release alone"
    for view in {id(view.release): view for views in seen for view in views}.values():
        assert view.step == advance(view.release, SAID, (), context.clock(), Visit({"locale": view.language}))
    for views in seen:
        for view in views:
            swap = swap_of.get((view.release.revision, view.release.version))
            if swap is not None:  # between the two changes of an even swap another pair serves for a moment
                assert told(view) == truth(swap)
        sizes = [view.step.remaining for view in views]
        assert sizes == sorted(sizes), "an older release came back"
