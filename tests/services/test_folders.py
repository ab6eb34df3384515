"""The folders as the author's desk: what is sound is served at once."""

from app.services import Context
from app.services.answering import begin, current, open_questionnaire
from tests.homes import Home
from tests.services.desk import asked, look, places, remaining


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
