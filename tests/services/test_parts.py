"""A changed part is a new version of what includes it."""

import dataclasses

from app.services import Context
from app.services.answering import begin, current
from app.store import versions
from tests.homes import Home, with_parts
from tests.services.desk import asked, look


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
