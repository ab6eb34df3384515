"""Random shoppers for Hypothesis: what they say, and where they come from."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.questionnaire import Questionnaire
from tests.goods import BRANDS, DAYS, PORTS, PRICES, SIZES

IDS = {"brand": BRANDS, "ports": PORTS, "size": SIZES, "gps": ["true", "false"]}
VISITS = {"campaign": ["spring", "autumn"], "locale": ["en", "de"], "page": ["sale"]}


@st.composite
def bodies(draw: st.DrawFn, questionnaire: Questionnaire, question: str) -> dict[str, Any]:
    """An answer to a question, as the API takes it."""
    body = draw(_bodies(questionnaire, question))
    if questionnaire.questions[question].asks_importance and "skip" not in body and draw(st.booleans()):
        return {**body, "importance": draw(st.sampled_from([0.5, 1, 2]))}
    return body


@st.composite
def _bodies(draw: st.DrawFn, questionnaire: Questionnaire, question: str) -> dict[str, Any]:
    asked = questionnaire.questions[question]
    if asked.skippable and draw(st.integers(0, 4)) == 0:
        return {"skip": True}
    if asked.type.has_choices:
        ids = [choice.id for choice in asked.choices] or IDS[asked.attribute]
        if asked.type == "single":
            return {"choices": [draw(st.sampled_from(ids))]}
        exclusive = [choice.id for choice in asked.choices if choice.exclusive]
        shared = [id for id in ids if id not in exclusive]
        picks = st.lists(st.sampled_from(shared), max_size=3, unique=True) if shared else st.just([])
        alone = st.sampled_from(exclusive).map(lambda id: [id]) if exclusive else picks
        return {"choices": draw(picks | alone)}
    if asked.type == "range":
        low, high = sorted(draw(st.tuples(st.sampled_from(PRICES), st.sampled_from(PRICES))))
        return draw(st.sampled_from([{"min": low}, {"max": high}, {"min": low, "max": high}]))
    if asked.type == "number":
        return {"value": draw(st.sampled_from([0, 1.5, 2, 7]))}
    return {"value": str(draw(st.sampled_from(DAYS)))} if asked.type == "date" else {"seen": True}


@st.composite
def answers(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, dict[str, Any]]:
    """Answers to some of the questions, on the path or off it, in some order."""
    ids = list(questionnaire.questions)
    given = draw(st.permutations(ids))[: draw(st.integers(0, len(ids)))] if draw(st.booleans()) else ids
    return {id: draw(bodies(questionnaire, id)) for id in given}


def visits() -> st.SearchStrategy[dict[str, str]]:
    """Where a shopper comes from, as far as it is known."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VISITS.items()})
