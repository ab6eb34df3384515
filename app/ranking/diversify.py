"""The first ones unlike each other: maximal marginal relevance.

Carbonell and Goldstein, The use of MMR, diversity-based reranking for reordering documents and producing summaries,
SIGIR 1998. Here relevance is the score, and likeness is subtracted in score units, so that it is one more term.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.catalog.columns import Codes, Numbers
from app.ranking.grade import usual_reach

Floats = NDArray[np.float64]


def diversify(scores: Floats, likeness: Floats, weight: float, first: int) -> tuple[list[int], Floats]:
    """An order of places, and what each place loses: `-weight` × its greatest likeness to those put before it.

    `scores` has shape (n,), best first; `likeness` shape (n, n), each 0..1. The first `first` places are chosen one
    by one, each the greatest of score less loss, the earlier of equals; the others keep their order and lose nothing.
    """
    loss, nearest, left = np.zeros(len(scores)), np.zeros(len(scores)), list(range(len(scores)))
    order: list[int] = []
    while left and len(order) < first:
        marginal = scores[left] - weight * nearest[left]
        chosen = left.pop(int(np.argmax(marginal)))
        loss[chosen] = -weight * nearest[chosen]
        nearest = np.maximum(nearest, likeness[chosen])
        order.append(chosen)
    return [*order, *left], loss


def likeness(rows: NDArray[np.int64], attributes: Sequence[str], index: Index) -> Floats:
    """How alike some products are: the mean over attributes, of shape (len(rows), len(rows)), each 0..1.

    Numbers are alike by 1 less their distance in usual reaches of the catalog, texts if they are equal; what one of
    the two does not state is not alike.
    """
    parts = [part for attribute in attributes if (part := _alike(rows, attribute, index)) is not None]
    return np.mean(parts, axis=0) if parts else np.zeros((len(rows), len(rows)))


def _alike(rows: NDArray[np.int64], attribute: str, index: Index) -> Floats | None:
    match index.products.column(attribute):
        case Numbers() as numbers:
            here = numbers.table[numbers.codes[rows]]
            apart = np.abs(here[:, None] - here[None, :]) / reach_of(numbers)
            return np.asarray(np.nan_to_num(np.maximum(0.0, 1.0 - apart)))
        case Codes(codes, vocabulary):
            same = codes[rows]
            return np.asarray((same[:, None] == same[None, :]) & (same < len(vocabulary))[:, None], np.float64)
    return None


def reach_of(numbers: Numbers) -> float:
    """The usual reach of what the catalog's products state."""
    values = numbers.values
    return usual_reach(values[~np.isnan(values)])
