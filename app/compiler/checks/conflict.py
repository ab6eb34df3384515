"""No two entries of merchandising do opposite things to the same products."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from math import inf, prod

from app.conditions import Condition
from app.conditions.hold import Values
from app.conditions.model import literals, names, tests
from app.guide import Release
from app.issues import Collector
from app.questionnaire import Merchandise, Questionnaire, Type
from app.questionnaire.acting import ended
from app.questionnaire.walk import holds
from app.shopper.names import CONTEXT, SEGMENT, TODAY

OPPOSITES = (frozenset({"boost", "bury"}), frozenset({"pin", "exclude"}))
HARD = ("pin", "exclude")
"""Of these one product in common is too much; a boost and a bury add up, and clash where one lies within the other."""
EXAMPLES = 3
"""How many products a message names."""
OTHER = "~other"
"""A value that no condition names."""
MOST_ANSWERS = 5000
"""Combinations of answers tried at most; beyond them two entries are taken to meet."""


def no_entries_in_conflict(release: Release, today: date, issues: Collector) -> None:
    deeds = [deed for deed in release.questionnaire.merchandise if not ended(deed, today)]
    for first, second in combinations(deeds, 2):
        if {first.deed, second.deed} not in OPPOSITES or not can_meet(release.questionnaire, first, second, today):
            continue
        fits = [release.fit(deed.id, deed.condition, today) for deed in (first, second)]
        both = fits[0].meets & fits[1].meets
        rows = release.index.rows_by_id(both)
        if len(rows) and (first.deed in HARD or any((both == fit.meets).all() for fit in fits)):
            shown = ", ".join(release.index.products.ids[row] for row in rows[:EXAMPLES])
            about = f"{len(rows):,} products: {shown}" if len(rows) > 1 else f"the product {shown}"
            more = ", …" if len(rows) > EXAMPLES else ""
            others = f"the `{first.deed}` of line {first.mark.line}"
            message = f"this `{second.deed}` and {others} are both about {about}{more}"
            issues.add("conflict", second.mark, message, "narrow one of them, or take one away")


def can_meet(questionnaire: Questionnaire, first: Merchandise, second: Merchandise, today: date) -> bool:
    """Whether both can act on one day for one shopper; if that cannot be told, they are taken to."""
    if max(first.since or 0, second.since or 0) > min(first.until or inf, second.until or inf):
        return False
    whens = [deed.when for deed in (first, second) if deed.when is not None]
    read = sorted({name for when in whens for name in names(when) | when.refs})
    options = [_options(questionnaire, name, whens) for name in read]
    known = [option for option in options if option is not None]
    if len(known) < len(options) or prod(map(len, known)) > MOST_ANSWERS:
        return True
    said = (dict(zip(read, values, strict=True)) for values in product(*known))
    return any(all(holds(when, one, today) for when in whens) for one in said)


def _options(questionnaire: Questionnaire, name: str, whens: list[Condition]) -> list[Values] | None:
    """What can be said of a name, nothing included; None: too much to list."""
    question = questionnaire.questions.get(name)
    if question is not None and question.type is Type.SINGLE and question.auto is None:
        return [(), *((choice.id,) for choice in question.choices)]
    if name == SEGMENT:
        named = sorted(set(_named(whens, name)))
        return [subset for size in range(len(named) + 1) for subset in combinations(named, size)]
    if name in CONTEXT and name != TODAY:
        return [(), (OTHER,), *((value,) for value in sorted(set(_named(whens, name))))]
    return None


def _named(whens: list[Condition], name: str) -> Iterator[str]:
    for when in whens:
        for test in tests(when):
            if test.name == name:
                yield from (literal for literal in literals(test) if isinstance(literal, str))
