"""pandas and Polars, every choice evaluated beforehand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

from tests.bench.narrow.step import BEST, Answer, Answers, Result, counts_of_choices, counts_of_codes, passing
from tests.bench.narrow.world import World


class Pandas:
    """One code column a question, as categories; counts by `value_counts`, the best by `nlargest`."""

    def __init__(self, world: World) -> None:
        self.world = world
        columns = {f"q{place}": world.codes[place] for place in world.chosen}
        columns |= {f"s{taste}": scores for taste, scores in enumerate(world.scores)}
        self.frame = pd.DataFrame({"id": world.ids, "price": world.ranged, **columns}, copy=True)
        self.bytes = int(self.frame.memory_usage().sum())

    def _mask(self, place: int, answer: Answer) -> np.ndarray:
        if self.world.codes[place] is None:
            price = self.frame["price"]
            return (price.between(*answer) | price.isna()).to_numpy()
        return passing(self.world, place, answer)[self.frame[f"q{place}"].to_numpy()]

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        masks = {place: self._mask(place, answer) for place, answer in answers.items()}
        whole = np.ones(world.rows, np.bool_)
        for mask in masks.values():
            whole &= mask
        left = self.frame[whole] if masks else self.frame
        lifted = {}
        for place in world.chosen:
            rows = left[f"q{place}"]
            if place in masks:
                others = np.ones(world.rows, np.bool_)
                for other, mask in masks.items():
                    if other != place:
                        others &= mask
                rows = self.frame.loc[others, f"q{place}"]
            table = world.tables[place]
            assert table is not None
            lifted[place] = rows.value_counts().reindex(range(len(table)), fill_value=0).to_numpy()
        score = f"s{taste}"
        near = left[[score, "id"]].nlargest(BEST, score, keep="all")
        best = near.sort_values([score, "id"], ascending=[False, True]).head(BEST)["id"]
        return Result(len(left), counts_of_codes(world, answers, lifted), tuple(best.tolist()))


class PolarsFlags:
    """A Boolean column a choice, bit-packed, joined eagerly; counts are sums of what is joined."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.flags = {place: [pl.Series(flags) for flags in world.flags(place)] for place in world.chosen}
        self.price = pl.Series(world.ranged, nan_to_null=True)
        self.unknown = self.price.is_null()
        self.scores = [pl.Series(scores) for scores in world.scores]
        self.ids = pl.Series(world.ids)
        self.bytes = sum(series.estimated_size() for some in self.flags.values() for series in some)

    def _mask(self, place: int, answer: Answer) -> pl.Series:
        if place not in self.flags:
            return self.price.is_between(*answer).fill_null(True)
        picked = [self.flags[place][int(choice)] for choice in answer]
        mask = picked[0]
        for flag in picked[1:]:
            mask = mask & flag if self.world.questions[place].mode == "all" else mask | flag
        return mask

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        masks = {place: self._mask(place, answer) for place, answer in answers.items()}
        whole = _joined(list(masks.values()))
        remaining = world.rows if whole is None else int(whole.sum())
        left, lifted = {}, {}
        for place, flags in self.flags.items():
            mode = world.questions[place].mode
            if not (place in answers and mode == "single"):
                left[place] = [int((flag if whole is None else flag & whole).sum()) for flag in flags]
            if place in answers and mode != "all":
                others = _joined([mask for other, mask in masks.items() if other != place])
                lifted[place] = [int((flag if others is None else flag & others).sum()) for flag in flags]
        counts = counts_of_choices(world, answers, remaining, left, lifted)
        scores, ids = self.scores[taste], self.ids
        if whole is not None:
            scores, ids = scores.filter(whole), ids.filter(whole)
        if remaining > BEST:
            near = scores >= scores.top_k(BEST).min()
            scores, ids = scores.filter(near), ids.filter(near)
        best = pl.DataFrame({"score": scores, "id": ids}).sort("score", "id", descending=[True, False]).head(BEST)
        return Result(remaining, counts, tuple(best["id"].to_list()))


def _joined(masks: list[pl.Series]) -> pl.Series | None:
    """All of the masks; None if there are none."""
    found = None
    for mask in masks:
        found = mask if found is None else found & mask
    return found


class PolarsLazy:
    """Code columns in one lazy query a step: groups by code in what is left and without each answer, run together."""

    def __init__(self, world: World) -> None:
        self.world = world
        columns = {f"q{place}": pl.Series(world.codes[place]) for place in world.chosen}
        columns |= {f"s{taste}": pl.Series(scores) for taste, scores in enumerate(world.scores)}
        price = pl.Series(world.ranged, nan_to_null=True)
        self.frame = pl.DataFrame({"id": world.ids, "price": price, **columns})
        self.bytes = int(self.frame.estimated_size())

    def _test(self, place: int, answer: Answer) -> pl.Expr:
        if self.world.codes[place] is None:
            return pl.col("price").is_between(*answer).fill_null(True)
        codes = np.flatnonzero(passing(self.world, place, answer)).astype(np.uint16)
        return pl.col(f"q{place}").is_in(pl.Series(codes).implode())

    def step(self, answers: Answers, taste: int) -> Result:
        world, frame, score = self.world, self.frame.lazy(), f"s{taste}"
        tests = {place: self._test(place, answer) for place, answer in answers.items()}
        left = frame.filter(*tests.values())
        queries = []
        for place in world.chosen:
            rows = left
            if place in tests:
                rows = frame.filter(*(test for other, test in tests.items() if other != place))
            queries.append(rows.group_by(f"q{place}").len())
        queries.append(left.select(pl.len()))
        queries.append(left.sort([score, "id"], descending=[True, False]).head(BEST).select("id"))
        *groups, count, best = pl.collect_all(queries)
        lifted = {}
        for place, group in zip(world.chosen, groups, strict=True):
            table = world.tables[place]
            assert table is not None
            lifted[place] = np.zeros(len(table), np.int64)
            lifted[place][group[f"q{place}"].to_numpy()] = group["len"].to_numpy()
        return Result(int(count.item()), counts_of_codes(world, answers, lifted), tuple(best["id"].to_list()))
