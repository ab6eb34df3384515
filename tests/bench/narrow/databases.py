"""DuckDB, PostgreSQL and SQLite: a column for each question's set of choices and one for each choice, with indexes."""

from __future__ import annotations

import io
import sqlite3
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import psycopg

from tests.bench.narrow.step import BEST, Answer, Answers, Result, counts_of_choices, counts_of_codes, passing
from tests.bench.narrow.world import World

FEW = 24
"""Sets of choices that are named in a query one by one; above, the columns of the choices are joined."""


def names(world: World, place: int) -> list[str]:
    """The columns of a question's choices."""
    return [f"f{place}_{choice}" for choice in range(len(world.questions[place].choices))]


def test_of(world: World, place: int, answer: Answer, flag: str = "{}") -> str:
    """The answer as SQL; `flag` is how a choice's column is asked."""
    if world.codes[place] is None:
        low, high = map(float, answer)
        return f"(price BETWEEN {low!r} AND {high!r} OR price IS NULL)"
    join = " AND " if world.questions[place].mode == "all" else " OR "
    return "(" + join.join(flag.format(f"f{place}_{choice}") for choice in answer) + ")"


def where(tests: list[str]) -> str:
    return " WHERE " + " AND ".join(tests) if tests else ""


def code_test(world: World, place: int, answer: Answer) -> str:
    """The answer by the question's code column where few codes pass, else by its choices."""
    if world.codes[place] is not None:
        codes = np.flatnonzero(passing(world, place, answer))
        if len(codes) <= FEW:
            return f"q{place} IN ({', '.join(map(str, codes))})"
    return test_of(world, place, answer)


class _Grouped:
    """GROUPING SETS over the code columns of what is open, a GROUP BY for each answer lifted, an ordered query."""

    world: World

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        tests = {place: code_test(world, place, answer) for place, answer in answers.items()}
        whole = where(list(tests.values()))
        lifted = {place: np.zeros(len(world.tables[place]), np.int64) for place in world.chosen}  # type: ignore[arg-type]
        open_ = [place for place in world.chosen if place not in answers]
        columns = [f"q{place}" for place in open_]
        sets = ", ".join(f"({column})" for column in [*columns, ""])
        remaining = 0
        for *codes, count in self._rows(
            f"SELECT {''.join(f'{column}, ' for column in columns)}count(*) FROM t{whole} GROUP BY GROUPING SETS ({sets})"
        ):
            place = next((place for place, code in zip(open_, codes, strict=True) if code is not None), None)
            if place is None:
                remaining = count
            else:
                lifted[place][next(code for code in codes if code is not None)] = count
        for place in answers:
            if place in lifted:
                others = where([test for other, test in tests.items() if other != place])
                for code, count in self._rows(f"SELECT q{place}, count(*) FROM t{others} GROUP BY q{place}"):
                    lifted[place][code] = count
        best = self._rows(f"SELECT id FROM t{whole} ORDER BY s{taste} DESC, id LIMIT {BEST}")
        return Result(remaining, counts_of_codes(world, answers, lifted), tuple(row[0] for row in best))


class DuckDb(_Grouped):
    """Rows stand by falling popularity, so that zone maps serve the order; one thread."""

    threads = 1
    bytes = 0

    def __init__(self, world: World) -> None:
        self.world = world
        self.db = duckdb.connect(":memory:")
        if self.threads:
            self.db.execute(f"SET threads = {self.threads}")
        self.db.execute("SET enable_progress_bar = false")
        columns: dict[str, Any] = {"id": world.ids}
        columns |= {f"s{taste}": scores for taste, scores in enumerate(world.scores)}
        for place in world.chosen:
            codes, table = world.codes[place], world.tables[place]
            assert codes is not None and table is not None
            columns[f"q{place}"] = codes.astype(np.uint8) if len(table) < 256 else codes
            if len(table) > FEW:
                columns |= dict(zip(names(world, place), world.flags(place), strict=True))
        frame = pd.DataFrame({"price": world.ranged, **columns})
        self.db.register("frame", frame)
        columns_sql = ", ".join(f'"{column}"' for column in columns)
        self.db.execute(
            f"CREATE TABLE t AS SELECT CASE WHEN isnan(price) THEN NULL ELSE price END AS price, {columns_sql} FROM frame"
        )
        self.db.unregister("frame")

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.db.execute(query).fetchall()

    def close(self) -> None:
        self.db.close()


class DuckDbThreads(DuckDb):
    """The same with as many threads as DuckDB likes."""

    threads = 0


class Postgres(_Grouped):
    """Indexes on every code column, on the price and on each taste's order; analysed, all in shared buffers."""

    bytes = 0

    def __init__(self, world: World, url: str) -> None:
        self.world = world
        self.db = psycopg.connect(url, autocommit=True)
        wide = {
            place: names(world, place)
            for place in world.chosen
            if len(world.tables[place]) > FEW  # type: ignore[arg-type]
        }
        flags = {place: world.flags(place) for place in wide}
        codes = {f"q{place}": world.codes[place] for place in world.chosen}
        scores = {f"s{taste}": scores for taste, scores in enumerate(world.scores)}
        types = [
            "id bigint",
            "price float8",
            *(f"{name} float8" for name in scores),
            *(f"{name} smallint" for name in codes),
        ]
        types += [f"{name} boolean" for some in wide.values() for name in some]
        self.db.execute("DROP TABLE IF EXISTS t")
        self.db.execute(f"CREATE UNLOGGED TABLE t ({', '.join(types)})")
        frame = pd.DataFrame({"id": world.ids, "price": world.ranged, **scores, **codes})
        for place, some in wide.items():
            for name, values in zip(some, flags[place], strict=True):
                frame[name] = values.astype(np.int8)
        text = io.StringIO()
        frame.to_csv(text, header=False, index=False)
        with self.db.cursor().copy("COPY t FROM STDIN (FORMAT csv)") as copy:
            copy.write(text.getvalue())
        for name in codes:
            self.db.execute(f"CREATE INDEX ON t ({name})")
        self.db.execute("CREATE INDEX ON t (price)")
        for name in scores:
            self.db.execute(f"CREATE INDEX ON t ({name} DESC, id)")
        self.db.execute("VACUUM (ANALYZE) t")
        self.db.execute("SET jit = off")
        self.db.execute("SET work_mem = '256MB'")
        self.cursor = self.db.cursor(binary=True)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.cursor.execute(query, prepare=True).fetchall()  # type: ignore[arg-type]

    def close(self) -> None:
        self.db.execute("DROP TABLE t")
        self.db.close()


class Sqlite:
    """In memory; a flag a choice, summed in one pass a mask; indexes on the codes and on each taste's order; analysed."""

    bytes = 0

    def __init__(self, world: World) -> None:
        self.world = world
        self.db = sqlite3.connect(":memory:", cached_statements=4096)
        self.db.execute("PRAGMA cache_size = -2000000")
        flags = {name: row for p in world.chosen for name, row in zip(names(world, p), world.flags(p), strict=True)}
        codes = {f"q{place}": world.codes[place] for place in world.chosen}
        scores = {f"s{taste}": scores for taste, scores in enumerate(world.scores)}
        columns: dict[str, Any] = {"id": world.ids, "price": world.ranged, **codes, **flags, **scores}
        self.db.execute(f"CREATE TABLE t ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        for first in range(0, world.rows, 50_000):
            part = [values[first : first + 50_000] for values in columns.values()]
            lists = [some.astype(np.int8).tolist() if some.dtype == np.bool_ else some.tolist() for some in part]
            lists[1] = [None if price != price else price for price in lists[1]]
            self.db.executemany(f"INSERT INTO t VALUES ({marks})", zip(*lists, strict=True))
        for name in codes:
            self.db.execute(f"CREATE INDEX i_{name} ON t ({name})")
        self.db.execute("CREATE INDEX i_price ON t (price)")
        for name in scores:
            self.db.execute(f"CREATE INDEX i_{name} ON t ({name} DESC, id)")
        self.db.execute("ANALYZE")

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        tests = {place: code_test(world, place, answer) for place, answer in answers.items()}
        whole = where(list(tests.values()))
        asked = [p for p in world.chosen if not (p in answers and world.questions[p].mode == "single")]
        sums = "".join(f", total({name})" for place in asked for name in names(world, place))
        remaining, *numbers = self.db.execute(f"SELECT count(*){sums} FROM t{whole}").fetchone()
        left, lifted = {}, {}
        for place in asked:
            size = len(world.questions[place].choices)
            left[place], numbers = numbers[:size], numbers[size:]
        for place in answers:
            if world.questions[place].mode in ("single", "any"):
                others = where([test for other, test in tests.items() if other != place])
                sums = ", ".join(f"total({name})" for name in names(world, place))
                lifted[place] = self.db.execute(f"SELECT {sums} FROM t{others}").fetchone()
        counts = counts_of_choices(world, answers, remaining, left, lifted)
        best = self.db.execute(f"SELECT id FROM t{whole} ORDER BY s{taste} DESC, id LIMIT {BEST}").fetchall()
        return Result(remaining, counts, tuple(row[0] for row in best))

    def close(self) -> None:
        self.db.close()
