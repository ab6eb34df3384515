"""`salesclerk check`: every issue with its place, and a status that a script can read."""

import pytest

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_sound_home_ends_with_0(salesclerk: Run) -> None:
    said = salesclerk("check")
    assert (said.status, said.out) == (0, "2 files checked: no issues\n")


def test_an_error_ends_with_1_and_says_where(home: Home, salesclerk: Run) -> None:
    home.edit("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}")
    said = salesclerk("check", home.path / "questionnaires")
    lines = said.out.splitlines()
    place = f"{home.path}/questionnaires/toys.yaml:15:86: error[unknown-attribute]: "
    assert (said.status, lines[0].startswith(place)) == (1, True)
    assert lines[1:] == ["    did you mean `price`?", "1 file checked: 1 error"]


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_a_warning_ends_with_1_if_asked_to(home: Home, salesclerk: Run, options: list[str], status: int) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    said = salesclerk("check", *options)
    assert (said.status, said.out.splitlines()[-1]) == (status, "2 files checked: 1 warning")


def test_a_path_that_does_not_exist_is_wrong_usage(home: Home, salesclerk: Run) -> None:
    assert salesclerk("check", home.path / "nothing.yaml").status == 2
