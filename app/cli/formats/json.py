"""For programs: one object, whose shape is described in docs/commands.md and only grows."""

from __future__ import annotations

from json import dumps
from typing import Any

from app.cli.formats.report import Report
from app.cli.tally import ACKNOWLEDGED, Tally
from app.compiler.describe import plain
from app.issues import STAGE_OF, Issue, Severity, Stage

LONGEST_LINE = 1000
"""Characters of a line in an excerpt; a feed can be a single line."""


def json(report: Report) -> str:
    """`{format, files, issues, totals, stages, coverage}`."""
    stages = report.stages
    return _written(
        {
            "format": 1,
            "files": report.files,
            "issues": [_issue(issue, report) for issue in report.issues],
            "totals": {"files": len(report.files), **_totals(report.tally)},
            "stages": {stage: _totals(stages.get(stage, Tally())) for stage in Stage},
            "coverage": {id: plain(coverage) for id, coverage in report.coverages.items()},
        }
    )


def _issue(issue: Issue, report: Report) -> dict[str, Any]:
    lines = report.excerpts[issue.mark]
    return {
        "file": issue.mark.file,
        "line": issue.mark.line,
        "column": issue.mark.column or None,
        "path": issue.mark.path,
        "code": issue.code,
        "severity": issue.severity,
        "stage": STAGE_OF[issue.code],
        "message": issue.message,
        "help": issue.help,
        "excerpt": [{"line": number, "text": line[:LONGEST_LINE]} for number, line in lines.items()],
        "allowed": issue.allowed,
    }


def _totals(tally: Tally) -> dict[str, int]:
    return {f"{severity}s": tally[severity] for severity in Severity} | {ACKNOWLEDGED: tally[ACKNOWLEDGED]}


def _written(data: Any) -> str:
    return dumps(data, indent=2, ensure_ascii=False) + "\n"
