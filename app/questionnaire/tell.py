"""Which answers are told apart: of those that every `when` still ahead treats alike, one value stands for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from app.conditions import Test
from app.conditions.hold import Truth, Values, empty, hold_test
from app.conditions.model import Check, tests
from app.questionnaire.sites import WALKED, Site
from app.shopper.names import TODAY

UNSAID: Values = ()


class Teller:
    """Knows, for every name, who reads it: by bits, one for each question in the order of the file.

    A reader is the question on which a `when` stands; rules and merchandising read until the last question that they
    name is behind. `keep` names, by question, what it needs to the letter.
    """

    def __init__(self, sites: tuple[Site, ...], bits: Mapping[str, int], keep: Mapping[str, frozenset[str]]) -> None:
        self.readers: dict[str, int] = defaultdict(int)
        self._tests: dict[str, list[tuple[int, Test]]] = defaultdict(list)
        self._whole: dict[str, int] = defaultdict(int)
        self._checks: dict[tuple[str, int], dict[Check, None]] = {}
        self._told: dict[tuple[str, int, date], dict[Values, Values]] = {}
        self._shown: dict[tuple[str, int, date], dict[object, Values]] = {}
        for site in sites:
            reader = bits[site.owner] if site.kind in WALKED else sum(bits.get(name, 0) for name in site.reads)
            self._read(site, reader)
        for question, found in keep.items():
            for name in found:
                self.readers[name] |= bits[question]
                self._whole[name] |= bits[question]

    def _read(self, site: Site, reader: int) -> None:
        for name in site.reads:
            self.readers[name] |= reader
        compared = {test.name for test in tests(site.when) if test.refs} | site.when.refs
        for test in tests(site.when):
            self._tests[test.name].append((reader, test))
        for name in compared | ({TODAY} & site.reads):
            self._whole[name] |= reader

    def tell(self, name: str, values: Values, ahead: int, today: date) -> Values:
        """The value that stands for this one for the readers among `ahead`; none, if it is like nothing said."""
        readers = self.readers[name] & ahead
        if not readers or not values:
            return UNSAID
        if readers & self._whole[name]:
            return values
        place = (name, readers, today)
        told = self._told.setdefault(place, {})
        known = told.get(values)
        if known is None:
            truths = self.truths(name, values, readers, today)
            shown = self._shown.setdefault(place, {})
            known = told[values] = shown.setdefault(truths, values) if any(truths) else UNSAID
        return known

    def truths(self, name: str, values: Values, readers: int, today: date) -> tuple[Truth, ...]:
        """What the readers' tests on a name make of its values."""
        place = (name, readers)
        if place not in self._checks:
            self._checks[place] = dict.fromkeys(test.check for reader, test in self._tests[name] if reader & readers)
        return tuple(hold_test(name, check, values, today, empty, False) for check in self._checks[place])

    def is_whole(self, name: str) -> bool:
        """Whether some reader needs the name's values to the letter."""
        return bool(self._whole[name])
