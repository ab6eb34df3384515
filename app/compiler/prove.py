"""The proof of a questionnaire on its catalog: its coverage, and what is to be said of it."""

from __future__ import annotations

from datetime import date

from app.compiler.checks import check_coverage
from app.compiler.cover import cover, survey
from app.compiler.coverage import Coverage
from app.compiler.flow import MOST_STATES, TooLarge
from app.guide import Release
from app.issues import Collector


def prove(release: Release, today: date, issues: Collector) -> Coverage | None:
    """The coverage of a release on a day; None if its answers have to be remembered in too many ways."""
    try:
        found = survey(release, today)
    except TooLarge:
        message = f"its conditions remember more than {MOST_STATES:,} combinations of answers: no path is followed"
        help = "let fewer `when`, rules and references read answers that lie far back"
        issues.add("not-covered", release.questionnaire.catalog_mark, message, help)
        return None
    coverage = cover(found)
    check_coverage(found, coverage, issues)
    return coverage
