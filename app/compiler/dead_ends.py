"""The shortest ways to no product: a search by the number of answers given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import islice

from app.compiler import witness
from app.compiler.classes import Classes
from app.compiler.coverage import DeadEnd, Said
from app.compiler.flow import Flow, Move
from app.compiler.reach import Through, Ways

SHOWN = 20
"""How many dead ends are kept as examples."""
SHOWN_UNSPARED = 3
"""How many of those that the shopper is not spared."""
MOST_TRIES = 100_000
"""Moves that are tried before the search stops with what it has."""

Masks = frozenset[int]


@dataclass
class _Place:
    """A state reached through some masks, and how: the places before it, each with what was given there if anything
    was."""

    state: int
    masks: Masks
    before: list[tuple[_Place, Said | None]] = field(default_factory=list)

    def trails(self) -> Iterator[tuple[Said, ...]]:
        """What was given on each way here."""
        if not self.before:
            yield ()
        for place, said in self.before:
            for trail in place.trails():
                yield trail if said is None else (*trail, said)


def dead_ends(flow: Flow, classes: Classes, ways: Ways, most: int = SHOWN) -> tuple[tuple[DeadEnd, ...], bool]:
    """Dead ends from which results would be reached, fewest answers first: the first `most`, and of those that the
    shopper is not spared the first few. One that only adds answers to another is left out.

    Two ways to the same state through the same masks are one place, reached by the fewer answers; what is skipped or
    read costs nothing. Also says whether the search gave up after `MOST_TRIES`: then shorter ones may be missing.
    """
    if not len(classes):
        return ((DeadEnd((), spared=False),) if ways.results[0] else ()), False
    search = _Search(flow, classes, ways, most)
    return search.run(), search.tries > MOST_TRIES


class _Search:
    def __init__(self, flow: Flow, classes: Classes, ways: Ways, most: int) -> None:
        self.flow, self.ways, self.most = flow, ways, most
        self.left = Left(classes)
        self.seen: set[tuple[int, Masks]] = set()
        self.tries = 0
        self.spared: dict[tuple[Said, ...], DeadEnd] = {}
        self.unspared: dict[tuple[Said, ...], DeadEnd] = {}
        self.can_befall = any(move.masks and not move.spared for moves in flow.moves for move in moves)

    def run(self) -> tuple[DeadEnd, ...]:
        level = {(0, Masks()): _Place(0, Masks())}
        while level and not self.is_enough:
            level = self.expanded(level)
        found = [*self.spared.values(), *self.unspared.values()]
        return tuple(sorted(found, key=lambda end: len(end.answers)))

    @property
    def is_enough(self) -> bool:
        befallen = len(self.unspared) >= SHOWN_UNSPARED or not self.can_befall
        return self.tries > MOST_TRIES or (len(self.spared) + len(self.unspared) >= self.most and befallen)

    def expanded(self, level: dict[tuple[int, Masks], _Place]) -> dict[tuple[int, Masks], _Place]:
        """The places one answer further; what is reached with nothing given belongs to the level itself.

        States are numbered so that moves lead to higher ones: taken in that order, a place is complete when it comes.
        """
        later: dict[tuple[int, Masks], _Place] = {}
        waiting = [(place.state, turn, place) for turn, place in enumerate(level.values())]
        heapify(waiting)
        turn = len(waiting)
        while waiting and not self.is_enough:
            state, _, place = heappop(waiting)
            self.seen.add((state, place.masks))
            for move in self.flow.moves[state]:
                if not self.ways.results[move.to]:
                    continue
                self.tries += 1
                masks = place.masks | move.masks
                said = (self.flow.at[state], move.option.said) if move.option and move.given else None
                if masks != place.masks and self.left.nothing(masks):
                    self.note(place, said, move)
                    continue
                key = (move.to, masks)
                if key in self.seen:
                    continue
                there = level if said is None else later
                if key not in there:
                    there[key] = _Place(*key)
                    if said is None:
                        turn += 1
                        heappush(waiting, (move.to, turn, there[key]))
                there[key].before.append((place, said))
        return {key: place for key, place in later.items() if key not in self.seen}

    def note(self, place: _Place, said: Said | None, move: Move) -> None:
        """Keep the dead ends that this move makes, unless shorter ones are part of them, or enough are kept."""
        kept, room = (self.spared, self.most) if move.spared else (self.unspared, max(self.most, SHOWN_UNSPARED))
        for trail in islice(place.trails(), self.most):
            answers = trail if said is None else (*trail, said)
            if len(kept) >= room:
                return
            known = (*self.spared, *self.unspared)
            if not any(len(one) < len(answers) and set(one) <= set(answers) for one in known):
                kept.setdefault(answers, DeadEnd(answers, move.spared))


class Left:
    """Whether masks leave anything together, mostly seen by a few witnesses."""

    def __init__(self, classes: Classes) -> None:
        self._through = Through(classes)
        picked = witness.pick(classes.masks, classes)
        self._witnesses = [int.from_bytes(one.astype("<u8").tobytes(), "little") for one in picked]
        self._all_bear = len(classes) <= witness.MOST
        self._known: dict[Masks, bool] = {}

    def nothing(self, masks: Masks) -> bool:
        """Whether no class is kept by all of the masks."""
        if masks not in self._known:
            left = -1
            for mask in masks:
                left &= self._witnesses[mask]
            self._known[masks] = not left and (self._all_bear or not self._through.fresh(masks).any())
        return self._known[masks]
