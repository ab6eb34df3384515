"""What is wrong with a questionnaire on its catalog: one rule a file, all of them in `RULES`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.compiler.checks.aimless import every_entry_fits_something
from app.compiler.checks.conflict import no_entries_in_conflict
from app.compiler.checks.expired import no_entry_expired
from app.compiler.checks.not_begun import entries_to_come
from app.guide import Release
from app.issues import Collector

Rule = Callable[[Release, date, Collector], None]

RULES: tuple[Rule, ...] = (
    no_entry_expired,
    entries_to_come,
    every_entry_fits_something,
    no_entries_in_conflict,
)


def check_catalog(release: Release, today: date, issues: Collector) -> None:
    """All rules, on one release and day."""
    for rule in RULES:
        rule(release, today, issues)
