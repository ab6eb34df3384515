"""A recorded step is computed anew from what it was made from, and is the same; what cannot be had any more is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.services import Context, fates
from app.services.answering import Beginning, answer, begin
from app.services.dismissing import dismiss
from app.services.fates import Sent
from app.services.privacy import erase, set_consent
from app.services.replaying import Replayed, Verdict, replay
from app.services.tracking import record
from app.services.training import train
from app.store import StoredEvent, events
from tests.homes import NOW, Home, toy_home


class Clock:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return toy_home(tmp_path / "toys")


@pytest.fixture
def context(home: Home) -> Iterator[Context]:
    opened = home.open(Clock())
    yield opened
    opened.close()


def view(context: Context, token: str, *products: str) -> None:
    at = context.clock()
    happened = [
        Sent(StoredEvent(f"{product} {at} {place}", "view_item", at, {"products": [{"id": product}]}))
        for place, product in enumerate(products)
    ]
    record(context, token, happened)


def yesterday(context: Context) -> str:
    """A conversation with events before, between and after its answers, while others are about."""
    token, _ = begin(context, "toys", Beginning())
    other, _ = begin(context, "toys")
    view(context, token, "p1")
    answer(context, token, "hello", {"seen": True})
    view(context, other, "p1", "p3")
    context.releases.refresh()
    answer(context, token, "brand", {"choices": ["Bor"]})
    view(context, token, "p3")
    answer(context, token, "ports", {"skip": True})
    answer(context, token, "price", {"max": 45.0})
    answer(context, token, "height", {"value": 180})
    answer(context, token, "born", {"skip": True})
    view(context, token, "p5", "p2")
    view(context, other, "p5", "p4", "p2")
    context.releases.refresh()
    return token


def verdicts(context: Context) -> list[Verdict]:
    return [one.verdict for one in replay(context)]


@pytest.mark.parametrize("trained", [False, True])
def test_yesterdays_steps_are_the_same_today(context: Context, trained: bool) -> None:
    if trained:
        train(context, "toys")
    yesterday(context)
    found = list(replay(context))
    assert [one.verdict for one in found] == [Verdict.SAME] * 6
    assert {bool(one.saying.model) for one in found} == {trained}
    last = found[-1]
    assert [id for id, _ in last.ranking] == [shown.id for shown in last.step.products]


def told(found: list[Replayed]) -> list[object]:
    return [(one.saying.question, one.ranking, one.step.remaining) for one in found]


def test_a_new_catalog_a_new_model_and_a_new_version_change_nothing_of_it(context: Context, home: Home) -> None:
    train(context, "toys")
    yesterday(context)
    before = told(list(replay(context)))
    home.edit("catalog/toys.csv", "p3,Toy 3,Bor,usb-c,30", "p3,Toy 3,Bor,usb-c,99")
    home.edit("questionnaires/toys.yaml", "Which brand?", "Whose?")
    context.folders.take_in()
    train(context, "toys")
    other, _ = begin(context, "toys")
    view(context, other, "p4", "p4", "p1")
    context.releases.refresh()
    assert verdicts(context) == [Verdict.SAME] * 6
    assert told(list(replay(context))) == before


def test_another_process_says_the_same(context: Context, home: Home) -> None:
    train(context, "toys")
    yesterday(context)
    before = told(list(replay(context)))
    other = home.open(Clock())
    assert told(list(replay(other))) == before
    other.close()


def test_a_model_that_is_kept_no_more_leaves_the_path(context: Context) -> None:
    first = train(context, "toys")
    token = yesterday(context)
    view(context, token, "p4")
    train(context, "toys")
    shutil.rmtree(first.folder)
    context.releases.crowds.models._opened.clear()
    found = list(replay(context))
    assert {one.verdict for one in found} == {Verdict.PATH}
    assert found[0].missing == f"the model {first.trained.model.revision}" and found[0].ranking == ()


def test_what_was_taken_back_is_not_replayed(context: Context) -> None:
    """Erasure and consent come before replay."""
    token = yesterday(context)
    set_consent(context, token, "none")
    assert Verdict.DIFFERS in verdicts(context)
    erase(context, token)
    assert verdicts(context) == []


def test_what_was_dismissed_later_does_not_change_what_was_shown(context: Context) -> None:
    token = yesterday(context)
    dismiss(context, token, "p3")
    assert verdicts(context) == [Verdict.SAME] * 6


def test_one_session_is_replayed_alone(context: Context) -> None:
    yesterday(context)
    yesterday(context)
    assert {one.session for one in replay(context, [3])} == {3}


def test_a_step_whose_events_have_made_room_is_not_said_to_differ(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was shown before the flood cannot be had any more; what is shown after it can."""
    monkeypatch.setattr(fates, "MOST_RECORDED", 300)
    token = yesterday(context)
    assert verdicts(context) == [Verdict.SAME] * 6
    for _ in range(4):
        view(context, token, *["p4"] * 100)
    answer(context, token, "brand", {"choices": ["Ada"]})
    found = list(replay(context))
    assert {one.verdict for one in found[:-1]} == {Verdict.PATH, Verdict.SAME}
    assert found[-1].verdict is Verdict.SAME
    assert {one.missing for one in found} == {"", "events that have made room for newer ones"}
    with context.database.writing() as db:
        events.erase(db, found[0].session)
    assert Verdict.PATH not in verdicts(context)


def test_a_crowd_that_heard_a_flood_is_not_said_to_differ(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fates, "MOST_RECORDED", 300)
    train(context, "toys")
    flooding, _ = begin(context, "toys")
    view(context, flooding, "p4", "p5")
    yesterday(context)
    assert verdicts(context) == [Verdict.SAME] * 6
    for _ in range(4):
        view(context, flooding, *["p4"] * 100)
    found = list(replay(context))
    assert {one.verdict for one in found if one.saying.model and "+" in one.saying.model} >= {Verdict.PATH}
    assert {one.verdict for one in found} == {Verdict.PATH, Verdict.SAME}
