"""What is wrong with a questionnaire on its catalog: one rule a file, all of them in `RULES`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.compiler.checks.aimless import every_entry_fits_something
from app.compiler.checks.conflict import no_entries_in_conflict
from app.compiler.checks.expired import no_entry_expired
from app.compiler.checks.hole import holes
from app.compiler.checks.never_splits import every_question_splits
from app.compiler.checks.not_begun import entries_to_come
from app.compiler.checks.nothing_fits import every_answer_fits_something
from app.compiler.checks.overlap import choices_leave_nothing_out, choices_stand_apart
from app.compiler.checks.paths import (
    answers_go_together,
    every_product_can_be_reached,
    no_path_ends_without_a_product,
    what_is_left,
)
from app.compiler.checks.same_choice import no_choice_twice
from app.compiler.cover import Survey
from app.compiler.coverage import Coverage
from app.guide import Release
from app.issues import Collector

Rule = Callable[[Release, date, Collector], None]

RULES: tuple[Rule, ...] = (
    no_entry_expired,
    entries_to_come,
    every_entry_fits_something,
    no_entries_in_conflict,
)


Proven = Callable[[Survey, Coverage, Collector], None]

PROVEN: tuple[Proven, ...] = (
    every_answer_fits_something,
    every_question_splits,
    no_choice_twice,
    choices_stand_apart,
    choices_leave_nothing_out,
    holes,
    every_product_can_be_reached,
    no_path_ends_without_a_product,
    answers_go_together,
    what_is_left,
)
"""Rules that read what is proven of the paths."""


def check_catalog(release: Release, today: date, issues: Collector) -> None:
    """All rules, on one release and day."""
    for rule in RULES:
        rule(release, today, issues)


def check_coverage(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    """All rules that read what is proven of the paths."""
    for rule in PROVEN:
        rule(survey, coverage, issues)
