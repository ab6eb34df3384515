"""All minimal repairs and conflicts, exactly.

Let F(p) be the set of answers that a product p fails. To give up the answers R lets p in exactly if F(p) is a subset
of R; so the minimal repairs are the inclusion-minimal F(p), and a repair brings the products whose F(p) lies in it. A
conflict is a set of answers that no product meets together: it hits every F(p), so that the minimal conflicts are the
minimal hitting sets of the minimal repairs (Reiter, A theory of diagnosis from first principles, 1987).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import Bits
from app.guide.repair.failing import Codes, codes_of, codes_of_few, least_failing

Counts = NDArray[np.int64]
"""By set of answers, shape (2 ** answers,)."""

MOST_OF_LATTICE = 13
"""Answers up to which every subset gets its count: 8,192 of them, within a tenth of a millisecond."""


@dataclass(frozen=True)
class Repairs:
    """All minimal repairs with the products that each brings, and all minimal conflicts; bit i stands for answer i.

    Repairs stand fewest answers first, then most products, then by number; conflicts fewest answers first, then by
    number. If something meets all answers there is one repair, the empty one, and no conflict.
    """

    sets: tuple[int, ...]
    counts: tuple[int, ...]
    conflicts: tuple[int, ...]


def all_repairs(base: Bits, fails: Sequence[Bits], rows: int) -> Repairs:
    """The repairs and conflicts of the products in `base`; `fails[i]` are those that fail answer i."""
    codes = codes_of(base, fails, rows)
    if len(fails) > MOST_OF_LATTICE:
        sets, counts = _of_codes(codes)
        return Repairs(sets, counts, tuple(minimal_hitting_sets(sets)))
    brings = _lattice(codes, len(fails))
    conflicts = _least(brings[::-1] == 0, len(fails))  # the complement of a set stands at its place from the end
    conflicts = conflicts[np.lexsort((conflicts, np.bitwise_count(conflicts)))]
    return Repairs(*_of_lattice(brings, len(fails)), tuple(conflicts.tolist()))


def repairs_alone(base: Bits, fails: Sequence[Bits], rows: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sets and the counts of `all_repairs`, without the conflicts: those can be as many as there are sets."""
    codes = codes_of(base, fails, rows)
    many = len(fails) > MOST_OF_LATTICE
    return _of_codes(codes) if many else _of_lattice(_lattice(codes, len(fails)), len(fails))


def cheapest_repairs(base: Bits, fails: Sequence[Bits], rows: int) -> tuple[tuple[int, int], ...]:
    """The repairs of the fewest answers, each with its products; most products first, then by number."""
    codes = codes_of_few(least_failing(base, fails), fails, rows)
    sets, counts = np.unique(codes, return_counts=True)
    return tuple(sorted(zip(sets.tolist(), counts.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0])))


def minimal(sets: Iterable[int]) -> list[int]:
    """The inclusion-minimal of some sets, fewest members first, then by number.

    >>> minimal([0b110, 0b010, 0b101])
    [2, 5]
    """
    kept: list[int] = []
    for found in sorted(set(sets), key=lambda found: (found.bit_count(), found)):
        if not any(found & other == other for other in kept):
            kept.append(found)
    return kept


def minimal_hitting_sets(sets: Iterable[int]) -> list[int]:
    """The inclusion-minimal sets that share a member with each of some sets: Berge's multiplication.

    One set after the other: what hits it stays, what does not is extended by each of its members, unless something
    that stays lies inside (Berge, Hypergraphs, 1989). Two of the extended never lie inside each other.

    >>> minimal_hitting_sets([0b011, 0b110])
    [2, 5]
    """
    hitting = [0]
    for wanted in minimal(sets):
        stay = [found for found in hitting if found & wanted]
        short = [found for found in hitting if not found & wanted]
        members = [1 << bit for bit in range(wanted.bit_length()) if wanted >> bit & 1]
        grown = [found | member for found in short for member in members]
        hitting = stay + [found for found in grown if not any(found & other == other for other in stay)]
    return sorted(hitting, key=lambda found: (found.bit_count(), found))


def one_hitting_set(sets: Sequence[int]) -> int:
    """A minimal hitting set, found by leaving out one member after the other; 0 if there is nothing to hit.

    Members of low number stay where there is a choice.

    >>> one_hitting_set([0b011, 0b110])
    2
    """
    hitting = 0
    for found in sets:
        hitting |= found
    for bit in reversed(range(hitting.bit_length())):
        less = hitting & ~(1 << bit)
        if all(found & less for found in sets):
            hitting = less
    return hitting


def _lattice(codes: Codes, answers: int) -> Counts:
    """How many products each set of answers lets in: subset sums, one answer at a time (Yates's algorithm)."""
    brings = np.bincount(codes, minlength=1 << answers)
    for bit in range(answers):
        halves = brings.reshape(-1, 2, 1 << bit)
        halves[:, 1] += halves[:, 0]
    return brings


def _of_lattice(brings: Counts, answers: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    repairs = _least(brings > 0, answers)
    sets = repairs[np.lexsort((repairs, -brings[repairs], np.bitwise_count(repairs)))]
    return tuple(sets.tolist()), tuple(brings[sets].tolist())


def _least(holds: NDArray[np.bool_], answers: int) -> NDArray[np.int64]:
    """The minimal sets for which something holds that holds for all their supersets too."""
    smaller = np.zeros(len(holds), np.bool_)
    for bit in range(answers):
        smaller.reshape(-1, 2, 1 << bit)[:, 1] |= holds.reshape(-1, 2, 1 << bit)[:, 0]
    return np.flatnonzero(holds & ~smaller)


def _of_codes(codes: Codes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """By the sets that products really fail."""
    every, products = np.unique(codes, return_counts=True)
    left, sets = every, list[int]()
    while len(left):
        sizes = np.bitwise_count(left)
        least = left[sizes == sizes.min()]
        left = left[sizes > sizes.min()]
        for repair in least:
            left = left[(left & repair) != repair]
        sets += least.tolist()
    brings = {repair: int(products[(every & ~every.dtype.type(repair)) == 0].sum()) for repair in sets}
    sets.sort(key=lambda repair: (repair.bit_count(), -brings[repair], repair))
    return tuple(sets), tuple(brings[repair] for repair in sets)
