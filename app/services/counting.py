"""How often things happened in this process, for its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=StrEnum)


class Tally(Generic[K]):
    """How often each of some things happened; safe between threads."""

    def __init__(self, kinds: Iterable[K]) -> None:
        self._kinds = tuple(kinds)
        self._counts = Counter[K]()
        self._lock = Lock()

    def count(self, kind: K, times: int = 1) -> None:
        """Counts one, or several."""
        with self._lock:
            self._counts[kind] += times

    def counts(self) -> Mapping[K, int]:
        """How often each happened."""
        with self._lock:
            return {kind: self._counts[kind] for kind in self._kinds}
