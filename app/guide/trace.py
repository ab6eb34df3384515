"""A step in bytes: what was asked and counted, and what stood where and why, for comparing it with its replay."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson

from app.guide.step import QuestionView, Shown, Step
from app.ranking import Term


def trace(step: Step) -> bytes:
    """What a shopper saw of a step, as JSON with sorted keys: equal for equal steps, and only for them."""
    told = {
        "remaining": step.remaining,
        "question": _question(step.question) if step.question else None,
        "total": step.total,
        "products": [_product(shown) for shown in step.products],
        "ended": step.ended,
        "gift": step.gift,
        "further": [[further.question.id, further.gain] for further in step.further],
    }
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS)


def digest(step: Step) -> str:
    """The SHA-256 of the trace, 64 hex digits."""
    return sha256(trace(step)).hexdigest()


def _question(view: QuestionView) -> dict[str, Any]:
    bins = view.range.bins if view.range else ()
    return {
        "id": view.question.id,
        "choices": [[one.choice.id, one.count, one.unknown, one.selected, one.likely] for one in view.choices],
        "bins": [[bin.start, bin.end, bin.count] for bin in bins],
        "confirm": repr(view.confirm) if view.confirm else None,
    }


def _product(shown: Shown) -> dict[str, Any]:
    return {
        "id": shown.id,
        "score": shown.score + 0.0,
        "terms": [_term(one) for one in shown.terms],
        "placed": shown.placed,
    }


def _term(one: Term) -> list[Any]:
    told = [one.kind, one.question, one.name, one.amount + 0.0, one.cause]
    return [*told, one.value] if one.value else told
