"""Merchandising that is to come is named, so that nobody wonders why it does nothing yet."""

from __future__ import annotations

from datetime import date

from app.conditions.dates import write_date
from app.guide import Release
from app.issues import Collector
from app.questionnaire.acting import begun


def entries_to_come(release: Release, today: date, issues: Collector) -> None:
    for deed in release.questionnaire.merchandise:
        if deed.since is not None and not begun(deed, today):
            message = f"this `{deed.deed}` begins on {write_date(deed.since)}: until then it has no effect"
            issues.add("not-begun", deed.mark, message, "nothing is to be done; write an earlier `from` to begin now")
