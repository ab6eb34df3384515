"""Every smallest set of answers to give up so that something fits, exactly, with what the others demand in force.

Only answers that keep some product out are given up: a way around a question that keeps everything out would only come
back to it. To give an answer up is to skip its question, so that the answers after it keep their effect; where it may
not be skipped, to withdraw it (docs/decisions/0005).

An answer *steers* if giving it up can change more than its own demand: the path, a rule, another demand. Sets of
steering answers are tried by replay; on the path that each leads to, the sets of the others follow from the bitmaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, islice

from app.catalog.bitset import Bits
from app.conditions.model import names
from app.guide.narrow import Narrowing
from app.guide.repair.failing import MOST_ANSWERS
from app.guide.repair.minimal import cheapest_repairs, repairs_alone
from app.questionnaire import Answer, Answers, Path, Picked, Skipped

MOST_REPLAYS = 4096
"""Sets of steering answers that are tried: all of those of 12 answers, each a fraction of a millisecond."""

Sets = dict[frozenset[str], int]
"""Sets of questions, and the products that each brings; variants of one product are counted apart."""


def given_up_sets(narrowing: Narrowing, answers: Answers, movable: Sequence[str], fixed: Set[str]) -> Sets:
    """The inclusion-minimal sets of `movable` answers whose giving up lets something in.

    The other movable answers, and those in `fixed`, must still be on the path then. Fewest answers first, then most
    products, then in path order.
    """
    path = narrowing.path(answers)
    steers = [id for id in movable if does_steer(narrowing, path, id)]
    plain = [id for id in movable if id not in steers]
    found: Sets = {}
    for given in islice(_by_size(steers), MOST_REPLAYS):
        if any(known <= set(given) for known in found):
            continue
        after = path if not given else narrowing.path(without(narrowing, answers, given))
        lost = set(movable) - set(given) - after.answers.keys()  # off the path now: to be given up as well
        if lost <= set(plain) and stays_on(after, fixed):
            for more, brings in _on_path(narrowing, after, plain).items():
                found[frozenset(given) | more | lost] = brings
    least = [one for one in found if not any(other < one for other in found)]
    places = {id: place for place, id in enumerate(movable)}
    order = sorted(least, key=lambda one: (len(one), -found[one], sorted(places[id] for id in one)))
    return {one: found[one] for one in order}


def cheapest_sets(narrowing: Narrowing, path: Path, movable: Sequence[str]) -> Sets:
    """Those of `given_up_sets` with the fewest answers, where none of them steers; most products first."""
    base, fails = _failed(narrowing, path, movable)
    return _named(list(fails), cheapest_repairs(base, list(fails.values()), narrowing.release.index.rows))


def movable_answers(narrowing: Narrowing, path: Path) -> list[str]:
    """The questions whose answers keep products out, in path order: by what they demand, because a demand refers to
    them, or through a rule that reads them. What the author marked `must` is never given up.
    """
    return [id for id in _keeping_out(narrowing, path) if not narrowing.release.questions[id].must][:MOST_ANSWERS]


def binding_answers(narrowing: Narrowing, path: Path) -> list[str]:
    """The questions marked `must` whose answers keep products out, in path order."""
    return [id for id in _keeping_out(narrowing, path) if narrowing.release.questions[id].must]


def without(narrowing: Narrowing, answers: Answers, questions: Sequence[str]) -> Answers:
    """The answers with some given up."""
    return with_changes(answers, {id: giving_up(narrowing, id) for id in questions})


def with_changes(answers: Answers, changes: Mapping[str, Answer | None]) -> Answers:
    """The answers after a PATCH, in the order first given."""
    left = {**answers, **changes}
    return {id: answer for id, answer in left.items() if answer is not None}


def giving_up(narrowing: Narrowing, question: str) -> Answer | None:
    """What is sent to give an answer up: a skip, or None to withdraw it."""
    return Skipped() if narrowing.release.questions[question].skippable else None


def stays_on(path: Path, questions: Set[str]) -> bool:
    """Whether some questions are still answered on a path."""
    return questions <= path.answers.keys()


def does_steer(narrowing: Narrowing, path: Path, id: str) -> bool:
    """Whether another answer to this question could change more than the question's own demand."""
    release = narrowing.release
    question, answer = release.questions[id], path.answers[id]
    routed = isinstance(answer, Picked) and any(choice.next for choice in question.choices)
    routed = routed or (bool(narrowing.withheld) and id in release.steering)  # what is bought may be given
    return routed or not question.skippable or id in release.read


def _by_size(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(ids) + 1):
        yield from combinations(ids, size)


def _on_path(narrowing: Narrowing, path: Path, plain: Sequence[str]) -> Sets:
    """The minimal sets of answers that steer nothing, on one path."""
    base, fails = _failed(narrowing, path, plain)
    sets, counts = repairs_alone(base, list(fails.values()), narrowing.release.index.rows)
    return _named(list(fails), zip(sets, counts, strict=True))


def _failed(narrowing: Narrowing, path: Path, plain: Sequence[str]) -> tuple[Bits, dict[str, Bits]]:
    """The products that meet everything else, and those that fail each of these answers."""
    base, fails = narrowing.eligible(path), {}
    for demand in narrowing.demands(path):
        if demand.fit is not None and demand.id in plain:
            fails[demand.id] = ~demand.fit.passes
        elif demand.fit is not None:
            base = base & demand.fit.passes
    return base, {id: base & fail for id, fail in fails.items()}


def _named(ids: Sequence[str], found: Iterable[tuple[int, int]]) -> Sets:
    return {frozenset(id for bit, id in enumerate(ids) if one >> bit & 1): brings for one, brings in found}


def _keeping_out(narrowing: Narrowing, path: Path) -> list[str]:
    eligible = narrowing.eligible(path)
    keep: set[str] = set()
    for demand in narrowing.demands(path):
        if demand.fit and (eligible & ~demand.fit.passes).any():
            keep |= {demand.id} | demand.refs
    for rule in narrowing.release.questionnaire.rules:
        if rule.id in keep and rule.when is not None:
            keep |= names(rule.when) | rule.when.refs
    return [question.id for question, _ in path.asked if question.id in keep]
