"""A release on a revision of its catalog in which little has changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.guide.binder import Binder
from app.guide.compile import popularity_of
from app.guide.counter import build_counter, patch_counter
from app.guide.memo import Memo
from app.guide.release import Release
from app.issues import Collector
from app.questionnaire.names import referable


def patch_release(release: Release, index: Index, rows: NDArray[np.int64], changed: frozenset[str]) -> Release:
    """The same release on a revision of its catalog in which only some attributes of some rows have changed.

    `index` is that of the new revision, with the rows where they were; what is known of other attributes is kept.
    """
    binder = Binder(index, referable(release.questionnaire.questions), Collector())
    questions = release.questionnaire.questions.values()
    anew = {one.id: binder.choices(one) for one in questions if one.auto and one.attribute in changed}
    choices = release.choices | {id: {choice.id: choice for choice in found} for id, found in anew.items()}
    counter = None if anew else patch_counter(release.counter, choices, index, rows, changed)
    role = index.catalog.role("popularity")
    return replace(
        release,
        index=index,
        choices=choices,
        counter=counter or build_counter(release.questionnaire.questions, choices, index),
        popularity=popularity_of(index) if role and role.id in changed else release.popularity,
        memo=Memo(),
        single_demands={},
        _spreads={},
        _fits={},
        _grades={
            place: known
            for place, known in tuple(release._grades.items())  # others are being served, and remember more
            if changed.isdisjoint(place[0].names)
        },
    )
