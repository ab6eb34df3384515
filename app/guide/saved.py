"""The sets of choices in an archive, so that processes that serve the same release share them."""

from __future__ import annotations

from pathlib import Path

from app.catalog import Index
from app.catalog.archive import load, save
from app.catalog.stack import Stack
from app.guide.counter import Counter


def save_counter(path: Path, counter: Counter) -> None:
    """Writes the counter of a release. Raises OSError if it cannot be written."""
    arrays = {
        "passing": counter.passing.sets,
        "passing.sizes": counter.passing.sizes,
        "meeting": counter.meeting.sets,
        "meeting.sizes": counter.meeting.sizes,
    }
    save(path, arrays, {"spans": counter.spans, "kept": counter.kept, "valued": counter.valued})


def open_counter(path: Path, index: Index) -> Counter:
    """The counter that was written for the same questions on the same products.

    Raises FileNotFoundError, and Damaged if it cannot be used.
    """
    archive = load(path)
    passing, meeting = (
        Stack(archive.arrays[name], archive.arrays[f"{name}.sizes"], index.groups) for name in ("passing", "meeting")
    )
    return Counter(index, passing, meeting, **archive.facts)
