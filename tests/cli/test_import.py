"""`salesclerk import`: what was taken, what was not, and why."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.homes import FEED, Home


@pytest.fixture
def feed(home: Home) -> Path:
    """A feed that lies elsewhere, with one broken row."""
    path = home.path / "toys.csv"
    path.write_text(FEED.replace("usb-c,30,L", "usb-c,thirty,L"))
    return path


def products(home: Home) -> int:
    """How many serve."""
    context = home.open()
    count = context.releases.current("toys").index.rows
    context.close()
    return count


def test_a_feed_is_taken_and_its_broken_rows_are_named(home: Home, feed: Path, salesclerk: Run) -> None:
    said = salesclerk("import", feed)
    assert said.out.startswith(f"{feed}:4: warning[bad-row]: column `price`: `thirty` is not a number")
    assert "toys: 4 products, revision " in said.out
    assert (said.status, products(home)) == (0, 4)


def test_a_mapping_and_a_catalog_are_not_both_named(feed: Path, salesclerk: Run) -> None:
    said = salesclerk("import", feed, "--mapping", feed, "--catalog", "toys")
    assert said.status == 2


def test_a_dry_run_takes_nothing(home: Home, feed: Path, salesclerk: Run) -> None:
    said = salesclerk("import", feed, "--dry-run")
    assert said.out.splitlines()[-1] == "toys: 4 products would be imported; 1 warning"
    assert (said.status, products(home)) == (0, 5)


def test_a_feed_that_cannot_be_read_ends_with_1(home: Home, feed: Path, salesclerk: Run) -> None:
    feed.write_text(FEED.replace("price", "prise", 1))
    said = salesclerk("import", feed)
    assert "toys.csv:1: error[missing-column]" in said.out
    assert said.out.splitlines()[-1] == "nothing was imported; 1 error"
    assert (said.status, products(home)) == (1, 5)


def test_a_dry_run_that_would_fail_ends_with_1(feed: Path, salesclerk: Run) -> None:
    feed.write_text(FEED.replace("price", "prise", 1))
    assert salesclerk("import", feed, "--dry-run").status == 1


def test_a_feed_without_a_mapping_says_what_to_write(home: Home, feed: Path, salesclerk: Run) -> None:
    nightly = feed.rename(home.path / "nightly.csv")
    said = salesclerk("import", nightly)
    assert said.status == 1
    assert said.err.startswith("salesclerk: there is no mapping `nightly.mapping.yaml`")
    assert salesclerk("import", nightly, "--catalog", "toys").status == 0
    assert salesclerk("import", nightly, "--mapping", home.path / "catalog/toys.mapping.yaml").status == 0


def test_a_feed_that_does_not_exist_is_wrong_usage(salesclerk: Run) -> None:
    assert salesclerk("import", "nothing.csv").status == 2


def test_what_would_break_what_serves_is_held_back_unless_forced(home: Home, salesclerk: Run) -> None:
    home.open().close()
    mapping = home.path / "other.mapping.yaml"
    mapping.write_text((home.path / "catalog/toys.mapping.yaml").read_text().replace("  brand: {kind: category}\n", ""))
    arguments = ("import", home.path / "catalog/toys.csv", "--mapping", mapping)
    refused = salesclerk(*arguments)
    assert (refused.status, ": error[held-back]: " in refused.out) == (1, True)
    assert "--force" in refused.out
    forced = salesclerk(*arguments, "--force")
    assert (forced.status, "toys: 5 products, revision " in forced.out) == (0, True)
