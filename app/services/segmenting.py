"""How many shoppers are in which segment today, and what they have bought."""

from __future__ import annotations

from dataclasses import dataclass

from app.conditions.hold import Values
from app.errors import NotFound
from app.questionnaire.told import facts
from app.services.context import Context
from app.services.known import all_of
from app.services.moment import Moment
from app.services.said import PROFILE, context_of
from app.shopper.known import known_of
from app.shopper.names import SEGMENT, VISITS
from app.shopper.segments import segments_of
from app.store import sessions


@dataclass(frozen=True)
class Report:
    """One segment: how many of the known shoppers are in it, how often they ordered and for how much within a year, and
    how many visits they made."""

    id: str
    label: str
    shoppers: int = 0
    orders: int = 0
    value: float = 0.0
    visits: int = 0


EVERYBODY = "*"
"""Stands for all known shoppers."""


def report_segments(context: Context, questionnaire: str, language: str = "") -> tuple[Report, ...]:
    """The segments that a questionnaire may name, in the order of their file, after all known shoppers together.

    Known are those whom the shop has signed and who consent to a profile; each counts once, by the newest session.
    Raises NotFound if there is no such questionnaire, or it reads no segments.
    """
    release = context.releases.releases().get(questionnaire)
    if release is None:
        raise NotFound(f"there is no questionnaire `{questionnaire[:80]}`", "the list of questionnaires has their ids")
    asked, now = release.questionnaire, context.clock()
    if not asked.segments:
        help = "write segments.yaml beside it, and name one of its segments in a `when`"
        raise NotFound(f"the questionnaire `{questionnaire}` reads no segments", help)
    totals = {EVERYBODY: Report(EVERYBODY, "")} | {
        id: Report(id, segment.label.pick(language)) for id, segment in asked.segments.items()
    }
    with context.database.reading() as db:
        for session in sessions.newest_of_shoppers(db, PROFILE):
            known = known_of(all_of(context, db, session, Moment(now)), now)
            where = context_of(session.language, session.context)
            said = facts(asked, now.date(), where, {**known, SEGMENT: ()})
            counted = [_number(known.get(name, ())) for name in COUNTED]
            for id in (EVERYBODY, *segments_of(asked.segments, said, now.date())):
                totals[id] = _with(totals[id], *counted)
    return tuple(totals.values())


COUNTED = ("order.count_year", "order.value_year", VISITS)
"""What is added up."""


def _number(values: Values) -> float:
    value = next(iter(values), 0.0)
    return value if isinstance(value, float) else 0.0


def _with(report: Report, orders: float, value: float, visits: float) -> Report:
    return Report(
        report.id,
        report.label,
        report.shoppers + 1,
        report.orders + int(orders),
        report.value + value,
        report.visits + int(visits),
    )
