"""Which engines run, how each is started, and which of the issue's bars it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tests.bench.narrow.step import Engine
from tests.bench.narrow.world import World


@dataclass(frozen=True)
class Peer:
    """`place` is its module and class; `times`: we must be at least so many times as fast, None: it is reported.

    `most`: rows that it can hold in reasonable time and memory.
    """

    name: str
    place: str
    times: float | None
    most: int = 10**6


OURS = Peer("Salesclerk", "salesclerk:Salesclerk", None, 10**7)

PEERS = (
    Peer("numpy, packed bits", "packed:Packed", None, 10**7),
    Peer("numpy, boolean masks", "masks:Masks", None, 10**7),
    Peer("CRoaring", "roaring:Roaring", 1.0, 10**7),
    Peer("Polars, flags", "frames:PolarsFlags", 2.5, 10**7),
    Peer("Polars, lazy columns", "frames:PolarsLazy", 2.5),
    Peer("tantivy", "tantivy_index:Tantivy", 8.0),
    Peer("itemsjs", "node_peers:ItemsJs", 10.0, 10**5),
    Peer("PostgreSQL", "databases:Postgres", 45.0),
    Peer("SQLite", "databases:Sqlite", 45.0),
    Peer("DuckDB, one thread", "databases:DuckDb", 25.0),
    Peer("DuckDB, its default", "databases:DuckDbThreads", 25.0),
    Peer("crossfilter", "node_peers:Crossfilter", None),
    Peer("pandas", "frames:Pandas", None),
)


class Missing(Exception):
    """A peer that is not installed or does not start."""


@contextmanager
def started(peer: Peer, world: World, url: str | None) -> Iterator[Engine]:
    """The peer with the world in it, closed afterwards."""
    try:
        module, _, name = peer.place.partition(":")
        make: Callable[..., Any] = getattr(import_module(f"tests.bench.narrow.{module}"), name)
        if name == "Postgres":
            if url is None:
                raise ModuleNotFoundError("the server did not start")
            engine = make(world, url)
        else:
            engine = make(world)
    except (ImportError, OSError, MemoryError) as error:
        raise Missing(f"{peer.name}: {error}") from error
    try:
        yield engine
    finally:
        if hasattr(engine, "close"):
            engine.close()
