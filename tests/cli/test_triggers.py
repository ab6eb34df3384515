"""`salesclerk triggers` and `customer`: what was learnt, where nothing can be, and who is meant."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.homes import Home


def test_a_catalog_of_which_nothing_can_be_learnt_is_named(home: Home, salesclerk: Run) -> None:
    home.open().close()
    said = salesclerk("triggers", "--learn")
    why = "nothing can be learnt, since no attribute of its mapping plays the role `category`"
    assert (said.status, said.out) == (0, f"toys: {why}\nthere are no triggers\n")
    home.edit("catalog/toys.mapping.yaml", "popularity: sold", "popularity: sold, category: brand")
    home.open().close()
    assert salesclerk("triggers", "--learn").out == "toys: 0 learnt\nthere are no triggers\n"


def test_a_customer_is_told_by_hash(salesclerk: Run) -> None:
    lines = salesclerk("customer", "c-1", "c-2").out.splitlines()
    assert [line.partition("  ")[0] for line in lines] == ["c-1", "c-2"]
    assert len({line.partition("  ")[2] for line in lines}) == 2


def test_what_can_be_no_customer_has_no_hash(salesclerk: Run) -> None:
    for id, why in (("", "is empty"), ("c" * 201, "has more than 200 characters")):
        said = salesclerk("customer", "c-1", id)
        assert (said.status, said.out) == (1, "")
        assert f"the id in place 2 {why}" in said.err
