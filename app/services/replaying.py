"""Recorded steps computed anew, from what was known then: the same version, catalog, model, events and time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.catalog import Index, read_mapping_file
from app.catalog.products import Products
from app.errors import NotFound
from app.guide import Release, Step, see_results
from app.guide.state import Bodies
from app.guide.trace import digest
from app.issues import Collector
from app.services.context import Context
from app.services.displaced import made_room
from app.services.holding import compile_version
from app.services.moment import Moment
from app.services.rhythms import with_rhythms
from app.services.stepping import view_at
from app.shopper import Event, Visit
from app.store import Db, Saying, Session, answers, products, sessions, versions

ROOM = "events that have made room for newer ones"


class Verdict(StrEnum):
    """How a replay compares with what was recorded."""

    SAME = "same"
    DIFFERS = "differs"
    PATH = "path only"


@dataclass(frozen=True)
class Replayed:
    """A recorded step, computed anew. `ranking` are the products by then with their scores, best first, whatever was
    shown; `missing` says what is kept no more, so that only the path could be followed."""

    session: int
    saying: Saying
    verdict: Verdict
    step: Step
    ranking: tuple[tuple[str, float], ...] = ()
    missing: str = ""


def replay(context: Context, wanted: Collection[int] | None = None) -> Iterator[Replayed]:
    """The recorded steps of some sessions, or of all, in the order in which they were recorded in each.

    What was erased, forgotten or taken back since is not there for its replay either: that comes before replay.
    Raises NotFound, before anything is computed, if one of those wanted is not there.
    """
    with context.database.reading() as db:
        for session in sessions.all_of(db) if wanted is None else _wanted(db, wanted):
            for saying in answers.history(db, session.id):
                if saying.shown is not None:
                    yield _replayed(context, db, session, saying)


def _wanted(db: Db, ids: Collection[int]) -> list[Session]:
    found = [*sessions.all_of(db, ids)]
    missing = sorted(set(ids) - {session.id for session in found})
    if missing:
        named = ", ".join(map(str, missing[:10])) + (" …" if len(missing) > 10 else "")
        raise NotFound(f"there is no session {named}", "`salesclerk replay` lists all; it may have been erased")
    return found


def _replayed(context: Context, db: Db, session: Session, saying: Saying) -> Replayed:
    release, missing = _release_of(context, db, session, saying)
    if saying.tallied is not None and release.tallied != saying.tallied:
        release = with_rhythms(db, release, saying.tallied)
    moment = Moment(saying.at, saying.heard, saying.id, saying.booked)
    step = view_at(context, db, session, release, moment)
    if missing:
        return Replayed(session.id, saying, Verdict.PATH, step, missing=missing)
    limit = release.questionnaire.results.limit

    def first(release: Release, bodies: Bodies, events: Sequence[Event], now: datetime, visit: Visit) -> Step:
        return see_results(release, bodies, events, now, limit, 0, visit)

    listed = view_at(context, db, session, release, moment, first)
    ranking = tuple((shown.id, shown.score) for shown in listed.products)
    if digest(step) == saying.shown:
        return Replayed(session.id, saying, Verdict.SAME, step, ranking)
    if made_room(context, db, session, saying, release):
        return Replayed(session.id, saying, Verdict.PATH, step, missing=ROOM)
    return Replayed(session.id, saying, Verdict.DIFFERS, step, ranking)


def _release_of(context: Context, db: Db, session: Session, saying: Saying) -> tuple[Release, str]:
    """The release that a step was computed from; else the one that serves now, and what of the former is missing."""
    serving, _ = context.releases.pinned(session.questionnaire, saying.version)
    catalog = serving.questionnaire.catalog
    release: Release | None = serving
    if (serving.version, serving.revision) != (saying.version, saying.revision):
        release = _compiled(context, db, catalog, saying)
    if release is None:
        return serving.with_crowd(None), f"the catalog's revision {saying.revision}"
    if saying.model is None:
        return release.with_crowd(None), ""
    if release.crowd is not None and release.crowd.name == saying.model:
        return release, ""
    revision, _, through = saying.model.partition("+")
    live = context.releases.crowds.live_of(catalog, revision, release.index)
    if live is None:
        return release.with_crowd(None), f"the model {revision}"
    asking = [one for one in context.releases.releases().values() if one.questionnaire.catalog == catalog]
    return release.with_crowd(live.until(db, asking, int(through or 0))), ""


def _compiled(context: Context, db: Db, catalog: str, saying: Saying) -> Release | None:
    """A version on a revision of its catalog; what earlier shoppers said is tallied as it is for what serves."""
    version = versions.by_sha256(db, saying.version)
    revision = next((one for one in products.revisions(db, catalog) if one.name == saying.revision), None)
    if version is None or revision is None:
        return None
    mapping = read_mapping_file(revision.mapping_source, f"{catalog}.mapping.yaml", Collector())
    if mapping is None:
        return None
    index = Index(Products.of_records(mapping, products.records(db, revision), revision.name))
    release = compile_version(version, {catalog: index})[0]
    if release is None:
        return None
    serving = context.releases.releases().get(version.questionnaire)
    return with_rhythms(db, release).having_heard(serving.heard if serving else {})
