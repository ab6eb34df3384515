"""What a catalog's new state would do to what serves: errors and lost products hold it back, emptied choices do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from app.catalog import Index, bitset
from app.conditions import Condition
from app.conditions.refer import settle
from app.guide import Release, compile_release
from app.issues import Collector, Issue, Mark, Severity
from app.services.reading import read_questionnaire
from app.store import Version

HELP = "mend the questionnaire or the mapping; `salesclerk import --force` imports it all the same"
WHOLE = "put the whole feed there; `salesclerk import --force` imports it all the same"

LEAST_LEFT = 0.2
"""The share of its products that a catalog keeps: a feed with fewer looks like one that broke off."""
FEW = 50
"""A catalog of fewer products may shrink as it likes, but not to nothing."""


def hold_back(
    index: Index,
    before: Index | None,
    serving: Mapping[str, Version],
    drafts: Collection[str],
    place: Mark,
    today: date,
    issues: Collector,
) -> bool:
    """Whether the new state `index` of a catalog has lost nearly all products of `before`, or brings questionnaires
    that serve errors that `before` does not have.

    Either goes to `issues` with `held-back` at `place`; also, as warnings, the choices that would be left without a
    product. A questionnaire with a sound draft is safe from errors.
    """
    broken, catalog = False, index.catalog.id
    if before and _broke_off(len(index.products), len(before.products)):
        message = f"the new state of `{catalog}` has {len(index.products)} products where {len(before.products)} serve"
        issues.add("held-back", place, message, WHOLE)
        return True
    for id, version in serving.items():
        if id in drafts or before is index:
            continue
        old, known = compile_version(version, {catalog: before} if before else {})
        new, found = compile_version(version, {catalog: index})
        introduced = _errors(found) - _errors(known)
        if introduced:
            broken = True
            issues.issues.extend(issue for issue in found if (issue.code, issue.mark) in introduced)
            message = f"with the new state of `{catalog}` the live questionnaire `{id}` breaks"
            issues.add("held-back", place, message, HELP)
        elif old and new:
            issues.issues.extend(_emptied(id, old, new, today))
    return broken


def _broke_off(products: int, before: int) -> bool:
    return products < LEAST_LEFT * before if before >= FEW else products == 0 < before


def compile_version(version: Version, indexes: Mapping[str, Index]) -> tuple[Release | None, list[Issue]]:
    """A version against the state of its catalog that is among `indexes`, or None; and what was found."""
    issues = Collector()
    file = f"{version.questionnaire} (version {version.number})"
    questionnaire = read_questionnaire(version.source, file, issues, version.parts)
    index = indexes.get(questionnaire.catalog) if questionnaire else None
    release = compile_release(questionnaire, version.sha256, index, issues) if questionnaire and index else None
    return release, issues.issues


def _errors(issues: Iterable[Issue]) -> set[tuple[str, Mark]]:
    return {(issue.code, issue.mark) for issue in issues if issue.severity is Severity.ERROR}


def _emptied(id: str, old: Release, new: Release, today: date) -> Iterator[Issue]:
    """A warning of each choice that fits some product now, and would fit none."""
    for question, choices in new.choices.items():
        for choice in choices.values():
            before = old.choices.get(question, {}).get(choice.id)
            if before and _fitting(old, before.filter, today) and not _fitting(new, choice.filter, today):
                message = (
                    f"no product would fit the choice `{choice.id}` of `{question}` in the live questionnaire `{id}`"
                )
                yield Issue("emptied-choice", choice.mark, message, "it will be shown greyed, with the count 0")


def _fitting(release: Release, filter: Condition | None, today: date) -> int:
    """How many products a filter leaves; what depends on an answer is left out."""
    own = settle(filter, {}, today) if filter else None
    return len(release.index.products) if own is None else bitset.count(release.index.fit(own, today).passes)
