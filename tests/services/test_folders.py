"""The folders as the author's desk: what is sound is served at once, what is broken leaves the last good state."""

import dataclasses
import multiprocessing
import os
from collections.abc import Iterable

import pytest

from app.issues import Issue
from app.services import Context
from app.services.answering import begin, current, open_questionnaire
from app.services.importing import import_feed
from app.store import versions
from tests.homes import Home, with_parts

TOYS = {"catalog/toys.mapping.yaml", "catalog/toys.csv", "questionnaires/toys.yaml"}


def look(context: Context) -> list[str]:
    """What the next request finds: the place and the code of every issue."""
    context.folders.look()
    return places(context.folders.issues)


def places(issues: Iterable[Issue]) -> list[str]:
    return [f"{issue.mark} {issue.code}".rpartition("/")[2] for issue in issues]


def asked(context: Context, questionnaire: str = "toys") -> str:
    """The first question of new sessions."""
    question = open_questionnaire(context, questionnaire).step.question
    assert question
    return question.question.ask.pick("en")


def remaining(context: Context, questionnaire: str = "toys") -> int:
    return open_questionnaire(context, questionnaire).step.remaining


# What is new is taken in


def test_a_sound_home_has_no_issues(context: Context) -> None:
    assert places(context.folders.issues) == []
    assert remaining(context) == 5


def test_a_catalog_and_a_questionnaire_dropped_in_are_served_without_a_restart(home: Home, context: Context) -> None:
    home.put("catalog/boats.csv", "id,name,berths\nb1,Gull,4\nb2,Tern,6\n")
    attributes = "{id: {kind: text}, name: {kind: text}, berths: {kind: number}}"
    home.put(
        "catalog/boats.mapping.yaml",
        f"catalog: boats\nfeed: boats.csv\nroles: {{id: id, title: name}}\nattributes: {attributes}\n",
    )
    home.put(
        "questionnaires/boats.yaml",
        "questionnaire: boats\ncatalog: boats\ntitle: Boats\nenough: 0\n"
        "questions: {crew: {ask: How many sleep aboard?, type: single, "
        "choices: {many: {label: Many, filter: {berths: {min: 5}}}}}}\n",
    )
    assert look(context) == []
    assert (asked(context, "boats"), remaining(context, "boats")) == ("How many sleep aboard?", 2)
    assert remaining(context, "toys") == 5


def test_an_edited_questionnaire_is_a_new_version_and_sessions_keep_theirs(home: Home, context: Context) -> None:
    token, before = begin(context, "toys")
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    assert look(context) == []
    assert asked(context) == "Good evening"
    kept = current(context, token)
    assert kept.step == before.step
    assert (kept.release.version, kept.moved) == (before.release.version, False)
    assert open_questionnaire(context, "toys").release.version != before.release.version


def test_an_edited_feed_is_a_new_revision_for_sessions_in_flight_too(home: Home, context: Context) -> None:
    token, before = begin(context, "toys")
    home.edit("catalog/toys.csv", "p5,Toy 5,Cid,hdmi,50,L,2026-05-01,yes,5,5\n", "")
    assert look(context) == []
    after = current(context, token)
    assert (before.step.remaining, after.step.remaining) == (5, 4)
    assert before.release.revision != after.release.revision
    assert before.release.version == after.release.version


def test_a_new_column_and_the_question_on_it_come_together(home: Home, context: Context) -> None:
    header, *rows = (home.path / "catalog/toys.csv").read_text().splitlines()
    home.edit("catalog/toys.mapping.yaml", "  sold: {kind: number}", "  sold: {kind: number}\n  age: {kind: number}")
    home.put("catalog/toys.csv", "\n".join([f"{header},age", *(f"{row},{3 + i}" for i, row in enumerate(rows))]))
    choices = "{small: {label: Small, filter: {age: {max: 4}}}}"
    home.edit(
        "questionnaires/toys.yaml",
        "hello: {ask: Good day, type: info}",
        f"age: {{ask: How old?, type: single, choices: {choices}}}",
    )
    assert look(context) == []
    view = open_questionnaire(context, "toys").step.question
    assert view
    assert [choice.count for choice in view.choices] == [2]


def test_a_removed_questionnaire_goes_on_serving(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").unlink()
    assert look(context) == ["toys.yaml:1 file-gone"]
    assert asked(context) == "Good day"


def test_nothing_is_looked_at_before_it_is_time(home: Home) -> None:
    context = home.open(look_every=3600)
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    context.folders.look()
    assert asked(context) == "Good day"
    context.close()


def test_looking_can_be_switched_off(home: Home) -> None:
    context = home.open(look_every=0)
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    context.folders.look()
    assert asked(context) == "Good day"
    context.close()


# What a questionnaire includes


def test_a_changed_part_is_a_new_version_of_what_includes_it(home: Home, context: Context) -> None:
    with_parts(home)
    assert look(context) == []
    before = context.releases.current("toys")
    assert before.questionnaire.questions["price"].ask.pick("en") == "What may it cost?"
    home.edit("questionnaires/common.yaml", "What may it cost?", "How much?")
    assert look(context) == []
    after = context.releases.current("toys")
    assert after.questionnaire.questions["price"].ask.pick("en") == "How much?"
    assert after.version != before.version


def test_sessions_keep_the_parts_of_their_version(home: Home, context: Context) -> None:
    with_parts(home)
    look(context)
    token, before = begin(context, "toys")
    home.edit("questionnaires/common.yaml", "What may it cost?", "How much?")
    again = home.open()
    after = current(again, token)
    assert (after.moved, after.release.version) == (False, before.release.version)
    assert after.release.questionnaire.questions["price"].ask.pick("en") == "What may it cost?"
    again.close()


def test_a_broken_part_leaves_the_last_good_version(home: Home, context: Context) -> None:
    with_parts(home)
    look(context)
    home.put("questionnaires/common.yaml", "questions: [")
    assert look(context) == ["common.yaml:2:1 syntax", "toys.yaml:26:16 unknown-question"]
    assert context.releases.current("toys").questionnaire.questions["price"].ask.pick("en") == "What may it cost?"


def test_a_file_that_cannot_be_read_may_be_the_one_that_is_gone(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").rename(home.path / "questionnaires/renamed.yaml")
    assert look(context) == []
    home.put("questionnaires/renamed.yaml", "questionnaire: [")
    assert look(context) == ["renamed.yaml:2:1 syntax"]


def test_what_changed_hands_since_it_was_read_is_left_alone(home: Home, context: Context) -> None:
    """Between reading the desk and saving, another process takes the same questionnaire in and rolls it back."""
    first = context.releases.current("toys").version
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    desk = context.folders.read()
    other = home.open()
    with other.database.writing() as db:
        stored = versions.by_sha256(db, first)
        assert stored
        versions.publish(db, "toys", stored.source, "ada", "back", other.clock())
    other.close()
    home.edit("questionnaires/toys.yaml", "Good evening", "Good morning")
    assert not context.folders._save(dataclasses.replace(desk, drafts=context.folders.read().drafts))
    context.releases.refresh()
    assert context.releases.current("toys").version == first
    look(context)
    assert asked(context) == "Good morning"


# What is broken is reported, and the last good state serves


@pytest.mark.parametrize(
    ("file", "old", "new", "issue"),
    [
        ("questionnaires/toys.yaml", "type: info}", "type: info", "toys.yaml:10:8 syntax"),
        ("questionnaires/toys.yaml", "    type: single\n", "    type: sinlge\n", "toys.yaml:12:11 bad-value"),
        ("questionnaires/toys.yaml", "{price: {max: 1}}", "{prise: {max: 1}}", "toys.yaml:15:86 unknown-attribute"),
        ("questionnaires/toys.yaml", "catalog: toys", "catalog: tois", "toys.yaml:2:10 unknown-catalog"),
        ("catalog/toys.mapping.yaml", "price: price", "price: prise", "toys.mapping.yaml:4:38 bad-role"),
        ("catalog/toys.mapping.yaml", "toys.csv", "tois.csv", "toys.mapping.yaml:1 missing-file"),
        ("catalog/toys.csv", "id,title,brand", "id,title,brant", "toys.csv:1 missing-column"),
    ],
)
def test_a_broken_file_is_reported_with_its_place(
    home: Home, context: Context, file: str, old: str, new: str, issue: str
) -> None:
    home.edit(file, old, new)
    assert look(context)[:1] == [issue]
    assert (asked(context), remaining(context)) == ("Good day", 5)
    home.edit(file, new, old)
    assert look(context) == []


def test_bytes_that_are_no_text_are_reported_with_their_line(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").write_bytes(b"questionnaire: toys\ntitle: \xff\n")
    assert look(context) == ["toys.yaml:2 encoding"]
    assert remaining(context) == 5


def test_a_broken_row_is_left_out_and_the_others_are_taken(home: Home, context: Context) -> None:
    home.edit("catalog/toys.csv", "usb-c,30,L", "usb-c,thirty,L")
    assert look(context) == ["toys.csv:4 bad-row"]
    assert remaining(context) == 4


def test_a_broken_file_stops_no_other_one(home: Home, context: Context) -> None:
    home.put("questionnaires/boats.yaml", "questionnaire: [")
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    assert [place.partition(" ")[2] for place in look(context)] == ["syntax"]
    assert asked(context) == "Good evening"


def test_two_files_of_one_questionnaire_are_refused_by_name(home: Home, context: Context) -> None:
    home.put(
        "questionnaires/zoo.yaml",
        (home.path / "questionnaires/toys.yaml").read_text().replace("Good day", "Good night"),
    )
    assert look(context) == ["zoo.yaml:1 bad-id"]
    assert asked(context) == "Good day"


def test_two_mappings_of_one_catalog_are_refused_by_name(home: Home, context: Context) -> None:
    home.put("catalog/zoo.mapping.yaml", (home.path / "catalog/toys.mapping.yaml").read_text())
    assert look(context) == ["zoo.mapping.yaml:1 bad-id"]
    assert remaining(context) == 5


def test_an_empty_home_serves_nothing_and_waits(tmp_path: os.PathLike[str]) -> None:
    home = Home(tmp_path / "empty")  # type: ignore[operator]
    context = home.open()
    assert (context.releases.releases(), context.folders.issues) == ({}, ())
    context.close()


# A new state of a catalog that breaks a live questionnaire


def lose_brands(home: Home) -> None:
    """A catalog without the attribute that the questionnaire asks for."""
    home.edit("catalog/toys.mapping.yaml", "  brand: {kind: category}\n", "")


def test_a_catalog_that_breaks_a_live_questionnaire_is_held_back(home: Home, context: Context) -> None:
    lose_brands(home)
    (home.path / "questionnaires/toys.yaml").unlink()
    assert look(context)[-1] == "toys.mapping.yaml:1 held-back"
    view = open_questionnaire(context, "toys")
    assert "brand" in view.release.index.catalog.attributes


def test_a_feed_that_is_cut_to_its_header_is_held_back(home: Home, context: Context) -> None:
    feed = home.path / "catalog/toys.csv"
    whole = feed.read_text()
    feed.write_text(whole.splitlines()[0] + "\n")
    assert look(context)[-1] == "toys.mapping.yaml:1 held-back"
    assert remaining(context) == 5
    feed.write_text(whole)
    assert look(context) == []


def test_it_is_held_back_after_a_restart_too(home: Home, context: Context) -> None:
    lose_brands(home)
    look(context)
    again = home.open()
    assert places(again.folders.issues)[-1] == "toys.mapping.yaml:1 held-back"
    assert asked(again) == "Good day"
    again.close()


def test_it_is_taken_in_with_a_sound_draft_beside_it(home: Home, context: Context) -> None:
    lose_brands(home)
    text = (home.path / "questionnaires/toys.yaml").read_text()
    start, end = text.index("  brand:"), text.index("  ports:")
    home.put("questionnaires/toys.yaml", text[:start] + text[end:])
    assert look(context) == []
    view = open_questionnaire(context, "toys")
    assert "brand" not in view.release.index.catalog.attributes
    assert list(view.release.questionnaire.questions) == ["hello", "ports", "price", "height", "born"]


def test_a_sound_draft_of_a_catalog_that_is_held_back_waits_with_it(home: Home, context: Context) -> None:
    broken = (home.path / "questionnaires/toys.yaml").read_text()
    home.put("questionnaires/more.yaml", broken.replace("questionnaire: toys", "questionnaire: more"))
    look(context)
    lose_brands(home)
    start, end = broken.index("  brand:"), broken.index("  ports:")
    home.put("questionnaires/toys.yaml", broken[:start] + broken[end:])
    assert look(context)[-1] == "toys.mapping.yaml:1 held-back"
    assert "brand" in open_questionnaire(context, "toys").release.questionnaire.questions


# Other processes


def test_an_import_is_not_undone_by_a_restart(home: Home, context: Context) -> None:
    shorter = "\n".join((home.path / "catalog/toys.csv").read_text().splitlines()[:3])
    feed = home.path / "nightly.csv"
    feed.write_text(shorter)
    assert import_feed(context, feed, home.path / "catalog/toys.mapping.yaml").saved
    again = home.open()
    assert (remaining(context), remaining(again)) == (2, 2)
    again.close()


def test_what_another_process_published_is_served(home: Home, context: Context) -> None:
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    other = home.open()
    other.close()
    context.folders.look()
    assert asked(context) == "Good evening"


def open_at(path: str, start: "multiprocessing.synchronize.Barrier", said: "multiprocessing.Queue[object]") -> None:
    """Opens a home the moment that all others do, and says what it serves."""
    from pathlib import Path

    start.wait()
    context = Home(Path(path)).open()
    said.put((remaining(context), context.releases.current("toys").version, context.secret))
    context.close()


def test_processes_that_open_a_fresh_home_at_once_agree(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    start, said = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=open_at, args=(str(home.path), start, said)) for _ in range(3)]
    for process in processes:
        process.start()
    found = [said.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(set(found)) == 1
    assert found[0][0] == 5
