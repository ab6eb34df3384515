"""For code scanning: SARIF 2.1.0, the OASIS standard of 2020 for results of static analysis.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from importlib.metadata import version
from json import dumps
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.cli.formats.json import LONGEST_LINE
from app.cli.formats.report import Report
from app.issues import CODES, STAGE_OF, Issue

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "salesclerk/v1"
"""Of code, file and path by ids: the same after lines were inserted above."""

HELP = "docs/issues.md of Salesclerk lists every code; an acknowledgement under `allow` suppresses warnings and notes."


def sarif(report: Report) -> str:
    """A log of one run: every code is a rule, every issue a result, acknowledged ones are suppressed in source."""
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {"name": "salesclerk", "version": version("salesclerk"), "rules": [*map(_rule, CODES)]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which the check ran."}}},
        "artifacts": [{"location": _artifact(file)} for file in report.files],
        "results": [_result(issue, report, seen) for issue in report.issues],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    row = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": f"{row.meaning[:1].upper()}{row.meaning[1:]}."},
        "help": {"text": HELP},
        "defaultConfiguration": {"level": row.severity},
        "properties": {"stage": STAGE_OF[code]},
    }


def _result(issue: Issue, report: Report, seen: Counter[str]) -> dict[str, Any]:
    help = f" Help: {issue.help}" if issue.help else ""
    result: dict[str, Any] = {
        "ruleId": issue.code,
        "ruleIndex": list(CODES).index(issue.code),
        "level": issue.severity,
        "message": {"text": f"{issue.message}.{help}"},
        "locations": [_location(issue, report)],
        "partialFingerprints": {FINGERPRINT: _fingerprint(issue, seen)},
        "suppressions": [],
    }
    if issue.allowed is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": issue.allowed or "acknowledged under `allow`"}]
    return result


def _location(issue: Issue, report: Report) -> dict[str, Any]:
    mark, lines = issue.mark, report.excerpts[issue.mark]
    region = {"startLine": mark.line} | ({"startColumn": mark.column} if mark.column else {})
    physical: dict[str, Any] = {"artifactLocation": _artifact(mark.file), "region": region}
    if lines:
        snippet = "\n".join(line[:LONGEST_LINE] for line in lines.values())
        physical["contextRegion"] = {"startLine": min(lines), "endLine": max(lines), "snippet": {"text": snippet}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if mark.path:
        location["logicalLocations"] = [{"name": mark.path[-1], "fullyQualifiedName": ".".join(mark.path)}]
    return location


def _artifact(file: str) -> dict[str, str]:
    path = Path(file)
    if path.is_absolute():
        return {"uri": f"file://{quote(path.as_posix())}"}
    return {"uri": quote(path.as_posix()), "uriBaseId": ROOT}


def _fingerprint(issue: Issue, seen: Counter[str]) -> str:
    """One of its own for each result: equal ones are numbered in the order of their places."""
    where = "\0".join([issue.code, issue.mark.file, *(issue.mark.path or (issue.message,))])
    seen[where] += 1
    return sha256(f"{where}\0{seen[where]}".encode("utf-8", "replace")).hexdigest()
