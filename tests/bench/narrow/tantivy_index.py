"""tantivy: one segment in row order, a term a choice for filters, a fast field a question for its facets."""

from __future__ import annotations

import numpy as np
import tantivy
from tantivy import FieldType, Occur, Order, Query

from tests.bench.narrow.step import BEST, Answer, Answers, Result, counts_of_codes
from tests.bench.narrow.world import World

UNKNOWN = 9999
"""The term of a price that is not stated."""
HEAP = 1 << 30


class Tantivy:
    """The best come by a fast field that holds a row's place in the order of each taste, ties broken beforehand."""

    bytes = 0

    def __init__(self, world: World) -> None:
        self.world = world
        builder = tantivy.SchemaBuilder().add_unsigned_field("met", indexed=True)
        builder.add_float_field("price", indexed=True, fast=True)
        for place in world.chosen:
            builder.add_unsigned_field(f"q{place}", fast=True)
        for taste in range(len(world.scores)):
            builder.add_unsigned_field(f"s{taste}", fast=True)
        self.schema = builder.build()
        self.first = dict(
            zip(world.chosen, np.cumsum([0] + [len(world.questions[p].choices) for p in world.chosen]), strict=False)
        )
        self.index = tantivy.Index(self.schema)
        self._fill()
        self.index.reload()
        self.searcher = self.index.searcher()
        assert self.searcher.num_segments == 1
        self.all = Query.all_query()
        self.terms = {
            place: [self._term(int(first) + choice) for choice in range(len(world.questions[place].choices))]
            for place, first in self.first.items()
        }
        self.unstated = self._term(UNKNOWN)

    def _fill(self) -> None:
        world = self.world
        met = {
            place: [(np.flatnonzero(row) + int(first)).tolist() for row in world.tables[place]]  # type: ignore[union-attr]
            for place, first in self.first.items()
        }
        codes = {place: world.codes[place].tolist() for place in world.chosen}  # type: ignore[union-attr]
        ranks = [places_in_order(world, taste).tolist() for taste in range(len(world.scores))]
        prices = world.ranged.tolist()
        writer = self.index.writer(heap_size=HEAP, num_threads=1)
        for row in range(world.rows):
            document = tantivy.Document()
            for place, code in codes.items():
                document.add_unsigned(f"q{place}", code[row])
                for choice in met[place][code[row]]:
                    document.add_unsigned("met", choice)
            if prices[row] == prices[row]:
                document.add_float("price", prices[row])
            else:
                document.add_unsigned("met", UNKNOWN)
            for taste, rank in enumerate(ranks):
                document.add_unsigned(f"s{taste}", rank[row])
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        if self.index.searcher().num_segments > 1:
            raise RuntimeError("more than one segment")

    def _term(self, number: int) -> Query:
        return Query.term_query(self.schema, "met", number, "basic")

    def _test(self, place: int, answer: Answer) -> Query:
        if place not in self.first:
            low, high = map(float, answer)
            parts = [Query.range_query(self.schema, "price", FieldType.Float, low, high), self.unstated]
            return Query.boolean_query([(Occur.Should, part) for part in parts])
        parts = [self.terms[place][int(choice)] for choice in answer]
        if len(parts) == 1:
            return parts[0]
        occur = Occur.Must if self.world.questions[place].mode == "all" else Occur.Should
        return Query.boolean_query([(occur, part) for part in parts])

    def _counts(self, query: Query, places: list[int]) -> dict[int, np.ndarray]:
        wanted = {
            f"q{place}": {"terms": {"field": f"q{place}", "size": len(self.world.tables[place])}}  # type: ignore[arg-type]
            for place in places
        }
        found = self.searcher.aggregate(query, wanted)
        counts = {}
        for place in places:
            counts[place] = np.zeros(len(self.world.tables[place]), np.int64)  # type: ignore[arg-type]
            for bucket in found[f"q{place}"]["buckets"]:
                counts[place][int(bucket["key"])] = bucket["doc_count"]
        return counts

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        tests = {place: self._test(place, answer) for place, answer in answers.items()}
        whole = self._all(list(tests.values()))
        open_ = [place for place in world.chosen if place not in answers]
        lifted = self._counts(whole, open_) if open_ else {}
        for place in world.chosen:
            if place in answers:
                others = self._all([test for other, test in tests.items() if other != place])
                lifted |= self._counts(others, [place])
        found = self.searcher.search(whole, limit=BEST, count=True, order_by_field=f"s{taste}", order=Order.Asc)
        best = tuple(int(world.ids[address.doc]) for _, address in found.hits)
        return Result(found.count, counts_of_codes(world, answers, lifted), best)

    def _all(self, tests: list[Query]) -> Query:
        if len(tests) > 1:
            return Query.boolean_query([(Occur.Must, test) for test in tests])
        return tests[0] if tests else self.all


def places_in_order(world: World, taste: int) -> np.ndarray:
    """The place of each row by falling score, equal ones by id."""
    places = np.empty(world.rows, np.int64)
    places[np.lexsort((world.ids, -world.scores[taste]))] = np.arange(world.rows)
    return places
