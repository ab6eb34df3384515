"""A release as a shop has turned it: with other triggers and weights, or without merchandising."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.guide.binder import Binder
from app.guide.memo import Memo
from app.guide.release import Release
from app.issues import Collector
from app.shopper.triggers import Trigger


def without_merchandise(release: Release) -> Release:
    """The release with no merchandising."""
    questionnaire = replace(release.questionnaire, merchandise=())
    return replace(release, questionnaire=questionnaire, memo=Memo(), _fits={}, _grades={}, _spreads={})


def towards(release: Release, factors: Mapping[str, float]) -> Release:
    """The release with each weight of its ranking times its factor, as a goal wants it; the others as written."""
    return replace(release, factors=dict(factors))


def having_learnt(release: Release, triggers: Sequence[Trigger]) -> Release:
    """The release with learnt triggers; those that its catalog has no words for are left out."""
    found = []
    for trigger in triggers:
        issues = Collector()
        bound = Binder(release.index, {}, issues).trigger(trigger)
        if not issues.issues:
            found.append(bound)
    return replace(release, learnt=tuple(found), _fits={})
