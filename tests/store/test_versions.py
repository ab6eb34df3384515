from datetime import timedelta

from app.store import Database, Version, versions
from tests.store.build import NOW, digest

LATER = NOW + timedelta(hours=1)


def test_the_version_published_last_is_current(database: Database) -> None:
    with database.writing() as db:
        first = versions.publish(db, "bikes", "one", "ada", "begin", NOW)
        second = versions.publish(db, "bikes", "zwei: größer\r\n", "bob", "", LATER)
        other = versions.publish(db, "cars", "other", "ada", "", NOW)
    assert first == Version(digest("one"), "bikes", 1, "one", "ada", "begin", NOW)
    with database.reading() as db:
        assert versions.current(db, "bikes") == second
        assert versions.current(db, "boats") is None
        assert versions.by_sha256(db, first.sha256) == first
        assert versions.by_sha256(db, digest("none")) is None
        assert versions.all_current(db) == {"bikes": second, "cars": other}
        assert versions.history(db, "bikes") == (second, first)
    assert second.source == "zwei: größer\r\n"


def test_publishing_the_current_text_again_writes_nothing(database: Database) -> None:
    with database.writing() as db:
        first = versions.publish(db, "bikes", "one", "ada", "", NOW)
        assert versions.publish(db, "bikes", "one", "bob", "again", LATER) == first
        assert versions.history(db, "bikes") == (first,)


def test_an_earlier_text_can_be_published_again(database: Database) -> None:
    with database.writing() as db:
        first = versions.publish(db, "bikes", "one", "ada", "", NOW)
        second = versions.publish(db, "bikes", "two", "ada", "", NOW)
        back = versions.publish(db, "bikes", "one", "bob", "two was bad", LATER)
    assert (back.sha256, back.number) == (first.sha256, 3)
    with database.reading() as db:
        assert versions.current(db, "bikes") == versions.by_sha256(db, first.sha256) == back
        assert versions.history(db, "bikes") == (back, second, first)


def test_a_version_holds_the_files_that_it_includes(database: Database) -> None:
    parts = {"z.yaml": "größe\r\n", "a.yaml": "questions: {}\n"}
    with database.writing() as db:
        alone = versions.publish(db, "bikes", "one", "ada", "", NOW)
        whole = versions.publish(db, "bikes", "one", "ada", "", NOW, parts)
        again = versions.publish(db, "bikes", "one", "ada", "", NOW, dict(reversed(parts.items())))
        other = versions.publish(db, "bikes", "one", "ada", "", NOW, {**parts, "a.yaml": "questions: {a: b}\n"})
    assert alone.sha256 == digest("one")
    assert [version.number for version in (alone, whole, again, other)] == [1, 2, 2, 3]
    with database.reading() as db:
        stored = versions.by_sha256(db, whole.sha256)
        assert stored == whole
        assert stored.parts == parts
        assert versions.history(db, "bikes") == (other, whole, alone)


def test_the_name_of_a_part_is_part_of_a_version(database: Database) -> None:
    names = [versions.name_of("one", parts) for parts in ({}, {"a": "b"}, {"ab": ""}, {"b": "a"}, {"a": "", "b": ""})]
    assert len(set(names)) == 5
