"""Training reads the store's log: consent heeded, gifts and floods left out; it serves everywhere without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import NotFound, Refused
from app.services import Context, fates
from app.services.answering import Beginning, answer, begin
from app.services.fates import Sent
from app.services.tracking import record
from app.services.training import train
from app.store import StoredEvent
from app.web import create_app
from tests.homes import NOW, toy_home


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    home = toy_home(tmp_path / "toys")
    home.edit("questionnaires/toys.yaml", "{Ada: {label: Ada}", "{Ada: {label: Ada, gift: true}")
    opened = home.open()
    yield opened
    opened.close()


def view(product: str, hours: float = -1.0, id: str = "") -> StoredEvent:
    at = NOW + timedelta(hours=hours)
    return StoredEvent(id or f"{product} {hours}", "view_item", at, {"products": [{"id": product}]})


def visit(context: Context, *products: str, consent: str = "session") -> str:
    token, _ = begin(context, "toys", Beginning(consent=consent))
    record(context, token, [Sent(view(product, -1 + place / 100)) for place, product in enumerate(products)])
    return token


def tally(context: Context) -> dict[str, int]:
    return {reason: many for reason, many in train(context, "toys").trained.tally.items() if many}


def test_events_are_learnt_with_consent_and_about_what_is_sold(context: Context) -> None:
    visit(context, "p1", "p2", "gone")
    visit(context, "p1", "p3", consent="profile")
    visit(context, "p1", consent="none")
    assert tally(context) == {"learnt": 4, "unknown": 1}


def test_nothing_since_a_gift_was_chosen_is_learnt(context: Context) -> None:
    token = visit(context, "p1", "p2")
    record(context, token, [Sent(view("p3", hours=1))])
    answer(context, token, "hello", {"seen": True})
    answer(context, token, "brand", {"choices": ["Ada"]})
    assert tally(context) == {"learnt": 2, "gift": 1}
    answer(context, token, "brand", {"choices": ["Bor"]})
    assert tally(context) == {"learnt": 3}


def test_one_sessions_flood_weighs_no_more_than_a_session(context: Context) -> None:
    visit(context, "p1", "p2")
    flooding, _ = begin(context, "toys")
    for batch in range(10):
        record(context, flooding, [Sent(view("p3", -1, f"{batch} {number}")) for number in range(100)])
    assert tally(context) == {"learnt": 2 + 5, "flood": 995}


def test_a_session_that_sends_beyond_measure_teaches_nothing(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it push what others do out of what is heard since training."""
    monkeypatch.setattr(fates, "MOST_RECORDED", 300)
    train(context, "toys")
    visit(context, "p1", "p2")
    flooding, _ = begin(context, "toys")
    for batch in range(4):
        record(context, flooding, [Sent(view("p3", -1, f"{batch} {number}")) for number in range(100)])
    context.releases.refresh()
    assert context.releases.crowds.lives["toys"].tally["learnt"] == 2
    assert tally(context) == {"learnt": 2}


def test_what_became_of_events_is_counted_for_prometheus(context: Context) -> None:
    visit(context, "p1", "p2", "gone")
    train(context, "toys")
    visit(context, "p1")
    context.releases.refresh()
    said = create_app(context).test_client().get("/metrics").text
    for when, fate, many in (("trained", "learnt", 2), ("trained", "unknown", 1), ("since", "learnt", 1)):
        assert f'salesclerk_model_events{{catalog="toys",fate="{fate}",when="{when}"}} {many}.0' in said


def test_the_same_log_is_the_same_model_and_an_empty_one_serves_too(context: Context) -> None:
    first = train(context, "toys").trained.model
    assert first.revision == train(context, "toys").trained.model.revision
    assert context.releases.current("toys").crowd is not None
    assert first.popularity.tolist() == pytest.approx([0.0] * 5)


def test_a_model_serves_in_other_processes_at_their_next_look(context: Context, tmp_path: Path) -> None:
    other = toy_home(tmp_path / "toys").open()
    assert other.releases.current("toys").crowd is None
    revision = train(context, "toys").trained.model.revision
    other.releases.refresh()
    crowd = other.releases.current("toys").crowd
    assert crowd is not None and crowd.name == revision
    other.close()


def test_what_others_do_after_training_is_heard_at_the_next_look(context: Context) -> None:
    visit(context, "p1", "p2")
    train(context, "toys")
    token = visit(context, "p4", "p5")
    context.releases.refresh()
    crowd = context.releases.current("toys").crowd
    assert crowd is not None and crowd.name.endswith("+4")
    rows = context.releases.catalogs()["toys"].products.row_of
    counts = sum(part.counts for part in crowd.model.covisits)
    assert [counts[rows[product]] for product in ("p1", "p4", "p3")] == [1, 1, 0]  # type: ignore[index]
    context.releases.refresh()
    assert context.releases.current("toys").crowd is crowd
    record(context, token, [Sent(view("p1", 0))])
    context.releases.refresh()
    assert context.releases.current("toys").crowd is not crowd


def test_a_catalog_that_changes_keeps_its_model(context: Context, tmp_path: Path) -> None:
    visit(context, "p1", "p2")
    train(context, "toys")
    feed = tmp_path / "toys" / "catalog" / "toys.csv"
    feed.write_text(feed.read_text().replace("p1,Toy 1", "p9,Toy 9") + "p1,Toy 1,Ada,hdmi,10,S,2026-01-01,yes,5,1\n")
    context.folders.take_in()
    release = context.releases.current("toys")
    assert release.crowd is not None and release.crowd.model.items == len(release.index.products) == 6
    counts = release.crowd.model.covisits[0].counts
    row_of = release.index.products.row_of
    assert [int(counts[row_of[product]]) for product in ("p1", "p2", "p9")] == [1, 1, 0]


def test_a_damaged_model_leaves_the_shop_serving(context: Context) -> None:
    done = train(context, "toys")
    for file in done.folder.glob("*.npy"):
        file.unlink()
    other = toy_home(context.settings.home).open()
    assert other.releases.current("toys").crowd is None
    other.close()


def test_an_outside_models_scores_come_from_a_file(context: Context) -> None:
    file = context.settings.catalogs / "toys.scores.csv"
    file.write_text("product,score\np1,1.5\nnobody,3\np5,-2\n")
    done = train(context, "toys")
    assert done.scored == 2 and done.trained.model.outside is not None
    by_id = dict(zip(done.trained.products, done.trained.model.outside.tolist(), strict=True))
    assert (by_id["p1"], by_id["p5"], by_id["p2"]) == (1.5, -2.0, 0.0)
    context.folders.take_in()
    assert not context.folders.issues


@pytest.mark.parametrize("text", ["product\np1\n", "product,score\np1,often\n", "product,score\np1,1e9\n"])
def test_scores_that_are_none_are_refused_and_nothing_changes(context: Context, text: str) -> None:
    before = train(context, "toys").trained.model.revision
    (context.settings.catalogs / "toys.scores.csv").write_text(text)
    with pytest.raises(Refused):
        train(context, "toys")
    assert context.releases.crowds.models.current("toys") == before


def test_only_a_catalog_that_serves_is_trained_on(context: Context) -> None:
    with pytest.raises(NotFound, match="nothing"):
        train(context, "nothing")
