"""Seeded defects are found, every one of them, and nothing is held against the questionnaires before."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.issues import Severity
from tests.compiler.defects import DEFECTS, Defect
from tests.compiler.seeded import Said, is_found, issues_of, said, seed, source_of


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    names = {defect.questionnaire for defect in DEFECTS}
    folder = tmp_path_factory.mktemp("sound")
    return {name: said(issues_of(source_of(name), folder, f"{name}.yaml")) for name in names}


@pytest.mark.parametrize("questionnaire", sorted({defect.questionnaire for defect in DEFECTS}))
def test_nothing_is_held_against_a_sound_questionnaire(questionnaire: str, tmp_path: Path) -> None:
    issues = issues_of(source_of(questionnaire), tmp_path, f"{questionnaire}.yaml")
    loud = [issue for issue in issues if issue.severity is not Severity.NOTE and issue.allowed is None]
    assert [str(issue) for issue in loud] == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.questionnaire}-{defect.code}-{defect.at}")
def test_a_seeded_defect_is_found(defect: Defect, before: dict[str, Said], tmp_path: Path) -> None:
    issues = issues_of(seed(defect), tmp_path, f"{defect.questionnaire}.yaml")
    assert is_found(defect, before[defect.questionnaire], said(issues)), [str(issue) for issue in issues]
