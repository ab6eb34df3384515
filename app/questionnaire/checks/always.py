"""No `when` holds whatever is answered."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.checks.too_early import unanswered
from app.questionnaire.explore import Exploration
from app.questionnaire.sites import WALKED


def no_when_always_holds(exploration: Exploration, issues: Collector) -> None:
    if not exploration.exact:
        return
    for place, site in enumerate(exploration.sites):
        if place not in exploration.held or place in exploration.failed:
            continue
        if site.is_said_already or unanswered(exploration, site):
            continue  # that is said by `wrong-test` and its like, or by `too-early`
        here = "for all answers that lead here" if site.kind in WALKED else "for all answers"
        message = f"the `when` of {site.what} always holds, {here}"
        issues.add("always-holds", site.mark, message, "take the condition away, or test something else")
