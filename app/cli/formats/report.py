"""What `check` has to report, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.cli.formats.excerpt import Lines, excerpts
from app.cli.tally import Tally, by_place, count, totals
from app.compiler import Coverage
from app.issues import STAGE_OF, Issue, Mark, Stage


@dataclass(frozen=True)
class Report:
    """The files that were checked, and their issues by place, each once; also the lines around each place."""

    files: tuple[str, ...]
    issues: tuple[Issue, ...]
    excerpts: dict[Mark, Lines]
    coverages: Mapping[str, Coverage] = field(default_factory=dict)
    """What was proven of each questionnaire, by its id."""

    @property
    def standing(self) -> tuple[Issue, ...]:
        """The issues that nobody has acknowledged."""
        return tuple(issue for issue in self.issues if issue.allowed is None)

    @property
    def tally(self) -> Tally:
        return count(self.issues)

    @property
    def stages(self) -> dict[Stage, Tally]:
        """The tally of each stage in which there are issues."""
        by_stage = {stage: count(issue for issue in self.issues if STAGE_OF[issue.code] is stage) for stage in Stage}
        return {stage: tally for stage, tally in by_stage.items() if tally}


def make_report(
    files: Collection[str], issues: Iterable[Issue], coverages: Mapping[str, Coverage] | None = None
) -> Report:
    """A report with what stands in the files now."""
    ordered = by_place(issues)
    return Report(tuple(files), tuple(ordered), excerpts(issue.mark for issue in ordered), coverages or {})


def checked(report: Report) -> str:
    """The closing line: how many files, and what was found."""
    return f"{len(report.files)} file{'s' * (len(report.files) != 1)} checked: {totals(report.tally)}"
