"""What is answered: shoppers from a fixed seed who pick among what is left, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.bench.narrow.masks import Masks
from tests.bench.narrow.step import Answers
from tests.bench.narrow.world import World

SEED = 23
MOST = 8
"""Answers a shopper gives."""
PICKS = 3
"""Choices that are picked at most where several can be."""


@dataclass(frozen=True)
class Step:
    answers: Answers
    taste: int


def workload(world: World, shoppers: int) -> list[Step]:
    """Each shopper's steps after 0 to 8 answers, one shopper after another; something is always left."""
    rng = np.random.default_rng(SEED)
    engine = Masks(world)
    steps = []
    for shopper in range(shoppers):
        taste = shopper % len(world.scores)
        answers: dict = {}
        order = rng.permutation(len(world.questions)).tolist()
        steps.append(Step({}, taste))
        while order and len(answers) < MOST:
            place = order.pop()
            answer = _answer(world, rng, engine, answers, place)
            if answer is None:
                continue
            answers = {**answers, place: answer}
            steps.append(Step(answers, taste))
    return steps


def _answer(world: World, rng: np.random.Generator, engine: Masks, answers: dict, place: int):  # type: ignore[no-untyped-def]
    """Something to say that leaves a product, or None."""
    question = world.questions[place]
    if question.mode == "range":
        known = world.ranged[~np.isnan(world.ranged)]
        low, high = np.sort(np.quantile(known, rng.random(2)))
        answer: tuple = (float(low), float(high))
        return answer if engine.step({**answers, place: answer}, 0).remaining else None
    picks: tuple[int, ...] = ()
    for _ in range(1 if question.mode == "single" else int(rng.integers(1, PICKS + 1))):
        said = {**answers, place: picks} if picks else answers
        counts = np.array(engine.step(said, 0).counts[world.chosen.index(place)])
        counts[list(picks)] = 0
        if not counts.any():
            break
        likely = np.sqrt(counts) / np.sqrt(counts).sum()
        picks = (*picks, int(rng.choice(len(counts), p=likely)))
    return picks or None
