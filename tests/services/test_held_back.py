"""A state of a catalog that breaks a live questionnaire is held back."""

from app.services import Context
from app.services.answering import open_questionnaire
from tests.homes import Home
from tests.services.desk import asked, look, places, remaining


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
