"""When nothing fits: the smallest sets of answers to give up so that something does.

Only answers that keep some product out are given up, and what the other answers demand stays in force: a way around a
question that keeps everything out would only come back to it.
To give an answer up is to skip its question, so that the answers after it keep their effect; where it may not be
skipped, to withdraw it. A set is proposed only if the full replay without it finds products, and no smaller part of it
does (conflict sets and their hitting sets: Reiter, A theory of diagnosis from first principles, 1987).
"""

from __future__ import annotations

from itertools import combinations

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.conditions.model import names
from app.guide.narrow import Narrowing
from app.guide.step import Relaxation
from app.questionnaire import Answers, Path, Skipped

PROPOSALS = 3
"""How many relaxations are offered."""
MOST_REPLAYS = 3000
"""Sets of answers tried at most, well under a second: all of those of 11 answers, all pairs and triples of 25."""


def relax(narrowing: Narrowing, answers: Answers, path: Path) -> tuple[Relaxation, ...]:
    """Up to three minimal relaxations, fewest answers first, then by what they bring, then in path order.

    Without an eligible product there are none. If none is found, giving up every answer is proposed.
    """
    eligible = narrowing.eligible(path)
    if not bitset.count(eligible):
        return ()
    given = _keeping_out(narrowing, path, eligible)
    found: list[Relaxation] = []
    tries = 0
    for size in range(1, len(given) + 1):
        if len(found) >= PROPOSALS or tries >= MOST_REPLAYS:
            break
        smaller = [set(relaxation.changes) for relaxation in found]
        for questions in combinations(given, size):
            if any(part <= set(questions) for part in smaller):
                continue
            tries += 1
            if tries > MOST_REPLAYS:
                break
            relaxation = _given_up(narrowing, answers, questions, kept=set(given).difference(questions))
            if relaxation.remaining:
                found.append(relaxation)
    if not found:
        known = narrowing.release.questions
        kept = {id: answer for id, answer in answers.items() if known[id].must}
        gone = dict.fromkeys(id for id in answers if id not in kept)
        remaining = narrowing.count(narrowing.path(kept), "")[1]
        if not remaining:
            return ()
        found.append(Relaxation(gone, remaining))
    return tuple(sorted(found, key=lambda relaxation: (len(relaxation.changes), -relaxation.remaining))[:PROPOSALS])


def _keeping_out(narrowing: Narrowing, path: Path, eligible: Bits) -> list[str]:
    """The questions whose answers keep products out, in path order: by what they demand, because a demand refers to
    them, or through a rule that reads them. What the author marked `must` is never given up.
    """
    keep: set[str] = set()
    for demand in narrowing.demands(path):
        if demand.fit and (eligible & ~demand.fit.passes).any():
            keep |= {demand.id} | demand.refs
    for rule in narrowing.release.questionnaire.rules:
        if rule.id in keep and rule.when is not None:
            keep |= names(rule.when) | rule.when.refs
    return [question.id for question, _ in path.asked if question.id in keep and not question.must]


def _given_up(narrowing: Narrowing, answers: Answers, questions: tuple[str, ...], kept: set[str]) -> Relaxation:
    """What the full replay finds without some answers: nothing, if that takes one to be kept off the path."""
    known = narrowing.release.questions
    changes = {id: Skipped() if known[id].skippable else None for id in questions}
    left = {id: changes.get(id, answer) for id, answer in answers.items()}
    after = narrowing.path({id: answer for id, answer in left.items() if answer is not None})
    if not kept <= set(after.answers):
        return Relaxation(changes, 0)
    return Relaxation(changes, narrowing.count(after, "")[1])
