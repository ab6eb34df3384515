"""The formats of `check`: each turns a report into what stands on stdout."""

from __future__ import annotations

from collections.abc import Callable

from app.cli.formats.github import github
from app.cli.formats.json import json
from app.cli.formats.report import Report, make_report
from app.cli.formats.sarif import sarif
from app.cli.formats.text import text

FORMATS: dict[str, Callable[[Report], str]] = {"text": text, "json": json, "github": github, "sarif": sarif}

__all__ = ["FORMATS", "Report", "make_report"]
