"""No merchandising stands in a file after its last day."""

from __future__ import annotations

from datetime import date

from app.conditions.dates import write_date
from app.guide import Release
from app.issues import Collector
from app.questionnaire.acting import ended


def no_entry_expired(release: Release, today: date, issues: Collector) -> None:
    for deed in release.questionnaire.merchandise:
        if deed.until is not None and ended(deed, today):
            message = f"this `{deed.deed}` ended on {write_date(deed.until)}: it has no effect any more"
            issues.add("expired", deed.mark, message, "take the entry away, or write a later `until`")
