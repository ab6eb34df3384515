"""The doctor looks and changes nothing."""

from app.services import Context
from app.services.doctoring import examine
from tests.homes import Home


def found(home: Home) -> dict[str, bool]:
    """What was looked at, and whether it is well."""
    return {finding.what: finding.well for finding in examine(home.settings())}


def test_a_home_that_serves_is_well(home: Home, context: Context) -> None:
    assert found(home) == {
        "folder of catalogs": True,
        "folder of questionnaires": True,
        "files": True,
        "database": True,
        "questionnaire toys": True,
    }


def test_a_fresh_home_has_no_database_and_gets_none(home: Home) -> None:
    assert found(home)["database"] is False
    assert not (home.path / "var").exists()


def test_a_missing_folder_is_found(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").unlink()
    (home.path / "questionnaires").rmdir()
    assert found(home)["folder of questionnaires"] is False


def test_a_broken_file_is_found_while_the_last_good_version_serves(home: Home, context: Context) -> None:
    home.put("questionnaires/toys.yaml", "questionnaire: [")
    assert (found(home)["files"], found(home)["questionnaire toys"]) == (False, True)


def test_a_database_that_serves_nothing_is_found(home: Home) -> None:
    for path in [*(home.path / "catalog").iterdir(), *(home.path / "questionnaires").iterdir()]:
        path.unlink()
    home.open().close()
    assert found(home)["what serves"] is False


def test_a_file_that_is_no_database_is_found(home: Home) -> None:
    (home.path / "var").mkdir()
    (home.path / "var/salesclerk.db").write_bytes(b"not a database, but long enough to be read as one" * 100)
    assert found(home)["database"] is False


def test_a_password_is_not_shown(home: Home) -> None:
    settings = home.settings(database_url="postgresql://clerk:hunter2@127.0.0.1:1/shop")
    assert not [finding for finding in examine(settings) if "hunter2" in f"{finding.detail}{finding.what}"]


def test_a_questionnaire_whose_file_is_gone_is_named(home: Home, context: Context) -> None:
    (home.path / "questionnaires/toys.yaml").unlink()
    (finding,) = [finding for finding in examine(home.settings()) if finding.what == "files of what serves"]
    assert (finding.well, [issue.code for issue in finding.issues]) == (True, ["file-gone"])
