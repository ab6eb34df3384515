"""A model that is damaged: named once, with what to do, while all else serves; training makes it anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from app.ranking.behaviour.files import FORMAT
from app.services import Context
from app.services.doctoring import examine
from app.services.training import train
from tests.homes import Home

Damage = Callable[[Path], object]

DAMAGES: dict[str, tuple[Damage, str]] = {
    "an array that is cut": (lambda it: _cut(it / "counts.npy", -1), "its file counts.npy is not what was written"),
    "an array without a byte": (lambda it: _cut(it / "events.npy", 0), "its file events.npy is not what was written"),
    "an array of another": (
        lambda it: (it / "usual.npy").write_bytes((it / "counts.npy").read_bytes()),
        "its file usual.npy is not what was written",
    ),
    "a list of products": (
        lambda it: (it / "products.json").write_bytes(b"[]"),
        "its file products.json is not what was written",
    ),
    "a head that is a list": (
        lambda it: (it / "model.json").write_bytes(b"[]"),
        "its file model.json is not what was written",
    ),
    "a file that is gone": (lambda it: (it / "facts.json").unlink(), "its file facts.json cannot be read"),
    "arrays that are gone": (lambda it: it.rename(it.with_name("elsewhere")), "its arrays are not there"),
    "another release's": (
        lambda it: (it / "model.json").write_text(
            (it / "model.json").read_text().replace(f'"format": {FORMAT}', '"format": 2')
        ),
        "trained by another version of Salesclerk",
    ),
    "current that is empty": (lambda it: _cut(it.with_name("current"), 0), "its file current names no revision"),
    "current of a nobody": (
        lambda it: it.with_name("current").write_text("0123456789ab"),
        "its arrays are not there (revision 0123456789ab)",
    ),
    "current that leads elsewhere": (
        lambda it: it.with_name("current").write_text("../../secret"),
        "its file current names no revision",
    ),
    "current that is gone": (lambda it: it.with_name("current").unlink(), "its file current is not there"),
}


def _cut(path: Path, until: int) -> None:
    path.write_bytes(path.read_bytes()[:until])


def findings(home: Home) -> list[tuple[bool, str]]:
    return [(one.well, one.detail) for one in examine(home.settings()) if one.what == "model of toys"]


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_damaged_is_named_and_mended_by_training(home: Home, context: Context, name: str) -> None:
    damage, why = DAMAGES[name]
    done = train(context, "toys")
    damage(done.folder)
    other = home.open()
    assert other.releases.current("toys").crowd is None
    ((well, detail),) = findings(home)
    assert not well and why in detail and detail.endswith("; `salesclerk train toys` makes it anew")
    again = train(other, "toys")
    assert again.trained.model.revision == done.trained.model.revision
    assert other.releases.current("toys").crowd is not None
    assert findings(home) == [(True, f"{done.trained.model.revision} of 0 events, 0 since")]
    assert not [path for path in done.folder.parent.iterdir() if path.name.startswith(".")]
    other.close()


def test_where_nothing_was_trained_there_is_nothing_to_say(home: Home, context: Context) -> None:
    assert findings(home) == []


def test_the_log_says_it_once_and_once_when_it_is_well_again(
    home: Home, context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    folder = train(context, "toys").folder
    sound = (folder / "counts.npy").read_bytes()
    with caplog.at_level(logging.INFO, "salesclerk"):
        _cut(folder / "counts.npy", 80)
        other = home.open()
        for _ in range(5):
            other.releases.refresh()
        (folder / "offsets.npy").unlink()
        for _ in range(5):
            other.releases.refresh()
        assert [line.partition(" (")[0] for line in caplog.messages] == [
            "the model of toys does not serve: its file counts.npy is not what was written"
        ]
        train(context, "toys")
        (folder / "counts.npy").write_bytes(sound)
        for _ in range(5):
            other.releases.refresh()
    assert caplog.messages[1:] == [f"the model of toys serves again: revision {folder.name}"]
    other.close()


def test_what_is_broken_is_not_read_again_at_each_look(
    home: Home, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = train(context, "toys").folder
    _cut(folder / "counts.npy", 80)
    other, read = home.open(), list[Path]()
    monkeypatch.setattr("app.services.models.open_trained", read.append)
    for _ in range(5):
        other.releases.refresh()
    assert read == []
    other.close()
