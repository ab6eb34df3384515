"""An answer step: what every engine must compute, and the plain loop over rows that says what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tests.bench.narrow.world import AtLeast, Between, In, Predicate, Question, Tagged, World

BEST = 24

Answer = tuple[int, ...] | tuple[float, float]
"""The numbers of the picked choices; of a range its two ends."""
Answers = Mapping[int, Answer]
"""By the number of the question."""


@dataclass(frozen=True)
class Result:
    """`counts`: for each question with choices, what is left if that choice is picked; `best`: ids, best first.

    An open question, and one of mode `all`: the choice beside all that was said. `single`, answered: the choice
    instead of its answer. `any`, answered: the choice beside its other picks.
    """

    remaining: int
    counts: tuple[tuple[int, ...], ...]
    best: tuple[int, ...]


class Engine(Protocol):
    """`bytes`: what it holds beside the columns, 0 where that cannot be said."""

    bytes: int

    def step(self, answers: Answers, taste: int) -> Result: ...


def passing(world: World, question: int, answer: Answer) -> NDArray[np.bool_]:
    """Which sets of choices an answer lets pass: bool (sets,)."""
    table = world.tables[question]
    assert table is not None
    picked = table[:, list(answer)]  # type: ignore[arg-type]
    return picked.all(axis=1) if world.questions[question].mode == "all" else picked.any(axis=1)


def counts_of_codes(world: World, answers: Answers, lifted: Mapping[int, NDArray[np.int64]]) -> Any:
    """The counts from how many rows have each set of choices, the question's own answer lifted."""
    found = []
    for question in world.chosen:
        table, by_code = world.tables[question], lifted[question]
        assert table is not None
        mode = world.questions[question].mode
        if question not in answers or mode == "single":
            found.append(tuple((by_code @ table).tolist()))
            continue
        passes = passing(world, question, answers[question])
        if mode == "all":
            found.append(tuple((by_code * passes @ table).tolist()))
        else:
            found.append(tuple((by_code @ (table | passes[:, None])).tolist()))
    return tuple(found)


def counts_of_choices(
    world: World,
    answers: Answers,
    remaining: int,
    left: Mapping[int, Sequence[int]],
    lifted: Mapping[int, Sequence[int]],
) -> Any:
    """The counts from those of each choice in what is left, and in what is left without the question's own answer.

    `left` is needed for open questions and for `any` and `all`, `lifted` for answered `single` and `any`.
    |others ∩ (picked ∪ choice)| = |left| + |others ∩ choice| − |left ∩ choice|.
    """
    found = []
    for question in world.chosen:
        mode = world.questions[question].mode
        if question not in answers or mode == "all":
            found.append(tuple(map(int, left[question])))
        elif mode == "single":
            found.append(tuple(map(int, lifted[question])))
        else:
            pairs = zip(lifted[question], left[question], strict=True)
            found.append(tuple(remaining + int(other) - int(both) for other, both in pairs))
    return tuple(found)


class Loop:
    """The truth: one row after another, one predicate after another."""

    bytes = 0

    def __init__(self, world: World) -> None:
        self.world = world
        self.values = {name: values.tolist() for name, values in world.columns.items()}

    def step(self, answers: Answers, taste: int) -> Result:
        world, rows = self.world, range(self.world.rows)
        left = [row for row in rows if self._meets(row, answers)]
        counts = []
        for place in world.chosen:
            others = {key: answer for key, answer in answers.items() if key != place}
            mode, said = world.questions[place].mode, answers.get(place, ())
            base = [row for row in rows if self._meets(row, others)]
            counts.append(
                tuple(
                    sum(self._meets(row, {place: (choice,) if mode == "single" else (*said, choice)}) for row in base)
                    for choice in range(len(world.questions[place].choices))
                )
            )
        scores, ids = world.scores[taste], world.ids
        best = sorted(left, key=lambda row: (-scores[row], ids[row]))[:BEST]
        return Result(len(left), tuple(counts), tuple(int(ids[row]) for row in best))

    def _meets(self, row: int, answers: Mapping[int, Any]) -> bool:
        return all(self._passes(row, self.world.questions[place], answer) for place, answer in answers.items())

    def _passes(self, row: int, question: Question, answer: Any) -> bool:
        value = self.values[question.attribute][row]
        dtype = self.world.columns[question.attribute].dtype.kind
        if (dtype == "f" and value != value) or (dtype == "i" and value < 0) or (dtype == "u" and not value):
            return question.keeps
        if question.mode == "range":
            return holds(value, Between(*answer))
        met = [holds(value, question.choices[choice]) for choice in answer]
        return all(met) if question.mode == "all" else any(met)


def holds(value: Any, predicate: Predicate) -> bool:
    """Whether one stated value meets a predicate."""
    match predicate:
        case In(codes):
            return value in codes
        case Tagged(tag):
            return bool(value >> tag & 1)
        case AtLeast(rank):
            return bool(value >= rank)
        case Between(low, high):
            return bool(low <= value <= high)
