"""The word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 70
"""Similarity, 0..100, from which another spelling is worth suggesting."""
LONG_ENOUGH = 3
"""Letters of a word that may be suggested because it is found inside of another: shorter ones are found anywhere."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The most similar spelling, in capitals or not; else one that holds the word or is held by it; else None.

    >>> nearest("cutt", ["c", "cut"]), nearest("nope", ["e"]), nearest("size", ["common/size"])
    ('cut', None, 'common/size')
    """
    near = process.extractOne(word, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR_ENOUGH)
    if near is None and len(word) >= LONG_ENOUGH:
        long = [one for one in known if len(one) >= LONG_ENOUGH]
        near = process.extractOne(word, long, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=NEAR_ENOUGH)
    return None if near is None else near[0]
