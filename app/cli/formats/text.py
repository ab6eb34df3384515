"""For people: each issue with its place drawn, the worst last, then what was found at each stage."""

from __future__ import annotations

import click

from app.cli.formats.excerpt import draw
from app.cli.formats.report import Report, checked
from app.cli.report import headline
from app.cli.tally import totals
from app.issues import Issue, Severity


def text(report: Report) -> str:
    """A paragraph an issue, in colours that `click.echo` takes out where there is no terminal."""
    mildest_first = sorted(report.standing, key=lambda issue: -list(Severity).index(issue.severity))
    paragraphs = [_paragraph(issue, report) for issue in mildest_first]
    stages = [f"{stage}: {totals(tally)}\n" for stage, tally in report.stages.items()]
    return "".join(f"{paragraph}\n\n" for paragraph in paragraphs) + "".join(stages) + f"{checked(report)}\n"


def _paragraph(issue: Issue, report: Report) -> str:
    lines = [headline(issue), *(f"    {line}" for line in draw(report.excerpts[issue.mark], issue.mark))]
    if issue.mark.path:
        lines.append(f"    at {click.style('.'.join(issue.mark.path), bold=True)}")
    if issue.help:
        lines.append(f"    help: {issue.help}")
    return "\n".join(lines)
