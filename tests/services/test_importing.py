"""Bringing a feed in from anywhere: saved whole or not at all, and never against what serves."""

from pathlib import Path

import pytest

from app.errors import NotFound, Refused
from app.services import Context
from app.services.answering import open_questionnaire
from app.services.importing import Import, import_feed, mapping_beside
from tests.homes import FEED, Home


def bring(home: Home, context: Context, text: str, dry_run: bool = False) -> Import:
    """Imports a feed that lies elsewhere."""
    feed = home.path / "elsewhere.csv"
    feed.write_text(text)
    return import_feed(context, feed, home.path / "catalog/toys.mapping.yaml", dry_run)


def serving(context: Context) -> list[str]:
    return list(open_questionnaire(context, "toys").release.index.products.row_of)


def codes(done: Import) -> list[str]:
    return [f"{issue.mark} {issue.code}".rpartition("/")[2] for issue in done.issues]


def test_a_feed_becomes_what_serves(home: Home, context: Context) -> None:
    done = bring(home, context, FEED.replace("p5", "p6"))
    assert (done.catalog, done.products, done.saved, codes(done)) == ("toys", 5, True, [])
    assert serving(context) == ["p1", "p2", "p3", "p4", "p6"]
    assert open_questionnaire(context, "toys").release.revision == done.revision


def test_a_dry_run_reports_and_saves_nothing(home: Home, context: Context) -> None:
    done = bring(home, context, FEED.replace("p5", "p6").replace("p4,Toy 4,Bor,,40", "p4,Toy 4,Bor,,forty"), True)
    assert (done.products, done.saved, codes(done)) == (4, False, ["elsewhere.csv:5 bad-row"])
    assert serving(context) == ["p1", "p2", "p3", "p4", "p5"]


def test_broken_rows_are_left_out_by_number(home: Home, context: Context) -> None:
    done = bring(home, context, FEED + "p6,short row\np1,Toy again,Ada,,1,S,,yes,1,1\n,No id,Ada,,1,S,,yes,1,1\n")
    assert codes(done) == [f"elsewhere.csv:{line} bad-row" for line in (7, 8, 9)]
    assert (done.products, done.saved) == (5, True)


def test_a_feed_without_a_column_is_not_saved(home: Home, context: Context) -> None:
    done = bring(home, context, FEED.replace("price", "prise", 1))
    assert (done.saved, codes(done)) == (False, ["elsewhere.csv:1 missing-column"])
    assert len(serving(context)) == 5


def test_a_mapping_that_would_take_a_live_questionnaire_away_is_not_saved(home: Home, context: Context) -> None:
    mapping = home.path / "other.mapping.yaml"
    mapping.write_text((home.path / "catalog/toys.mapping.yaml").read_text().replace("  brand: {kind: category}\n", ""))
    done = import_feed(context, home.path / "catalog/toys.csv", mapping)
    assert (done.saved, codes(done)[-1]) == (False, "other.mapping.yaml:1 held-back")
    assert len(serving(context)) == 5


def without_brands(home: Home) -> Path:
    mapping = home.path / "other.mapping.yaml"
    mapping.write_text((home.path / "catalog/toys.mapping.yaml").read_text().replace("  brand: {kind: category}\n", ""))
    return mapping


HEADER = FEED.splitlines()[0] + "\n"


def stock(products: int) -> str:
    return HEADER + "".join(f"q{number},Toy,Ada,,1,S,,yes,1,1\n" for number in range(products))


@pytest.mark.parametrize(("before", "after", "saved"), [(5, 0, False), (5, 1, True), (100, 19, False), (100, 20, True)])
def test_a_feed_that_broke_off_is_held_back(home: Home, context: Context, before: int, after: int, saved: bool) -> None:
    assert bring(home, context, stock(before)).saved
    done = bring(home, context, stock(after))
    assert done.saved == saved
    assert len(serving(context)) == (after if saved else before)
    if not saved:
        assert codes(done)[-1] == "toys.mapping.yaml:1 held-back"
        assert f"has {after} products where {before} serve" in done.issues[-1].message


def test_force_empties_a_catalog_and_the_next_feed_fills_it(home: Home, context: Context) -> None:
    feed = home.path / "empty.csv"
    feed.write_text(HEADER)
    assert import_feed(context, feed, home.path / "catalog/toys.mapping.yaml", force=True).saved
    assert serving(context) == []
    assert bring(home, context, FEED).saved


def test_force_saves_it_and_the_last_good_state_serves_on(home: Home, context: Context) -> None:
    feed = home.path / "catalog/toys.csv"
    assert not import_feed(context, feed, without_brands(home), dry_run=True, force=False).sound
    done = import_feed(context, feed, without_brands(home), force=True)
    assert (done.saved, codes(done)[-1]) == (True, "other.mapping.yaml:1 held-back")
    assert context.releases.broken() == set()
    assert "brand" in open_questionnaire(context, "toys").release.index.catalog.attributes


def test_errors_that_were_there_before_hold_nothing_back(home: Home, context: Context) -> None:
    feed = home.path / "catalog/toys.csv"
    import_feed(context, feed, without_brands(home), force=True)
    feed.write_text(FEED.replace("p5", "p6"))
    done = import_feed(context, feed, without_brands(home))
    assert (done.saved, codes(done)) == (True, [])


def test_a_choice_without_products_is_only_a_warning(home: Home, context: Context) -> None:
    done = bring(home, context, FEED.replace("Bor", "Ada"))
    assert done.saved
    (issue,) = done.issues
    assert (issue.code, issue.mark.file) == ("emptied-choice", "toys (version 1)")
    assert "`Bor` of `brand`" in issue.message
    assert bring(home, context, FEED.replace("Bor", "Ada")).issues == ()


def test_a_broken_mapping_is_reported_where_it_is_broken(home: Home, context: Context) -> None:
    mapping = home.path / "other.mapping.yaml"
    mapping.write_text("catalog: toys\nfeed: {}\n")
    done = import_feed(context, home.path / "catalog/toys.csv", mapping)
    assert not done.saved
    assert codes(done)[0] == "other.mapping.yaml:2:7 wrong-type"


def test_json_lines_are_read_too(home: Home, context: Context) -> None:
    feed = home.path / "elsewhere.jsonl"
    feed.write_text('{"id": "j1", "title": "Toy", "ports": ["hdmi"], "price": 9.5, "gps": true}\nnot json\n')
    done = import_feed(context, feed, home.path / "catalog/toys.mapping.yaml")
    assert (done.products, codes(done)[:1]) == (1, ["elsewhere.jsonl:2 bad-row"])
    assert serving(context) == ["j1"]


def test_the_same_feed_again_is_no_new_revision(home: Home, context: Context) -> None:
    first = context.releases.current_revision("toys")
    assert import_feed(context, home.path / "catalog/toys.csv", home.path / "catalog/toys.mapping.yaml").saved
    assert context.releases.current_revision("toys") == first


def test_a_missing_file_is_named(home: Home, context: Context) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        import_feed(context, home.path / "nothing.csv", home.path / "catalog/toys.mapping.yaml")


def test_the_mapping_is_found_by_the_catalog_or_by_the_feeds_name(home: Home) -> None:
    catalogs, elsewhere = home.path / "catalog", Path("elsewhere")
    mapping = catalogs / "toys.mapping.yaml"
    assert mapping_beside(elsewhere / "toys.csv.gz", catalogs, None) == mapping
    assert mapping_beside(elsewhere / "nightly.csv", catalogs, "toys") == mapping
    with pytest.raises(Refused, match="no mapping `nightly"):
        mapping_beside(elsewhere / "nightly.csv", catalogs, None)
