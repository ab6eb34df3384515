"""What shoppers said is heard when a release is made anew: skips, picks, and nothing that is sensitive."""

from __future__ import annotations

from app.guide.heard import Heard
from app.services import Context
from app.services.answering import answer, begin
from tests.homes import Home


def say(context: Context, body: dict[str, object]) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "hello", {"seen": True})
    answer(context, token, "ports", body)
    answer(context, token, "born", {"value": "2000-01-01"})


def heard(home: Home) -> dict[str, Heard]:
    """What a process that starts now has heard."""
    opened = home.open()
    found = dict(opened.releases.current("toys").heard)
    opened.close()
    return found


def test_only_what_chooses_its_questions_listens(home: Home, context: Context) -> None:
    say(context, {"choices": ["hdmi"]})
    assert heard(home) == {}


def test_skips_and_picks_are_counted(home: Home, context: Context) -> None:
    home.edit("questionnaires/toys.yaml", "enough: 0", "enough: 0\norder: best")
    context.folders.look()
    for body in ({"choices": ["hdmi"]}, {"choices": ["hdmi", "usb-c"]}, {"skip": True}):
        say(context, body)
    assert heard(home) == {
        "hello": Heard(skipped=0, answered=3),
        "ports": Heard(skipped=1, answered=2, picked={"hdmi": 2, "usb-c": 1}),
    }
