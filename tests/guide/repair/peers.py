"""The two algorithms that the field uses for one conflict and one repair at a time, as oracles and as peers to time.

Both only ask whether some answers can be met together. Junker, QuickXPlain: preferred explanations and relaxations for
over-constrained problems, 2004. Felfernig, Schubert and Zehentner, An efficient diagnosis algorithm for inconsistent
constraint sets (FastDiag), 2012.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Answers = Sequence[int]
Consistent = Callable[[Answers], bool]
"""Whether some product meets all of these answers."""


def quickxplain(answers: Answers, consistent: Consistent) -> list[int]:
    """A minimal conflict of some answers; none if they can be met together, or if not even no answer can."""
    if consistent(answers) or not consistent(()):
        return []
    return _explain((), False, answers, consistent)


def _explain(background: Answers, changed: bool, answers: Answers, consistent: Consistent) -> list[int]:
    if changed and not consistent(background):
        return []
    if len(answers) == 1:
        return list(answers)
    first, second = answers[: len(answers) // 2], answers[len(answers) // 2 :]
    of_second = _explain((*background, *first), bool(first), second, consistent)
    of_first = _explain((*background, *of_second), bool(of_second), first, consistent)
    return [*of_first, *of_second]


def fastdiag(answers: Answers, consistent: Consistent) -> list[int]:
    """A minimal set of answers without which the others can be met; none if nothing has to go, or nothing helps."""
    if consistent(answers) or not consistent(()):
        return []
    return _diagnose(False, answers, answers, consistent)


def _diagnose(removed: bool, suspects: Answers, left: Answers, consistent: Consistent) -> list[int]:
    if removed and consistent(left):
        return []
    if len(suspects) == 1:
        return list(suspects)
    first, second = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
    of_second = _diagnose(bool(first), second, _less(left, first), consistent)
    of_first = _diagnose(bool(of_second), first, _less(left, of_second), consistent)
    return [*of_first, *of_second]


def _less(answers: Answers, gone: Answers) -> Answers:
    return tuple(answer for answer in answers if answer not in gone)
