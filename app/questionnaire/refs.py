"""Answers compared with answers: which is tested against which, and how the values of one map to those of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.conditions import Ref, Test
from app.conditions.dates import first_day
from app.conditions.model import literals
from app.conditions.refer import value_of
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Type


@dataclass(frozen=True)
class Link:
    """A test on `tested` that names `{answer: referred, …}`."""

    tested: str
    referred: str
    ref: Ref

    def forth(self, values: Iterable[float], today: date) -> set[float]:
        """What the reference yields for values of `referred`."""
        found = (value_of(self.ref, {self.referred: (value,)}, today) for value in values)
        return {value for value in found if value is not None}

    def back(self, values: Iterable[float], today: date) -> set[float]:
        """The values of `referred` for which the reference yields these."""
        if not self.ref.times:
            return set()
        bare = [(value - self.ref.plus) / self.ref.times for value in values]
        return {first_day(today, self.ref.until, value) if self.ref.until else value for value in bare}


def linked(questionnaire: Questionnaire, tests: Mapping[str, list[Test]]) -> tuple[list[Link], bool]:
    """All links, each once, and whether cells along them are exact: so if no question is in two of them, and none is
    a range."""
    links = list(
        dict.fromkeys(
            Link(name, ref.question, ref)
            for name, found in tests.items()
            for test in found
            for ref in literals(test)
            if isinstance(ref, Ref)
        )
    )
    known = [link for link in links if link.tested in questionnaire.questions]
    often = Counter(id for link in known for id in (link.tested, link.referred))
    exact = len(known) == len(links) and all(count == 1 for count in often.values())
    return known, exact and all(questionnaire.questions[id].type is not Type.RANGE for id in often)
