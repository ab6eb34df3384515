"""What sessions in flight are answered from: the version that they began on, as long as it fits today's catalog."""

import pytest

from app.errors import NotFound
from app.services import Context
from app.services.answering import answer, begin, current, open_questionnaire, stateless
from app.store import products
from tests.homes import Home

EVENING = ("questionnaires/toys.yaml", "Good day", "Good evening")


def without_brands(home: Home) -> None:
    """A new state of the catalog that the first version cannot serve, and a draft that fits it."""
    home.edit("catalog/toys.mapping.yaml", "  brand: {kind: category}\n", "")
    text = (home.path / "questionnaires/toys.yaml").read_text()
    start, end = text.index("  brand:"), text.index("  ports:")
    home.put("questionnaires/toys.yaml", text[:start] + text[end:])


def test_a_session_keeps_its_version_across_a_restart(home: Home, context: Context) -> None:
    token, before = begin(context, "toys")
    home.edit(*EVENING)
    again = home.open()
    after = current(again, token)
    assert (after.release.version, after.moved) == (before.release.version, False)
    assert open_questionnaire(again, "toys").release.version != before.release.version
    again.close()


def test_a_version_that_no_longer_compiles_moves_its_sessions_with_their_answers(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "hello", {"seen": True})
    answer(context, token, "brand", {"choices": ["Ada"]})
    answer(context, token, "price", {"max": 30})
    without_brands(home)
    context.folders.look()
    moved = current(context, token)
    assert moved.moved
    assert moved.release.version == open_questionnaire(context, "toys").release.version
    assert [(view.question, view.body, view.stale) for view in moved.step.answers] == [
        ("hello", {"seen": True}, False),
        ("brand", {"choices": ["Ada"]}, True),
        ("price", {"max": 30.0}, False),
    ]
    assert moved.step.question
    assert moved.step.question.question.id == "ports"


def test_the_first_answer_after_a_move_says_so_and_settles_it(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys")
    answer(context, token, "brand", {"choices": ["Ada"]})
    without_brands(home)
    context.folders.look()
    assert answer(context, token, "price", {"max": 30}).moved
    settled = current(context, token)
    assert not settled.moved
    assert [view.question for view in settled.step.answers] == ["brand", "price"]


def test_a_move_is_undone_by_nothing_when_the_old_catalog_returns(home: Home, context: Context) -> None:
    """A session that was only read goes back to its own version as soon as that compiles again."""
    token, before = begin(context, "toys")
    mapping = (home.path / "catalog/toys.mapping.yaml").read_text()
    without_brands(home)
    context.folders.look()
    assert current(context, token).moved
    home.put("catalog/toys.mapping.yaml", mapping)
    context.folders.look()
    after = current(context, token)
    assert (after.moved, after.release.version) == (False, before.release.version)


def test_a_stateless_step_may_name_an_older_version(home: Home, context: Context) -> None:
    first = open_questionnaire(context, "toys").release.version
    home.edit(*EVENING)
    context.folders.look()
    assert stateless(context, "toys", {}, version=first).release.version == first
    assert stateless(context, "toys", {}).release.version != first


def test_a_version_of_another_questionnaire_is_not_found(home: Home, context: Context) -> None:
    text = (home.path / "questionnaires/toys.yaml").read_text()
    home.put("questionnaires/more.yaml", text.replace("questionnaire: toys", "questionnaire: more"))
    context.folders.look()
    with pytest.raises(NotFound, match="no version"):
        stateless(context, "toys", {}, version=open_questionnaire(context, "more").release.version)


def test_versions_that_do_not_exist_leave_no_trace_in_memory(context: Context) -> None:
    for number in range(20):
        with pytest.raises(NotFound, match="no version"):
            stateless(context, "toys", {}, version=f"{number:064}")
    assert context.releases._served.pinned == {}


def test_an_index_is_not_read_again_when_only_a_questionnaire_changes(home: Home, context: Context) -> None:
    before = open_questionnaire(context, "toys").release
    home.edit(*EVENING)
    context.folders.look()
    assert open_questionnaire(context, "toys").release.index is before.index


def test_a_stored_mapping_that_cannot_be_read_takes_only_its_own_catalog_away(home: Home, context: Context) -> None:
    with context.database.writing() as db:
        products.import_revision(db, "odd", "0", "catalog: [", "0" * 64, [], str, context.clock())
    again = home.open()
    assert (sorted(again.releases.catalogs()), sorted(again.releases.releases())) == (["toys"], ["toys"])
    again.close()


def test_a_changed_price_is_put_into_the_index_that_serves(home: Home, context: Context) -> None:
    before = open_questionnaire(context, "toys").release
    home.edit("catalog/toys.csv", "p1,Toy 1,Ada,hdmi,10,S", "p1,Toy 1,Ada,hdmi,99,S")
    context.folders.look()
    after = open_questionnaire(context, "toys").release
    assert (after.revision != before.revision, after.questionnaire is before.questionnaire) == (True, True)
    assert after.index.products.column("brand") is before.index.products.column("brand")
    assert after.index.products.records[after.index.products.row_of["p1"]]["price"] == 99.0


def test_a_product_that_comes_builds_the_index_anew(home: Home, context: Context) -> None:
    before = open_questionnaire(context, "toys").release
    home.edit("catalog/toys.csv", "p5,Toy 5", "p6,Toy 6,Ada,hdmi,10,S,2026-01-01,yes,5,1\np5,Toy 5")
    context.folders.look()
    after = open_questionnaire(context, "toys").release
    assert (len(before.index.products), len(after.index.products)) == (5, 6)


def test_another_process_opens_the_arrays_of_the_first(home: Home, context: Context) -> None:
    again = home.open()
    products = open_questionnaire(again, "toys").release.index.products
    assert not products.ids.blob.flags.owndata
    again.close()


def test_damaged_arrays_are_made_anew(home: Home, context: Context) -> None:
    archives = sorted((home.path / "var/arrays").glob("*.arrays"))
    assert len(archives) == 2
    for path in archives:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    again = home.open()
    assert open_questionnaire(again, "toys").step.remaining == 5
    again.close()


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_memory(home: Home) -> None:
    (home.path / "var").mkdir(exist_ok=True)
    (home.path / "var/arrays").write_text("in the way")
    context = home.open()
    assert open_questionnaire(context, "toys").step.remaining == 5
    context.close()
