"""For GitHub's workflows: commands that put each issue at its line of a pull request."""

from __future__ import annotations

from app.cli.formats.report import Report, checked
from app.issues import Issue, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: Report) -> str:
    """A command an issue, and the totals as a line of the log."""
    return "".join(f"{_command(issue)}\n" for issue in report.standing) + f"{checked(report)}\n"


def _command(issue: Issue) -> str:
    mark = issue.mark
    place = {"file": mark.file, "line": str(mark.line), "col": str(mark.column or ""), "title": issue.code}
    written = ",".join(f"{name}={_property(value)}" for name, value in place.items() if value)
    message = "\n".join(filter(None, [issue.message, f"at {'.'.join(mark.path)}" if mark.path else "", issue.help]))
    return f"::{COMMANDS[issue.severity]} {written}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
