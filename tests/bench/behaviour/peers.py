"""The same prefixes through `implicit` and `wsknn`, if they are installed."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import Log
from tests.bench.behaviour.logs import Trial
from tests.bench.behaviour.quality import TOP, Scorer

DECAY = 0.65
"""The weight of each step back in a session, the same as ours."""

NEIGHBOURS = 500
SLIPS = 0.05
"""Up to this share of steps to the same item, an item seen twice in a row is a reload."""

WSKNN_TESTS = 1_000
"""wsknn takes tens of milliseconds a prefix: it sees a fixed sample of them."""


def repeats(log: Log) -> bool:
    """Whether the log shows items twice in a row, beyond slips; where it does not, peers gain by leaving out the last."""
    within = np.ones(len(log.items) - 1, np.bool_)
    within[log.offsets[1:-1] - 1] = False
    return bool(np.mean((log.items[1:] == log.items[:-1])[within]) > SLIPS)


def implicit_scorers(log: Log, items: int) -> Iterator[tuple[str, Scorer]]:
    """Item-item models over sessions as users; a prefix scores by the similar items of what it holds."""
    if importlib.util.find_spec("implicit") is None:
        return
    warnings.simplefilter("ignore")  # it warns of converting its own matrix
    from implicit.nearest_neighbours import CosineRecommender, TFIDFRecommender
    from scipy.sparse import csr_matrix

    sessions = np.repeat(np.arange(len(log)), np.diff(log.offsets))
    matrix = csr_matrix((np.ones(len(sessions)), (sessions, log.items)), shape=(len(log), items))
    for name, recommender in (("cosine", CosineRecommender(K=NEIGHBOURS)), ("TFIDF", TFIDFRecommender(K=NEIGHBOURS))):
        recommender.fit(matrix, show_progress=False)
        yield f"implicit {name}", _similar(recommender.similarity, 0.0 if repeats(log) else -np.inf)


def _similar(similarity: Any, last: float) -> Scorer:
    similarity = similarity.tocsr()

    def score(prefix: tuple[int, ...], rows: NDArray[np.int64]) -> NDArray[np.float64]:
        newest = list(dict.fromkeys(reversed(prefix)))
        total = np.zeros(similarity.shape[0])
        for place, item in enumerate(newest):
            start, stop = similarity.indptr[item], similarity.indptr[item + 1]
            total[similarity.indices[start:stop]] += DECAY**place * similarity.data[start:stop]
        total[prefix[-1]] += last
        return total[rows]

    return score


def wsknn_ranks(trial: Trial) -> NDArray[np.int64] | None:
    """Ranks by wsknn on the first `WSKNN_TESTS` of a fixed shuffle; None where it is not installed."""
    if importlib.util.find_spec("wsknn") is None:
        return None
    from wsknn import fit
    from wsknn.model.wsknn import WSKNN

    log = trial.log
    sessions: dict[int, list[Any]] = {}
    held: dict[int, list[Any]] = {}
    for number, part in enumerate(np.split(log.items, log.offsets[1:-1])):
        day = float(log.ends[number])
        sessions[number] = [part.tolist(), [day * 86_400 + second for second in range(len(part))]]
        for item in set(part.tolist()):
            entry = held.setdefault(item, [[], []])
            entry[0].append(number)
            entry[1].append(day * 86_400)
    model: WSKNN = fit(sessions, held, number_of_recommendations=TOP + 1, number_of_neighbors=NEIGHBOURS, sampling_strategy="recent",
                       sample_size=1_000, weighting_func="linear", ranking_strategy="linear", return_events_from_session=True,
                       recommend_any=False)  # fmt: skip
    drawn = np.random.default_rng(3).permutation(len(trial.tests))[:WSKNN_TESTS]
    found = np.full(len(drawn), TOP)
    again = repeats(log)
    for number, place in enumerate(drawn):
        prefix, target = trial.tests[place]
        listed = model.recommend([list(prefix), [float(step) for step in range(len(prefix))]])
        ranked = [int(item) for item, _ in listed if again or int(item) != prefix[-1]]
        if target in ranked[:TOP]:
            found[number] = ranked.index(target)
    return found
