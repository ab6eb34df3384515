"""Where nothing fits: what is offered differs, and is said of what was answered."""

from __future__ import annotations

import pytest

from app.guide import see_results
from app.services.answering import View
from app.web.present import present_step
from tests.builders import NOW
from tests.guide.test_shipped import shop


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_small_budget_is_widened_once_and_by_its_price_alone(language: str) -> None:
    release = shop("diamonds")[0]
    first = next(iter(release.questions))
    answers = {first: {"choices": [next(iter(release.choices[first]))]}, "budget": {"max": 5}}
    step = see_results(release, answers, (), NOW)
    assert len({tuple(way.changes.items()) for way in step.relaxations}) == len(step.relaxations)
    said = present_step(View(step, release, language))
    labels = [way["label"] for way in said["relaxations"]]
    assert len(labels) == len(set(labels)) > 1
    assert labels[0] == {"en": "Allow up to $400", "de": "Bis 400\xa0$ zulassen"}[language]
    assert said["conflict"] == ["budget"]
