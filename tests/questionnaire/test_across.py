"""Rules and merchandise as they are written."""

from __future__ import annotations

from typing import Any

import pytest

from app.conditions.dates import parse_date
from app.issues import Collector
from app.questionnaire import Questionnaire, parse
from tests.builders import as_yaml

QUESTIONS = {"a": {"ask": "?", "type": "single", "choices": {"x": {"label": "X"}, "y": {"label": "Y"}}}}


def read(**keys: Any) -> tuple[Questionnaire | None, list[str]]:
    issues = Collector()
    written = {"questionnaire": "q", "catalog": "c", "title": "T", "questions": QUESTIONS, **keys}
    return parse(as_yaml(written), "q.yaml", issues), [f"{issue.code}: {issue.message}" for issue in issues.issues]


def test_rules_are_known_by_their_place() -> None:
    found, issues = read(rules=[{"filter": {"brand": "Ada"}}, {"when": {"a": "x"}, "warn": "Careful"}])
    assert found and issues == []
    assert [rule.id for rule in found.rules] == ["~rule-1", "~rule-2"]


def test_a_pin_has_its_days_and_its_label() -> None:
    pin = {"pin": {"id": "p1"}, "from": "2026-11-20", "until": "2026-12-24", "label": "Our pick"}
    found, issues = read(merchandise=[pin, {"bury": {"id": "p2"}}])
    assert found and issues == []
    first, second = found.merchandise
    assert (first.deed, first.since, first.until) == ("pin", parse_date("2026-11-20"), parse_date("2026-12-24"))
    assert (second.deed, second.by, second.since) == ("bury", 0.3, None)


@pytest.mark.parametrize(
    ("keys", "issue"),
    [
        ({"rules": [{"when": {"a": "x"}}]}, "missing-key: the rule does nothing"),
        ({"rules": [{"only": {"brand": "Ada"}}]}, "missing-key: `only` needs `when`: for whom these products are"),
        ({"rules": ["a"]}, "wrong-type: a rule is a mapping, not the text `a`"),
        ({"rules": [{"when": {"b": "x"}, "warn": "!"}]}, "unknown-question: the question `b` is not known"),
        ({"rules": [{"when": {"a": "z"}, "warn": "!"}]}, "unknown-choice: "),
        ({"rules": [{"fliter": {"brand": "Ada"}, "warn": "!"}]}, "unknown-key: "),
        ({"merchandise": [{"by": 1}]}, "missing-key: "),
        ({"merchandise": [{"pin": {"id": "p1"}, "boost": {"id": "p1"}}]}, "bad-value: "),
        ({"merchandise": [{"pin": {"id": "p1"}, "by": 1}]}, "misplaced-key: `by` means nothing beside `pin`"),
        ({"merchandise": [{"boost": {"id": "p1"}, "by": -1}]}, "bad-value: "),
        (
            {"merchandise": [{"exclude": {"id": "p1"}, "from": "2026-12-02", "until": "2026-12-01"}]},
            "bad-value: `until` is before `from`",
        ),
        ({"merchandise": [{"exclude": {"id": "p1"}, "from": "soon"}]}, "wrong-type: "),
    ],
)
def test_what_makes_no_sense_is_refused(keys: Any, issue: str) -> None:
    found, issues = read(**keys)
    assert found is None
    assert issues[0].startswith(issue), issues
