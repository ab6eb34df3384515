"""How many products match, in words that never count what is not stated as a match."""

from __future__ import annotations

from app.web.texts import Translate


def tally(t: Translate, count: int, unknown: int) -> str:
    """How many of `count` products are known to match, and how many only may, as `unknown` of them do not say.

    >>> from app.web.texts import translator
    >>> tally(translator("en"), 14, 11)
    '3 products match, 11 more may'
    >>> tally(translator("en"), 11, 11)
    'None is known to match, 11 may'
    """
    if not count:
        return t("count.none")
    if not unknown:
        return t("count.match", n=count)
    if unknown == count:
        return t("count.may", n=count)
    return t("count.both", match=t("count.match", n=count - unknown), n=unknown)


def line(t: Translate, count: int, unknown: int, elsewhere: int) -> str:
    """What picking a choice would leave. Where `elsewhere` products do not state what was asked before, it is not known
    of how many of `count` that is true, and none is said to match."""
    return t("count.left", n=count) if count and elsewhere else tally(t, count, unknown)
