"""Answers that no product fits together, two or three at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.compiler.classes import Classes
from app.compiler.coverage import Clash, Said
from app.compiler.flow import Flow
from app.compiler.reach import Through
from app.compiler.witness import choose

SHOWN = 20
"""How many clashes are kept as examples."""
AT_ONCE = 2**19
"""Words of sets that are gone through at once."""


@dataclass(frozen=True)
class Clashes:
    """How many pairs and triples there are, and the first of them, pairs first, in the order of the file."""

    pairs: int
    triples: int
    shown: tuple[Clash, ...]


@dataclass(frozen=True)
class _Atoms:
    """Answers that take something away but not everything: `bits` uint64 (answers, words), the classes left by each;
    `together` for each answer, as the bits of a number, those that can come before it on one path; `threes` the same
    for pairs, the pair (i, j) being bit i × answers + j."""

    said: list[Said]
    bits: NDArray[np.uint64]
    together: list[int]
    threes: list[int]


def clashes(flow: Flow, classes: Classes) -> Clashes:
    """Pairs of answers of which each alone leaves something and both nothing, and triples of which each pair leaves
    something. Only answers' own filters count: no rules, and none that refer to other answers."""
    atoms = _atoms(flow, classes)
    if len(atoms.said) < 2:
        return Clashes(0, 0, ())
    alive = np.array([(atoms.bits & bits).any(axis=1) for bits in atoms.bits])
    pairs = [
        (one, other)
        for other, before in enumerate(atoms.together)
        for one in _members(before)
        if not alive[one, other] and one != other
    ]
    triples = _triples(atoms, alive, classes)
    shown = [*sorted({tuple(sorted(pair)) for pair in pairs}), *sorted(triples)]
    return Clashes(
        len({frozenset(pair) for pair in pairs}),
        len(triples),
        tuple(Clash(tuple(atoms.said[place] for place in clash)) for clash in shown[:SHOWN]),
    )


def _atoms(flow: Flow, classes: Classes) -> _Atoms:
    through = Through(classes)
    order: dict[Said, int] = {}
    bits: list[Bits] = []
    for state, moves in enumerate(flow.moves):
        for move in moves:
            if move.option is None or not move.own or (flow.at[state], move.option.said) in order:
                continue
            kept = through(move.own)
            if kept.any():
                order[flow.at[state], move.option.said] = len(bits)
                bits.append(kept)
    size = len(bits)
    before, pairs = [0] * len(flow.at), [0] * len(flow.at)
    together, threes = [0] * size, [0] * size
    for state, moves in enumerate(flow.moves):
        for move in moves:
            place = None if move.option is None or not move.own else order.get((flow.at[state], move.option.said))
            met, twos = before[state], pairs[state]
            if place is not None:
                together[place] |= met
                threes[place] |= twos
                twos |= met << (place * size)
                met |= 1 << place
            before[move.to] |= met
            pairs[move.to] |= twos
    return _Atoms(list(order), np.array(bits, np.uint64).reshape(size, bitset.words(len(classes))), together, threes)


def _triples(atoms: _Atoms, alive: NDArray[np.bool_], classes: Classes) -> set[tuple[int, ...]]:
    """Pairs that leave something are first tried on a few witnesses, and only where none is left on all classes."""
    size = len(atoms.said)
    tried = choose(atoms.bits, classes)
    found: set[tuple[int, ...]] = set()
    for last in range(size):
        if not atoms.threes[last]:
            continue
        allowed = _square(atoms.threes[last], size)
        one, other = np.nonzero(allowed & alive & alive[last][:, None] & alive[last][None, :])
        for sets in (tried, atoms.bits):
            empty = _empty(sets, one, other, last)
            one, other = one[empty], other[empty]
        found |= {tuple(sorted((*pair, last))) for pair in zip(one.tolist(), other.tolist(), strict=True)}
    return found


def _empty(sets: NDArray[np.uint64], one: NDArray[np.int64], other: NDArray[np.int64], last: int) -> NDArray[np.bool_]:
    """For each pair, whether the two sets and the last have nothing in common."""
    found = np.zeros(len(one), np.bool_)
    for start in range(0, len(one), step := max(1, AT_ONCE // sets.shape[1])):
        part = slice(start, start + step)
        found[part] = ~(sets[one[part]] & sets[other[part]] & sets[last]).any(axis=1)
    return found


def _square(bits: int, size: int) -> NDArray[np.bool_]:
    """The pairs of a number's bits as a mask of shape (size, size)."""
    raw = np.frombuffer(bits.to_bytes(-(-size * size // 8), "little"), np.uint8)
    return np.unpackbits(raw, bitorder="little", count=size * size).view(np.bool_).reshape(size, size)


def _members(bits: int) -> list[int]:
    return [place for place, bit in enumerate(bin(bits)[:1:-1]) if bit == "1"]
