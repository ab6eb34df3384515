"""What segments read of questions and of products, held against all questionnaires and catalogs that lie with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.catalog import Index
from app.conditions.model import tests
from app.issues import Collector, Mark
from app.questionnaire import Questionnaire
from app.shopper.names import PROFILE, SAID, VISITS
from app.shopper.segments import Segments


def check_names(
    segments: Segments, questionnaires: Iterable[Questionnaire], catalogs: Iterable[Index], issues: Collector
) -> None:
    """Records the questions that none of the questionnaires asks, and the attributes that no catalog has."""
    questions = {id for one in questionnaires for id in one.questions}
    attributes = {id for index in catalogs for id in index.catalog.attributes}
    for what, prefix, known in (("the question", SAID, questions), ("the attribute", PROFILE, attributes)):
        for name, mark in _read(segments, prefix):
            if name not in known and f"{prefix}{name}" != VISITS:
                issues.unknown_word("unknown-name", mark, f"in `{prefix}{name}`, {what}", name, sorted(known))


def _read(segments: Segments, prefix: str) -> Iterator[tuple[str, Mark]]:
    for segment in segments.values():
        for test in tests(segment.when):
            if test.name.startswith(prefix):
                yield test.name.removeprefix(prefix), test.mark or segment.mark
