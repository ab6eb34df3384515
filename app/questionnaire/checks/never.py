"""Every `when` holds for some answers."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.checks.arriving import arriving
from app.questionnaire.checks.too_early import unanswered
from app.questionnaire.explore import Exploration
from app.questionnaire.sites import WALKED

HELP = "test what can be said by then, or take it away"


def every_when_can_hold(exploration: Exploration, issues: Collector) -> None:
    if not exploration.exact:
        return
    for place, site in enumerate(exploration.sites):
        if place in exploration.held or place not in exploration.failed:
            continue
        if site.is_said_already or unanswered(exploration, site):
            continue  # that is said by `wrong-test` and its like, or by `too-early`
        why = arriving(exploration, site) if site.kind in WALKED else "no answers fulfil it"
        issues.add("never-holds", site.mark, f"the `when` of {site.what} never holds: {why}", HELP)
