"""A release as a grid: what each product's shopper would say at each question that narrows, and who would stay."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.guide.count import view_question
from app.guide.demand import Demands
from app.guide.narrow import Narrowing
from app.guide.release import Release
from app.guide.simulate.grid import SILENT, Flags, Grid, Ids, make_grid
from app.questionnaire import Answer, Between, Picked, Question, Type
from app.questionnaire.walk import NOWHERE


def project(release: Release, today: date) -> Grid:
    """The grid of the eligible products and of the questions that can narrow, routes and `when` left aside.

    A shopper says the narrowest of the choices, or bars of a range, that the product states to meet; where it meets
    none, nothing. Numbers and dates that are typed in are left out.
    """
    narrowing = Narrowing(release, today)
    rows = release.index.rows_by_id(narrowing.eligible(narrowing.path({})))
    names, codes, fits = [], [], []
    for question in release.questionnaire.questions.values():
        stay, says = _of_question(narrowing, question, rows)
        if len(stay) and not stay.all():
            names.append(question.id)
            codes.append(says)
            fits.append(stay)
    said = np.stack(codes, axis=1) if codes else np.zeros((len(rows), 0), np.int64)
    return make_grid(names, said, fits, _sizes(release, rows))


def _sizes(release: Release, rows: Ids) -> NDArray[np.float64]:
    """How much of a product each row is: of variants that count once, each an equal part."""
    groups = release.index.groups
    if groups is None:
        return np.ones(len(rows))
    of = groups.of_row[rows]
    return np.asarray(1 / np.bincount(of)[of])


def answers_to(narrowing: Narrowing, question: Question) -> tuple[Answer, ...]:
    """Each single choice of a question, or each bar of its range, as an answer."""
    if question.type.has_choices:
        known = list(narrowing.release.choices[question.id])
        most = question.auto.limit if question.auto else None
        return tuple(Picked((id,)) for id in known[:most])
    if question.type is not Type.RANGE:
        return ()
    view = view_question(narrowing, {}, question).range
    assert view is not None
    return tuple(bar(question, bin.start, bin.end) for bin in view.bins)


def bar(question: Question, start: float, end: float) -> Between:
    """What a shopper says whose number lies from `start` to `end`."""
    return Between(None if question.bound == "max" else start, None if question.bound == "min" else end)


def _of_question(narrowing: Narrowing, question: Question, rows: Ids) -> tuple[Flags, Ids]:
    """Who stays for each answer, shape (answers, rows); and what the shopper of each row says."""
    demanded = Demands(narrowing.release, narrowing.today)
    whole = narrowing.release.index.rows
    stay, meets = [], []
    for answer in answers_to(narrowing, question):
        fit = demanded.of_answer(question, answer, NOWHERE).fit
        if fit is None:
            stay.append(np.ones(len(rows), np.bool_))
            meets.append(np.zeros(len(rows), np.bool_))
        else:
            stay.append(bitset.unpack(fit.passes, whole)[rows])
            meets.append(bitset.unpack(fit.meets, whole)[rows])
    if not stay:
        return np.zeros((0, len(rows)), np.bool_), np.full(len(rows), SILENT)
    stays, met = np.array(stay), np.array(meets)
    width = np.where(met, stays.sum(axis=1)[:, None], len(rows) + 1)
    return stays, np.where(met.any(axis=0), width.argmin(axis=0), SILENT)
