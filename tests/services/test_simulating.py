"""Simulations of what a command line names: a file, what was published, one of its versions."""

from __future__ import annotations

import pytest

from app.errors import NotFound
from app.services import Context
from app.services.publishing import publish
from app.services.simulating import simulate
from tests.homes import NOW, Home


def test_a_file_and_the_version_published_from_it_are_simulated_alike(home: Home, context: Context) -> None:
    file = home.path / "questionnaires/toys.yaml"
    version = publish(context, file, "Ann", "").version
    assert version is not None
    settings = home.settings()
    by_target = [
        simulate(target, settings, 4, 1, clock=lambda: NOW) for target in (str(file), "toys", f"toys@{version.number}")
    ]
    assert by_target[0] == by_target[1] == by_target[2]
    assert by_target[0].products == 5


def test_a_heading_is_announced_for_every_kind_and_for_the_optimum(home: Home) -> None:
    said = []

    def announce(heading, rows):  # type: ignore[no-untyped-def]
        said.append((heading, len(rows)))
        return rows

    file = home.path / "questionnaires/toys.yaml"
    simulate(str(file), home.settings(), 4, 1, announce, clock=lambda: NOW)
    assert said[0] == ("author order, truthful", 4) and said[5] == ("best order, truthful", 4)
    assert ("exact optimum", 2**3) in said


def test_what_is_not_there_is_said(home: Home) -> None:
    with pytest.raises(NotFound):
        simulate("nobody.yaml", home.settings(), 1, 1)
