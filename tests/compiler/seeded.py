"""Seeding a defect into a questionnaire, and what is said of it at every stage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.compiler.prove import prove
from app.issues import Issue
from app.services.reading import CatalogFolder, Reading
from tests.compiler.defects import Defect
from tests.shipped import PARTS

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
CATALOGS = CatalogFolder(ROOT / "catalog")
Said = set[tuple[str, str]]


def issues_of(text: str, folder: Path, name: str) -> list[Issue]:
    """What is said of a questionnaire's text, at every stage."""
    file = folder / name
    file.write_text(text, "utf-8")
    for beside, part in PARTS.items():
        (folder / beside).write_text(part, "utf-8")
    return Reading(ROOT / "catalog", CATALOGS, TODAY, prove=prove).read([file]).issues.issues


def said(issues: list[Issue]) -> Said:
    """Codes with the paths where they stand."""
    return {(issue.code, ".".join(issue.mark.path)) for issue in issues}


def source_of(questionnaire: str) -> str:
    return (ROOT / "questionnaires" / f"{questionnaire}.yaml").read_text("utf-8")


def is_found(defect: Defect, before: Said, after: Said) -> bool:
    """Whether the change brought the issue that it must bring."""
    return any(code == defect.code and path.startswith(defect.at) for code, path in after - before)


def seed(defect: Defect) -> str:
    """The text of the questionnaire with the defect in it."""
    source = source_of(defect.questionnaire)
    assert source.count(defect.old) == 1, defect
    return source.replace(defect.old, defect.new)
