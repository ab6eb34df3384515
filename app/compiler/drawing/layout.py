"""Where things stand: layers by longest paths, ordered by barycentres, each box as near to its neighbours as it can be.

After Sugiyama, Tagawa and Toda (Methods for visual understanding of hierarchical system structures, 1981). Every edge
passes through a cell of each layer between its ends, and its label is the first of these, so that no two overlap.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float]
"""Width and height."""
Key = Hashable
GAP = 28.0
"""Between neighbours in a layer."""
RISE = 26.0
"""Between layers."""
SWEEPS = 12
ALIGNMENTS = 80
STRAIGHT = 8


@dataclass(frozen=True)
class Layout:
    """The centre of each node; of each edge, from its start on, the x of each of its cells with the top and the bottom
    of the cell's layer; and the size of the whole."""

    nodes: Mapping[str, tuple[float, float]]
    ways: Mapping[tuple[str, str], tuple[tuple[float, float, float], ...]]
    width: float
    height: float


def lay_out(boxes: Mapping[str, Box], labels: Mapping[tuple[str, str], Box]) -> Layout:
    """Places nodes of these sizes, joined by edges with labels of these sizes; edges that lead back go upwards."""
    back = _leading_back(boxes, labels)
    onward = [((to, start) if (start, to) in back else (start, to), (start, to)) for start, to in labels]
    rank = _ranks(boxes, [ends for ends, _ in onward])
    cells: dict[Key, Box] = {node: box for node, box in boxes.items()}  # noqa: C416
    layers: list[list[Key]] = [[] for _ in range(2 * max(rank.values(), default=0) + 1)]
    links: list[tuple[Key, Key]] = []
    chains: dict[tuple[str, str], list[Key]] = {}
    for node in boxes:
        layers[2 * rank[node]].append(node)
    for (upper, lower), edge in onward:
        chain: list[Key] = []
        for layer in range(2 * rank[upper] + 1, 2 * rank[lower]):
            cell = (edge, layer)
            cells[cell] = labels[edge] if not chain else (1.0, 0.0)
            layers[layer].append(cell)
            chain.append(cell)
        chains[edge] = chain
        path = [upper, *chain, lower]
        links.extend(pairwise(path))
    _order(layers, links)
    x = _across(layers, links, cells)
    tops = _down(layers, cells)
    left = min((x[cell] - cells[cell][0] / 2 for cell in cells), default=0.0)
    right = max((x[cell] + cells[cell][0] / 2 for cell in cells), default=0.0)
    spans = {cell: span for layer, span in zip(layers, tops, strict=True) for cell in layer}
    ways = {edge: tuple((x[cell] - left, *spans[cell]) for cell in chain) for edge, chain in chains.items()}
    ways |= {edge: tuple((at, low, high) for at, high, low in reversed(ways[edge])) for edge in back}
    nodes = {node: (x[node] - left, sum(spans[node]) / 2) for node in boxes}
    return Layout(nodes, ways, right - left, tops[-1][1])


def _leading_back(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges that close a circle, found depth first in the order of the nodes."""
    targets: dict[str, list[str]] = {}
    for start, to in edges:
        targets.setdefault(start, []).append(to)
    open_, done, back = set[str](), set[str](), set[tuple[str, str]]()
    for root in nodes:
        stack = [(root, iter(targets.get(root, ())))] if root not in done else []
        open_.update(node for node, _ in stack)
        while stack:
            node, coming = stack[-1]
            to = next(coming, "")
            if not to:
                open_.discard(node)
                done.add(node)
                stack.pop()
            elif to in open_:
                back.add((node, to))
            elif to not in done:
                open_.add(to)
                stack.append((to, iter(targets.get(to, ()))))
    return back


def _ranks(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The length of the longest path that leads to each node."""
    edges = [edge for edge in edges if edge[0] != edge[1]]
    rank = dict.fromkeys(nodes, 0)
    changed = True
    while changed:
        changed = False
        for start, to in edges:
            if rank[to] <= rank[start]:
                rank[to] = rank[start] + 1
                changed = True
    return rank


def _neighbours(links: Iterable[tuple[Key, Key]]) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    above: dict[Key, list[Key]] = {}
    below: dict[Key, list[Key]] = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    return above, below


def _order(layers: list[list[Key]], links: Sequence[tuple[Key, Key]]) -> None:
    """Sorts each layer by the mean place of what it is joined to, downwards and upwards in turn; keeps the best."""
    above, below = _neighbours(links)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, below)
    for sweep in range(SWEEPS):
        joined = below if sweep % 2 else above
        for layer in reversed(layers) if sweep % 2 else layers:
            place = {cell: position for row in layers for position, cell in enumerate(row)}
            means = {
                cell: sum(place[other] for other in joined[cell]) / len(joined[cell]) if cell in joined else place[cell]
                for cell in layer
            }
            layer.sort(key=lambda cell, means=means: means[cell])  # type: ignore[misc]
        crossings = _crossings(layers, below)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    layers[:] = best


def _crossings(layers: list[list[Key]], below: Mapping[Key, list[Key]]) -> int:
    count = 0
    for upper, lower in pairwise(layers):
        place = {cell: position for position, cell in enumerate(lower)}
        ends = [place[other] for cell in upper for other in sorted(below.get(cell, ()), key=place.__getitem__)]
        count += sum(later < earlier for at, earlier in enumerate(ends) for later in ends[at + 1 :])
    return count


def _across(layers: list[list[Key]], links: Sequence[tuple[Key, Key]], cells: Mapping[Key, Box]) -> dict[Key, float]:
    """The x of each cell: as near as the order allows to the mean of its neighbours above and below in turn."""
    above, below = _neighbours(links)
    x: dict[Key, float] = {}
    for layer in layers:
        at = 0.0
        for cell in layer:
            x[cell] = at + cells[cell][0] / 2
            at += cells[cell][0] + GAP
    for sweep in range(ALIGNMENTS):
        for layer in reversed(layers) if sweep % 2 else layers:
            joined = {cell: [*above.get(cell, ()), *below.get(cell, ())] for cell in layer}
            wanted = [
                sum(x[other] for other in joined[cell]) / len(joined[cell]) if joined[cell] else x[cell]
                for cell in layer
            ]
            x.update(zip(layer, spread(wanted, [cells[cell][0] for cell in layer]), strict=True))
    return x


def _wanted(cell: Key, joined: Sequence[Key], x: Mapping[Key, float]) -> float:
    """The mean of what a cell is joined to; an edge wants to go straight more than a node wants to be in the middle."""
    weights = [1 if isinstance(cell, str) or isinstance(other, str) else STRAIGHT for other in joined]
    return (
        sum(x[other] * weight for other, weight in zip(joined, weights, strict=True)) / sum(weights)
        if joined
        else x[cell]
    )


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The centres nearest to those wanted, by least squares, at which boxes in this order do not touch.

    Each block of boxes that push each other stands at the mean of what they want (pool adjacent violators).

    >>> spread([0, 0], [10, 10])
    [-19.0, 19.0]
    """
    offsets: list[float] = []
    at = 0.0
    for before, width in zip([0.0, *widths], widths, strict=False):
        at += (before + width) / 2 + GAP if offsets else 0.0
        offsets.append(at)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _down(layers: list[list[Key]], cells: Mapping[Key, Box]) -> list[tuple[float, float]]:
    """The top and the bottom of each layer."""
    spans, at = [], 0.0
    for layer in layers:
        height = max((cells[cell][1] for cell in layer), default=0.0)
        spans.append((at, at + height))
        at += height + RISE
    return spans
