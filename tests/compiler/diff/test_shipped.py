"""A shipped questionnaire changed in a known way: what the difference says is what loops over the products count."""

from __future__ import annotations

from app.compiler.cover import cover, survey
from app.compiler.diff import Side, compare
from app.guide import compile_release
from app.issues import Collector
from app.questionnaire import parse
from app.services.reading import CatalogFolder
from tests.builders import TODAY
from tests.shipped import ROOT

BEFORE, AFTER = "filter: {category: monospace}", "filter: {category: monospace, weights: 700}"


def side(text: str) -> Side:
    questionnaire = parse(text, "typefaces.yaml", Collector())
    assert questionnaire
    index = CatalogFolder(ROOT / "catalog")[questionnaire.catalog]
    release = compile_release(questionnaire, "1", index, Collector())
    assert release
    return Side(release, cover(survey(release, TODAY)), frozenset())


def test_a_choice_made_narrower_drops_what_loops_say() -> None:
    text = (ROOT / "questionnaires/typefaces.yaml").read_text("utf-8")
    assert text.count(BEFORE) == 1
    before, after = side(text), side(text.replace(BEFORE, AFTER))
    found = compare(before, after, TODAY)
    (shift,) = [shift for shift in found.shifts if shift.choice == "code"]
    records = before.release.index.products.records
    code = [record for record in records if record.get("category") == "monospace"]
    bold = [record for record in code if "700" in record.get("weights", ()) or "weights" not in record]
    assert (shift.before, shift.after) == (len(code), len(bold))
    assert shift.dropped == tuple(sorted(str(record["id"]) for record in code if record not in bold))
    assert shift.paths == 1
    assert [one.place for one in found.changes] == [("questions", "use", "choices", "code", "filter")]
