"""Versions by command, beside a folder that is watched and sessions that have begun."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import NotFound, Refused
from app.issues import Severity
from app.services import Context, connect
from app.services.answering import begin, current
from app.services.importing import import_feed
from app.services.publishing import Publication, find_version, list_versions, pick_version, publish, roll_back
from app.services.pulling import pull
from app.store import Version
from tests.homes import NOW, QUESTIONNAIRE, Home, with_parts

GREETINGS = ("Good day", "Good morning", "Good evening")


def edition(home: Home, greeting: str) -> Path:
    """A draft that lies elsewhere."""
    path = home.path / f"{greeting[5:]}.yaml"
    path.write_text(QUESTIONNAIRE.replace("Good day", greeting))
    return path


def three(home: Home, context: Context) -> None:
    """Versions 1 (from the folder), 2 and 3."""
    for greeting in GREETINGS[1:]:
        assert publish(context, edition(home, greeting), "ada", greeting).is_new


def greeting(context: Context) -> str:
    """What the next shopper is greeted with, after the folder was looked at."""
    context.folders.look()
    return context.releases.current("toys").questionnaire.questions["hello"].ask.pick("en")


def numbers(context: Context) -> list[int]:
    return [version.number for version in list_versions(context, "toys")]


def test_a_published_file_serves_and_the_folder_leaves_it(home: Home, context: Context) -> None:
    done = publish(context, edition(home, "Good morning"), "ada", "friendlier")
    assert done.version
    assert (done.version.number, done.version.author, done.version.note) == (2, "ada", "friendlier")
    home.put("questionnaires/beside.txt", "the folder has changed")
    assert greeting(context) == "Good morning"
    again = home.open()
    assert greeting(again) == "Good morning"
    again.close()


def test_a_file_of_the_folder_is_published_once(home: Home, context: Context) -> None:
    home.edit("questionnaires/toys.yaml", "Good day", "Good morning")
    other = connect(home.settings(), lambda: NOW)
    done = publish(other, home.path / "questionnaires/toys.yaml", "ada", "")
    other.close()
    assert done.version
    assert greeting(context) == "Good morning"
    assert [(version.number, version.author) for version in list_versions(context, "toys")] == [
        (2, "ada"),
        (1, "folder"),
    ]
    roll_back(context, "toys", "", "ada", "")
    assert greeting(context) == "Good day"


def test_the_same_text_again_is_no_new_version(home: Home, context: Context) -> None:
    done = publish(context, home.path / "questionnaires/toys.yaml", "ada", "")
    assert (done.is_new, numbers(context)) == (False, [1])


def test_errors_refuse_it_and_warnings_if_they_shall(home: Home, context: Context) -> None:
    broken = edition(home, "Good morning")
    broken.write_text(QUESTIONNAIRE.replace("{price: {max: 1}}", "{prise: {max: 1}}"))
    assert publish(context, broken, "ada", "").version is None
    warned = edition(home, "Good morning")
    warned.write_text(QUESTIONNAIRE.replace("{price: {max: 1}}", "{brand: [Dan]}"))
    refused = publish(context, warned, "ada", "", strict=True)
    loud = [issue.code for issue in refused.issues if issue.severity is Severity.WARNING and issue.allowed is None]
    assert (loud, refused.version) == (["unknown-value"], None)
    assert numbers(context) == [1]
    assert publish(context, warned, "ada", "").is_new


@pytest.mark.parametrize("name", ["catalog/toys.mapping.yaml", "questionnaires/common.yaml"])
def test_what_is_no_questionnaire_is_refused(home: Home, context: Context, name: str) -> None:
    with_parts(home)
    with pytest.raises(Refused, match="is no questionnaire"):
        publish(context, home.path / name, "ada", "")


def test_a_home_that_never_served_can_be_published_to(home: Home) -> None:
    context = connect(home.settings(), lambda: NOW)
    done = publish(context, home.path / "questionnaires/toys.yaml", "ada", "")
    assert (done.is_new, done.waits) == (True, True)
    context.folders.take_in()
    assert [version.author for version in list_versions(context, "toys")] == ["ada"]
    assert greeting(context) == "Good day"
    context.close()


def test_a_rollback_is_undone_by_nobody_until_the_file_is_edited(home: Home, context: Context) -> None:
    three(home, context)
    token, before = begin(context, "toys")
    done = roll_back(context, "toys", "", "bob", "")
    assert done.version
    assert (done.version.number, done.version.author, done.version.note) == (4, "bob", "back to version 2")
    home.put("questionnaires/beside.txt", "the folder has changed")
    again = home.open()
    assert (greeting(context), greeting(again)) == ("Good morning", "Good morning")
    assert current(again, token).release.version == before.release.version
    home.edit("questionnaires/toys.yaml", "Good day", "Good night")
    assert greeting(again) == "Good night"
    again.close()


def test_rolling_back_again_goes_further_back(home: Home, context: Context) -> None:
    three(home, context)
    for expected in ("Good morning", "Good day"):
        roll_back(context, "toys", "", "ada", "")
        assert greeting(context) == expected
    with pytest.raises(Refused, match="nothing else was published"):
        roll_back(context, "toys", "", "ada", "")
    assert roll_back(context, "toys", "3", "ada", "").is_new
    assert greeting(context) == "Good evening"


def test_a_version_that_does_not_fit_is_not_rolled_back_to(home: Home, context: Context) -> None:
    unbranded = QUESTIONNAIRE[: QUESTIONNAIRE.index("  brand:")] + QUESTIONNAIRE[QUESTIONNAIRE.index("  ports:") :]
    file = edition(home, "Good morning")
    file.write_text(unbranded)
    publish(context, file, "ada", "")
    home.edit("catalog/toys.mapping.yaml", "  brand: {kind: category}\n", "")
    import_feed(context, home.path / "catalog/toys.csv", home.path / "catalog/toys.mapping.yaml")
    done = roll_back(context, "toys", "1", "ada", "")
    assert done == Publication(done.issues)
    assert "unknown-attribute" in {issue.code for issue in done.issues}
    assert numbers(context) == [2, 1]


def test_versions_are_named_by_number_or_by_the_beginning_of_their_name() -> None:
    first = Version("1a" + "0" * 62, "toys", 1, "a", "", "", NOW)
    second = Version("1b" + "0" * 62, "toys", 2, "b", "", "", NOW)
    third = replace(first, number=3)
    history = (third, second, first)
    assert pick_version(history, "1") == first
    assert pick_version(history, "1A") == third
    assert pick_version(history, "1b0") == second
    with pytest.raises(NotFound, match="no version `4`"):
        pick_version(history, "4")
    with pytest.raises(NotFound, match="no version `zz`"):
        pick_version(history, "zz")
    with pytest.raises(Refused, match="several versions"):
        pick_version((second, first.__class__("1b1" + "0" * 61, "toys", 5, "c", "", "", NOW)), "1b")


def test_a_questionnaire_that_was_never_published_is_not_found(context: Context) -> None:
    with pytest.raises(NotFound, match="no published questionnaire `boats`"):
        list_versions(context, "boats")


# Back to files


def test_a_pulled_version_is_the_very_file_with_its_parts(home: Home, context: Context) -> None:
    with_parts(home)
    folder = home.path / "questionnaires"
    content = b"\xef\xbb\xbf# gr\xc3\xbcn\r\n" + (folder / "toys.yaml").read_bytes().replace(b"\n", b"\r\n")
    (folder / "toys.yaml").write_bytes(content)
    context.folders.look()
    assert context.folders.issues == ()
    to = home.path / "new" / "place"
    assert pull(find_version(context, "toys"), to) == [to / "toys.yaml", to / "common.yaml"]
    assert (to / "toys.yaml").read_bytes() == content
    assert (to / "common.yaml").read_bytes() == (folder / "common.yaml").read_bytes()
    assert sorted(path.name for path in to.iterdir()) == ["common.yaml", "toys.yaml"]
    assert pull(find_version(context, "toys"), to) == []


def test_a_file_that_differs_is_not_overwritten_nor_any_other(home: Home, context: Context) -> None:
    with_parts(home)
    context.folders.look()
    to = home.path / "new"
    to.mkdir()
    (to / "common.yaml").write_text("mine")
    version = find_version(context, "toys")
    with pytest.raises(Refused, match=r"common\.yaml would be overwritten"):
        pull(version, to)
    assert [path.name for path in to.iterdir()] == ["common.yaml"]
    assert pull(version, to, force=True) == [to / "toys.yaml", to / "common.yaml"]


def test_a_version_goes_to_the_file_that_is_this_questionnaire(home: Home, context: Context) -> None:
    folder = home.path / "questionnaires"
    (folder / "toys.yaml").rename(folder / "anders.yaml")
    assert pull(find_version(context, "toys", "1"), folder) == []
    assert [path.name for path in folder.iterdir()] == ["anders.yaml"]


def test_an_older_version_pulled_onto_the_desk_is_a_file_like_any_other(home: Home, context: Context) -> None:
    three(home, context)
    home.edit("questionnaires/toys.yaml", "Good day", "Good night")
    assert greeting(context) == "Good night"
    pull(find_version(context, "toys", "2"), home.path / "questionnaires", force=True)
    assert greeting(context) == "Good morning"


def test_a_journey_that_fails_refuses_it(home: Home, context: Context) -> None:
    draft = edition(home, "Good morning")
    journeys = draft.with_name("morning.journeys.yaml")
    text = "journeys: toys\non: 2026-11-20\nAda:\n  answers: {hello: seen}\n  then: {question: brand, remaining: %d}\n"
    journeys.write_text(text % 4)
    refused = publish(context, draft, "ada", "")
    assert (refused.version, "journey" in {issue.code for issue in refused.issues}) == (None, True)
    journeys.write_text(text % 5)
    assert publish(context, draft, "ada", "").is_new
