"""All merchandising is about some product."""

from __future__ import annotations

from datetime import date

from app.catalog import bitset
from app.guide import Release
from app.issues import Collector
from app.questionnaire.acting import ended


def every_entry_fits_something(release: Release, today: date, issues: Collector) -> None:
    for deed in release.questionnaire.merchandise:
        fit = release.fit(deed.id, deed.condition, today)
        if not ended(deed, today) and not bitset.count(fit.meets):
            message = f"this `{deed.deed}` is about no product of the catalog `{release.questionnaire.catalog}`"
            issues.add("aimless", deed.mark, message, "loosen its condition, or take the entry away")
