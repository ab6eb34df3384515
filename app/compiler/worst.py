"""The most products that can be left at the end: the best path by branch and bound."""

from __future__ import annotations

from heapq import heappop, heappush

from app.compiler.classes import Classes
from app.compiler.coverage import Figure, exactly
from app.compiler.flow import Flow
from app.compiler.reach import Reach, Through

WORK = 20_000_000
"""Steps of the search, times classes, before it is content with bounds."""


def worst(flow: Flow, classes: Classes, reach: Reach) -> Figure:
    """The largest number of candidates at results; if the search is cut off, bounds, the lower one being reached.

    A state's bound is what it has and could still have at results, whichever way; the most promising goes first.
    """
    through = Through(classes)
    start = classes.everything & reach.still[0]
    queue = [(-classes.count(start), 0, 0, start)]
    seen: set[tuple[int, bytes]] = set()
    reached = steps = turn = 0
    while queue:
        bound, _, state, left = heappop(queue)
        if not flow.moves[state]:
            return exactly(-bound)
        if (state, left.tobytes()) in seen:
            continue
        seen.add((state, left.tobytes()))
        steps += 1
        if steps * len(classes) > WORK:
            return Figure(reached, reached, -bound)
        for to, masks in {(move.to, move.masks): None for move in flow.moves[state]}:
            then = left & through(masks) & reach.still[to]
            count = classes.count(then)
            if not flow.moves[to]:
                reached = max(reached, count)
            turn += 1
            heappush(queue, (-count, -turn, to, then))
    return exactly(0)
