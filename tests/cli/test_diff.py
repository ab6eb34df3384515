"""`salesclerk diff`: what changes from one file or version to another."""

from __future__ import annotations

import json

from tests.cli.conftest import Run
from tests.homes import QUESTIONNAIRE, Home

CHEAPER = QUESTIONNAIRE.replace("Bor: {label: Bor}", "Bor: {label: Bor, filter: {brand: Bor, price: {max: 30}}}")


def test_two_files_are_compared(home: Home, salesclerk: Run) -> None:
    after = home.put("cheaper.yaml", CHEAPER)
    said = salesclerk("diff", home.path / "questionnaires/toys.yaml", after)
    assert said.status == 0
    assert said.out.splitlines()[:2] == [
        "~ changed questions.brand.choices.Bor.filter: brand is Bor → brand is Bor and price ≤ 30",
        "choice `Bor` of `brand` now drops 1 product on 1 path (2 → 1 can be left): p4",
    ]
    assert "1 product can no longer be reached: p4" in said.out


def test_versions_are_compared_with_each_other_and_with_a_file(home: Home, salesclerk: Run) -> None:
    file = home.path / "questionnaires/toys.yaml"
    assert salesclerk("publish", file).status == 0
    home.put("questionnaires/toys.yaml", CHEAPER)
    assert salesclerk("diff", "toys", file).out == salesclerk("diff", "toys@1", file).out
    assert salesclerk("publish", file).status == 0
    changed = salesclerk("diff", "toys@1", "toys").out
    assert "now drops 1 product" in changed
    assert salesclerk("diff", "toys@1", file).out == changed
    assert salesclerk("diff", "toys", "toys@2").out == "no difference\n"


def test_a_program_can_read_it(home: Home, salesclerk: Run) -> None:
    after = home.put("cheaper.yaml", CHEAPER)
    found = json.loads(salesclerk("diff", home.path / "questionnaires/toys.yaml", after, "--format", "json").out)
    (shift,) = [shift for shift in found["shifts"] if shift["choice"] == "Bor"]
    assert (shift["before"], shift["after"], shift["dropped"]) == (2, 1, ["p4"])
    assert found["lost"] == ["p4"]
