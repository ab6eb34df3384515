"""What many shoppers ask alike, remembered once for all of them, within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

MOST_ENTRIES = 4096
MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Rate:
    """How often something was found, and how often it had to be worked out; what is kept now, and its size."""

    hits: int
    misses: int
    entries: int
    bytes: int

    def __add__(self, other: Rate) -> Rate:
        return Rate(
            self.hits + other.hits,
            self.misses + other.misses,
            self.entries + other.entries,
            self.bytes + other.bytes,
        )


class Memo:
    """Values by key, the ones used last kept; safe between threads. What is kept must never be changed."""

    def __init__(self, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._most = (most_entries, most_bytes)
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()
        self._hits = self._misses = self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of a key, worked out by `make` if it is not kept; `size` tells its bytes."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                self._hits += 1
                return found[0]  # type: ignore[no-any-return]
            self._misses += 1
        value = make()
        self._keep(key, value, size(value))
        return value

    def rate(self) -> Rate:
        """How well it does."""
        with self._lock:
            return Rate(self._hits, self._misses, len(self._kept), self._bytes)

    def _keep(self, key: Hashable, value: Any, size: int) -> None:
        most_entries, most_bytes = self._most
        with self._lock:
            if key in self._kept or size > most_bytes:
                return
            self._kept[key] = (value, size)
            self._bytes += size
            while len(self._kept) > most_entries or self._bytes > most_bytes:
                self._bytes -= self._kept.popitem(last=False)[1][1]
