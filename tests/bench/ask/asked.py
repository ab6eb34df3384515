"""The product's own choice of the next question, on a catalog of things with attributes: one yes-or-no question each."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index, Products
from app.guide import Release, compile_release
from app.guide.state import replay
from app.issues import Collector
from tests.builders import NOW, questionnaire, toys

ASKED = (
    "catalog: toys\nfeed: toys.csv\nroles: {id: id, title: id}\nattributes:\n  id: {kind: text}\n  has: {kind: tags}\n"
)


def yes_or_no(has: NDArray[np.bool_], enough: int) -> Release:
    """A question for each column of `has`, of shape (things, attributes): whether it has it, or has it not."""
    things = [
        {"id": f"i{row:05}", "has": tuple(f"a{place}" for place in np.flatnonzero(held))}
        for row, held in enumerate(has)
    ]
    asked = {f"a{place}": _question(f"a{place}") for place in range(has.shape[1])}
    index = Index(Products.of_records(toys(ASKED), things))  # type: ignore[arg-type]
    found = questionnaire({"questions": asked, "order": "best", "enough": enough})
    release = compile_release(found, "1", index, Collector())
    assert release
    return release


def next_question(release: Release, said: dict[int, bool]) -> tuple[int, float]:
    """The question of the greatest gain after some answers, and its bits; the lowest of equals, nothing if all are
    idle."""
    bodies: dict[str, dict[str, Any]] = {
        f"a{place}": {"choices": ["yes" if answer else "no"]} for place, answer in said.items()
    }
    agenda = replay(release, bodies, NOW).agenda
    open_ = [id for id in release.questionnaire.questions if id not in bodies and not agenda.idle(id)]
    best = max(agenda.gains(open_), key=lambda gain: gain.bits, default=None)
    return (int(best.question.id[1:]), best.bits) if best else (0, 0.0)


def _question(attribute: str) -> dict[str, Any]:
    choices = {
        "yes": {"label": "yes", "filter": {"has": attribute}},
        "no": {"label": "no", "filter": {"has": {"not": attribute}}},
    }
    return {"ask": attribute, "type": "single", "choices": choices}
