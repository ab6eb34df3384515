"""What the widget's templates need beside a step: read off the step, nothing is decided here."""

from __future__ import annotations

from typing import Any

from app.web.posted import Posted

Step = dict[str, Any]
"""A step as `present_step` gives it."""

MOST_SHOWN = 120
"""Products on one page; who wants more should rather answer another question."""


IMPORTANCES = {"0.5": "less", "1": "usual", "2": "very"}
"""What a shopper may say of how much an answer matters, as the form sends it, with the key of its text."""


def back_from(step: Step) -> str:
    """The question that Back leads to: the one answered before the one shown, or none."""
    used = [answer["question"] for answer in step["answers"] if not answer["stale"]]
    shown = step["question"]["id"] if step["question"] else ""
    if shown in used:
        used = used[: used.index(shown)]
    return used[-1] if used else ""


def number_of(step: Step) -> int:
    """The number of the question shown, from 1 on: its place among the answers, or the one after them."""
    used = [answer["question"] for answer in step["answers"] if not answer["stale"]]
    shown = step["question"]["id"] if step["question"] else ""
    return used.index(shown) + 1 if shown in used else int(step["progress"]["answered"]) + 1


def more_of(step: Step) -> int:
    """About how many questions come after the one shown; those that are answered already are not asked again."""
    used = {answer["question"] for answer in step["answers"] if not answer["stale"]}
    open_ones = int(step["progress"]["expected"]) - int(step["progress"]["answered"])
    shown_anew = bool(step["question"]) and step["question"]["id"] not in used
    return max(open_ones - shown_anew, 0)


def keep_entries(step: Step, posted: Posted) -> Step:
    """The step with what was entered instead of what is stored, so that a refused answer can be mended."""
    step = keep_importance(step, posted)
    question = step["question"]
    if not question or question["id"] != posted.question or posted.says_nothing:
        return step
    entered = {**question, "selected_skip": False}
    entered["choices"] = [{**choice, "selected": choice["id"] in posted.choices} for choice in question["choices"]]
    if question["range"]:
        entered["range"] = {**question["range"], "value": {key: posted.bounds[key] or None for key in ("min", "max")}}
    if posted.value:
        entered["value"] = posted.value
    return {**step, "question": entered}


def keep_importance(step: Step, posted: Posted) -> Step:
    """The step with the importance that was ticked, where nothing is answered yet that could carry it."""
    question = step["question"]
    asked = question and question["id"] == posted.question and question["importance"] is not None
    if not asked or posted.importance not in IMPORTANCES:
        return step
    return {**step, "question": {**question, "importance": float(posted.importance)}}


def bare(number: float | str) -> str:
    """A number as an input holds it: no grouping, a point, no `.0`.

    >>> bare(900.0)
    '900'
    """
    return str(int(number)) if isinstance(number, float) and number.is_integer() else str(number)
