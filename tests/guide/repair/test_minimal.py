"""All minimal repairs and conflicts: equal to brute force, and QuickXPlain and FastDiag find theirs among them."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import bitset
from app.guide.repair import all_repairs, cheapest_repairs, minimal_hitting_sets
from app.guide.repair.failing import codes_of, codes_of_few, least_failing
from app.guide.repair.minimal import MOST_OF_LATTICE, one_hitting_set, repairs_alone
from tests.guide.repair.peers import fastdiag, quickxplain

Failed = list[list[bool]]
"""By product, whether it fails each answer."""


def bitmaps(failed: Failed, answers: int) -> tuple[bitset.Bits, list[bitset.Bits]]:
    columns = [bitset.pack(np.array([row[answer] for row in failed], np.bool_)) for answer in range(answers)]
    return bitset.every(len(failed)), columns


def members(mask: int) -> frozenset[int]:
    return frozenset(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def brute(failed: Failed, answers: int) -> tuple[dict[frozenset[int], int], set[frozenset[int]]]:
    """Every subset tried: repairs with what they bring, and conflicts."""
    fails = [frozenset(answer for answer in range(answers) if row[answer]) for row in failed]
    repairs: dict[frozenset[int], int] = {}
    conflicts: set[frozenset[int]] = set()
    for size in range(answers + 1):
        for some in map(frozenset, combinations(range(answers), size)):
            brings = sum(each <= some for each in fails)
            if brings and not any(known < some for known in repairs):
                repairs[some] = brings
            if not any(not each & some for each in fails) and not any(known < some for known in conflicts):
                conflicts.add(some)
    return repairs, conflicts


def check(failed: Failed, answers: int) -> None:
    base, fails = bitmaps(failed, answers)
    found = all_repairs(base, fails, len(failed))
    repairs, conflicts = brute(failed, answers)
    assert dict(zip(map(members, found.sets), found.counts, strict=True)) == repairs
    assert set(map(members, found.conflicts)) == conflicts
    assert repairs_alone(base, fails, len(failed)) == (found.sets, found.counts)
    least = min(map(len, repairs), default=0)
    cheapest = {members(mask): count for mask, count in cheapest_repairs(base, fails, len(failed))}
    assert cheapest == {some: count for some, count in repairs.items() if len(some) == least}

    def consistent(some: object) -> bool:
        return any(not any(row[answer] for answer in some) for row in failed)  # type: ignore[attr-defined]

    for order in (range(answers), range(answers - 1, -1, -1)):
        if failed and frozenset() not in repairs:
            assert frozenset(quickxplain(tuple(order), consistent)) in conflicts
            assert frozenset(fastdiag(tuple(order), consistent)) in repairs


CASES = st.integers(1, 6).flatmap(
    lambda answers: st.tuples(
        st.lists(st.lists(st.booleans(), min_size=answers, max_size=answers), max_size=70), st.just(answers)
    )
)


@given(CASES)
def test_repairs_and_conflicts_are_those_of_brute_force(case: tuple[Failed, int]) -> None:
    check(*case)


def drawn(rng: random.Random, answers: int) -> Failed:
    share = rng.uniform(0.2, 0.9)
    return [[rng.random() < share for _ in range(answers)] for _ in range(rng.randint(0, 90))]


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_random_cases_equal_brute_force() -> None:
    rng = random.Random(5)
    for _ in range(10_000):
        answers = rng.randint(1, 8)
        check(drawn(rng, answers), answers)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_beyond_the_lattice_the_sets_that_are_failed_say_the_same(random: random.Random) -> None:
    answers = MOST_OF_LATTICE + 2
    failed = drawn(random, answers)
    few = [[*row[:6], *[False] * (answers - 6)] for row in failed]
    base, fails = bitmaps(few, answers)
    small = all_repairs(base, fails[:6], len(few))
    assert all_repairs(base, fails, len(few)) == small
    base, fails = bitmaps(failed, answers)
    sets, counts = repairs_alone(base, fails, len(failed))
    every = [sum(1 << bit for bit in range(answers) if row[bit]) for row in failed]
    assert set(sets) == {one for one in every if not any(other & ~one == 0 and other != one for other in every)}
    assert list(counts) == [sum(each & ~one == 0 for each in every) for one in sets]


@given(CASES, st.integers(0, 2**70))
def test_codes_say_which_answers_each_product_fails(case: tuple[Failed, int], chosen: int) -> None:
    failed, answers = case
    _, fails = bitmaps(failed, answers)
    inside = np.array([bool(chosen >> row & 1) for row in range(len(failed))], np.bool_)
    base = bitset.pack(inside)
    rows = [row for row, chosen in zip(failed, inside, strict=True) if chosen]
    expected = [sum(1 << bit for bit in range(answers) if row[bit]) for row in rows]
    assert codes_of(base, fails, len(failed)).tolist() == expected
    assert codes_of_few(base, fails, len(failed)).tolist() == expected
    least = min(map(int.bit_count, expected), default=0)
    found = codes_of(least_failing(base, fails), fails, len(failed)).tolist()
    assert found == [code for code in expected if code.bit_count() == least]


SETS = st.lists(st.integers(1, 63), max_size=6)


@given(SETS)
def test_hitting_sets_are_those_of_brute_force(sets: list[int]) -> None:
    hitting = [mask for mask in range(64) if all(mask & one for one in sets)]
    least = [mask for mask in hitting if not any(other != mask and other & mask == other for other in hitting)]
    assert sorted(minimal_hitting_sets(sets)) == least
    assert one_hitting_set(sets) in least


@given(SETS)
def test_hitting_what_hits_gives_back_the_minimal_sets(sets: list[int]) -> None:
    least = {one for one in sets if not any(other != one and other & one == other for other in sets)}
    assert set(minimal_hitting_sets(minimal_hitting_sets(sets))) == least
