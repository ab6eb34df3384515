"""How many seeded defects are found, and how many false alarms there are. Run with `make bench-check`.

Recall: the share of the defects in `tests/compiler/defects`, each seeded alone into a shipped questionnaire on its real
catalog, that lead to the issue that they must lead to, at the node where they stand. Precision: of all errors and
warnings given, on the defective texts and on the sound ones, the share that a defect brought. The trees that others
wrote were not written for a shop: what is said of them is counted apart.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from app.issues import STAGE_OF, Issue, Severity
from app.services.checking import check_files
from tests.compiler.defects import DEFECTS
from tests.compiler.seeded import ROOT, is_found, issues_of, said, seed, source_of

BORROWED = ROOT / "tests" / "questionnaire" / "borrowed"


def loud(issues: Iterable[Issue]) -> list[Issue]:
    """Errors and warnings that nobody has acknowledged."""
    return [issue for issue in issues if issue.severity is not Severity.NOTE and issue.allowed is None]


def main() -> None:
    """Prints the table."""
    seeded, found = Counter[str](), Counter[str]()
    true, false = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        names = {defect.questionnaire for defect in DEFECTS}
        sound = {name: issues_of(source_of(name), Path(folder), f"{name}.yaml") for name in names}
        false += sum(len(loud(issues)) for issues in sound.values())
        for defect in DEFECTS:
            issues = issues_of(seed(defect), Path(folder), f"{defect.questionnaire}.yaml")
            seeded[defect.code] += 1
            found[defect.code] += is_found(defect, said(sound[defect.questionnaire]), said(issues))
            true += len(said(loud(issues)) - said(loud(sound[defect.questionnaire])))
    trees = sorted(path.parent for path in BORROWED.glob("*/questionnaire.yaml"))
    borrowed = Counter(issue.code for tree in trees for issue in loud(check_files([tree], tree)))
    print(f"{'stage':10} {'code':20} {'seeded':>6} {'found':>6}")
    for code in sorted(seeded, key=lambda code: (list(STAGE_OF).index(code), code)):
        print(f"{STAGE_OF[code]:10} {code:20} {seeded[code]:6} {found[code]:6}")
    print(f"{'all':31} {seeded.total():6} {found.total():6}   recall {found.total() / seeded.total():.1%}")
    print(f"false alarms on {len(names)} sound questionnaires: {false}   precision {true / (true + false):.1%}")
    print(f"said of {len(trees)} borrowed trees: {dict(borrowed)}")


if __name__ == "__main__":
    main()
