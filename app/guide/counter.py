"""The products that each choice would leave by itself, kept so that all choices of a question are counted at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog import Fit, Index, bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.catalog.model import KEEP, Assume
from app.catalog.stack import Stack, patched, stack_of
from app.catalog.strings import Strings
from app.catalog.values import count_values
from app.conditions import All, Condition
from app.conditions.model import moves, names
from app.questionnaire import Choice, Question

MOST_SETS = 64
"""Automatic choices of a question with more of them are counted by values: as sets they would fill memory."""

Count = tuple[int, int]
"""How many products, and how many of them are kept only for what they do not state."""

Key = tuple[str, str]
"""A question and one of its choices."""

Choices = Mapping[str, Mapping[str, Choice]]


@dataclass(frozen=True)
class Counted:
    """How many products each of the sets shares with one mask."""

    passing: Sequence[int]
    meeting: Sequence[int]


@dataclass(frozen=True)
class Masks:
    """What a choice's own products are held against: they must be in `left`; what is in `base` needs no choice.

    Each is a fit: what passes, and what meets by what it states.
    """

    left: Fit
    base: Fit | None = None
    counted: Counted | None = None
    """What has been counted already of the sets in `left`, without a `base`."""


@dataclass(frozen=True)
class Counter:
    """What the choices demand that depends neither on the day nor on other answers.

    `passing` holds a set for each such choice, question by question; `meeting` those of the choices that products are
    kept for though they state nothing. `spans` and `kept` say which of their sets belong to which choices of a
    question; `valued` are the attributes of the questions that are counted by values.
    """

    index: Index
    passing: Stack
    meeting: Stack
    spans: Mapping[str, Mapping[str, int]]
    kept: Mapping[str, Mapping[str, int]]
    valued: Mapping[str, str]

    def fit(self, question: str, choice: str) -> Fit | None:
        """The fit of a choice; None if it is not kept."""
        place = self.spans.get(question, {}).get(choice)
        if place is None:
            return None
        kept = self.kept[question].get(choice)
        passes = self.passing.sets[place]
        return Fit(passes, passes if kept is None else self.meeting.sets[kept])

    def knows(self, question: Question) -> bool:
        """Whether `count` counts any choice of a question."""
        return bool(self.spans[question.id]) or question.id in self.valued

    def count(self, question: Question, masks: Masks) -> dict[str, Count]:
        """The counts of the choices of a question that can be counted together, all in one pass."""
        if question.id in self.valued:
            return self._by_values(question, masks)
        span, kept = self.spans[question.id], self.kept[question.id]
        if masks.counted is not None:
            passing, meeting = masks.counted.passing, masks.counted.meeting
            met = {id: meeting[place] for id, place in kept.items()}
            return {id: (passing[place], passing[place] - met.get(id, passing[place])) for id, place in span.items()}
        left, base = masks.left, masks.base
        passed = met = _counts(self.passing, span, left.passes, None if base is None else base.passes)
        sure = None if base is None else base.meets
        if left.passes is not left.meets or (base is not None and base.passes is not base.meets):
            met = _counts(self.passing, span, left.meets, sure)
        if kept:
            met = met | _counts(self.meeting, kept, left.meets, sure)
        return {id: (count, count - met[id]) for id, count in passed.items()}

    def count_all(self, masks: Sequence[Bits]) -> list[Counted]:
        """The counts of all sets against each of several masks."""
        counts = (stack.counts_each(masks, 0, len(stack.sets)).tolist() for stack in (self.passing, self.meeting))
        return [Counted(passing, meeting) for passing, meeting in zip(*counts, strict=True)]

    def _by_values(self, question: Question, masks: Masks) -> dict[str, Count]:
        attribute = self.index.catalog.attributes[self.valued[question.id]]
        nothing = bitset.none(self.index.rows)
        base = Fit(nothing, nothing) if masks.base is None else masks.base
        unstated = self.index.unstated(attribute.id) if attribute.unknown == KEEP else None
        free = base.passes if unstated is None else base.passes | unstated
        met = count_values(self.index, attribute.id, masks.left.meets, base.meets).tolist()
        passed = met
        if free is not base.meets or masks.left.passes is not masks.left.meets:
            passed = count_values(self.index, attribute.id, masks.left.passes, free).tolist()
        column = self.index.products.column(attribute.id)
        assert not isinstance(column, Strings), attribute.id
        values = (
            [attribute.order[int(rank)] for rank in column.distinct]
            if isinstance(column, Numbers)
            else column.vocabulary
        )
        counts = {value: (count, count - sure) for value, count, sure in zip(values, passed, met, strict=True)}
        for value in attribute.unknown.values if isinstance(attribute.unknown, Assume) else ():
            counts.pop(attribute.order[int(value)] if isinstance(value, float) else value, None)
        return counts


def patch_counter(
    counter: Counter, choices: Choices, index: Index, rows: NDArray[np.int64], changed: Collection[str]
) -> Counter | None:
    """The counter for the same choices and products, some attributes of some rows changed.

    None if that takes more sets: a product states nothing any more that a choice asks for and all stated before.
    """
    here = index.of_rows(rows)
    passing, meeting = dict[int, NDArray[np.bool_]](), dict[int, NDArray[np.bool_]]()
    for question, span in counter.spans.items():
        for id, place in span.items():
            filter = choices[question][id].filter
            assert filter is not None
            if names(filter).isdisjoint(changed):
                continue
            fit, kept = here.fit(filter, date.min), counter.kept[question].get(id)
            passing[place] = bitset.unpack(fit.passes, here.rows)
            if kept is not None:
                meeting[kept] = bitset.unpack(fit.meets, here.rows)
            elif fit.passes is not fit.meets:
                return None
    stacks = patched(counter.passing, rows, passing), patched(counter.meeting, rows, meeting)
    return replace(counter, index=index, passing=stacks[0], meeting=stacks[1])


def build_counter(questions: Mapping[str, Question], choices: Choices, index: Index) -> Counter:
    """The sets of all choices whose filter stands still."""
    passing, meeting = list[Bits](), list[Bits]()
    spans: dict[str, dict[str, int]] = {}
    kept: dict[str, dict[str, int]] = {}
    valued = {
        id: question.attribute for id, question in questions.items() if question.auto and len(choices[id]) > MOST_SETS
    }
    for id in questions:
        fits = {} if id in valued else {choice: index.fit(filter, date.min) for choice, filter in _still(choices[id])}
        unsure = {choice: fit for choice, fit in fits.items() if fit.passes is not fit.meets}
        spans[id] = {choice: place for place, choice in enumerate(fits, len(passing))}
        kept[id] = {choice: place for place, choice in enumerate(unsure, len(meeting))}
        passing += [fit.passes for fit in fits.values()]
        meeting += [fit.meets for fit in unsure.values()]
    stacks = [stack_of(sets, index.rows, index.groups) for sets in (passing, meeting)]
    return Counter(index, stacks[0], stacks[1], spans, kept, valued)


def _still(choices: Mapping[str, Choice]) -> Iterator[tuple[str, Condition]]:
    """The choices whose filter says the same every day and after all answers, with that filter."""
    for id, choice in choices.items():
        filter = choice.filter
        if filter is not None and filter != All(()) and not filter.refs and not moves(filter):
            yield id, filter


def _counts(stack: Stack, places: Mapping[str, int], mask: Bits, base: Bits | None) -> dict[str, int]:
    """The counts of some sets that stand one after another."""
    first = next(iter(places.values()), 0)
    stop = first + len(places)
    counts: NDArray[np.int64]
    counts = stack.counts(mask, first, stop) if base is None else stack.counts_with(mask, base, first, stop)
    return dict(zip(places, counts.tolist(), strict=True))
