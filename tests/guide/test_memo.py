"""What is remembered for all shoppers: within bounds, safe between threads, and nothing that is sensitive."""

from __future__ import annotations

import random
import sys
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Index, Products
from app.guide import Release, Step, advance, compile_release, look, see_results
from app.guide.memo import Memo
from app.issues import Collector
from app.questionnaire import Questionnaire
from tests import worlds
from tests.builders import NOW, questionnaire, said, toy, toys

SWITCH = 1e-6
"""Seconds between switches of threads: so often that races show."""


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    yield
    sys.setswitchinterval(before)


@given(
    st.integers(0, 5),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from([0, 1, 7, 20, 41])), max_size=60),
)
def test_the_values_used_last_are_kept_within_both_bounds(
    most: int, most_bytes: int, asked: list[tuple[int, int]]
) -> None:
    memo, kept, hits = Memo(most, most_bytes), OrderedDict[tuple[int, int], None](), 0
    for place, key in enumerate(asked):
        hits += key in kept
        assert memo.get(key, lambda key=key: [*key], lambda value: value[1]) == [*key]  # type: ignore[misc]
        if key[1] <= most_bytes:
            kept[key] = None
            kept.move_to_end(key)
        while len(kept) > most or sum(size for _, size in kept) > most_bytes:
            kept.popitem(last=False)
        rate = memo.rate()
        assert (rate.hits, rate.misses) == (hits, place + 1 - hits)
        assert (rate.entries, rate.bytes) == (len(kept), sum(size for _, size in kept))
    assert list(memo._kept) == list(kept)


def test_rates_of_several_releases_add_up() -> None:
    memos = Memo(), Memo()
    for memo in memos:
        memo.get("a", lambda: 1, lambda value: 8)
        memo.get("a", lambda: 2, lambda value: 8)
    both = memos[0].rate() + memos[1].rate()
    assert (both.hits, both.misses, both.entries, both.bytes) == (2, 2, 2, 16)


@pytest.mark.usefixtures("hurried")
def test_threads_get_the_value_of_their_key_and_the_books_stay_right() -> None:
    memo = Memo(20, 900)

    def ask(seed: int) -> int:
        rng = random.Random(seed)
        keys = [rng.randrange(40) for _ in range(3_000)]
        return sum(memo.get(key, lambda key=key: key * key, lambda value: 50) == key * key for key in keys)  # type: ignore[misc]

    with ThreadPoolExecutor(4) as pool:
        right = list(pool.map(ask, range(4)))
    rate = memo.rate()
    assert right == [3_000] * 4
    assert rate.hits + rate.misses == 12_000
    assert rate.hits > 1_000
    assert (rate.entries, rate.bytes) == (len(memo._kept), 50 * len(memo._kept))
    assert rate.bytes <= 900


# what a release remembers


@st.composite
def secretive(draw: st.DrawFn) -> tuple[Release, Questionnaire, list[dict[str, Any]]]:
    """A release, some of whose questions are sensitive, and the answers of several shoppers."""
    catalog, products = draw(worlds.catalogs()), draw(worlds.stocks(least=1))
    written = draw(worlds.questionnaires(also=worlds.CONSTRUCTS))
    for question in written["questions"].values():
        if draw(st.booleans()):
            question["sensitive"] = True
    asked, issues = questionnaire(written), Collector()
    release = compile_release(asked, "1", Index(Products.of_records(catalog, products)), issues)
    assert release, said(issues)
    return release, asked, [draw(worlds.answers(asked)) for _ in range(3)]


def reading(asked: Questionnaire, secret: set[str]) -> set[str]:
    """The sensitive questions, and the questions, rules and deeds that are written with one of their ids."""
    parts: dict[str, Any] = {id: (one.when, one.filter, one.prefer, one.choices) for id, one in asked.questions.items()}
    parts |= {rule.id: (rule.when, rule.filter, rule.only, rule.prefer) for rule in asked.rules}
    parts |= {deed.id: deed.when for deed in asked.merchandise}

    def reads(part: Any) -> bool:
        text = repr(part)
        return any(f"name='{id}'" in text or f"question='{id}'" in text for id in secret)

    return secret | {id for id, part in parts.items() if reads(part)}


def texts(key: Any) -> Iterator[str]:
    """All texts in a key, however deep, but those of answers."""
    if isinstance(key, str):
        yield key
    elif isinstance(key, tuple):
        for part in key:
            yield from texts(part)


@given(secretive())
def test_no_key_holds_what_is_sensitive_or_was_made_from_it(
    world: tuple[Release, Questionnaire, list[dict[str, Any]]],
) -> None:
    release, asked, shoppers = world
    for answers in shoppers:
        advance(release, answers, (), NOW)
        see_results(release, answers, (), NOW)
        for question in asked.questions:
            look(release, answers, (), NOW, question)
    secret = {id for id, question in asked.questions.items() if question.sensitive}
    private = reading(asked, secret)
    for key in release.memo._kept:
        given = (
            key[4] if key[0] in ("view", "idle") else key
        )  # which question it is, is no secret: what was answered is
        assert private.isdisjoint(texts(given)), key
    assert secret.isdisjoint(key[0] for key in release.single_demands)
    assert release.memo.rate().entries > 0 or private


def test_a_sensitive_answer_leaves_no_trace_and_another_does() -> None:
    questions = {
        "open": {"ask": "?", "type": "number", "filter": {"price": {"max": 9}}},
        "hidden": {"ask": "?", "type": "number", "sensitive": True, "filter": {"price": {"max": 8}}},
        "refers": {"ask": "?", "type": "info", "filter": {"price": {"max": {"answer": "hidden"}}}},
        "ruled": {"ask": "?", "type": "info"},
    }
    rules = [{"when": {"hidden": {"min": 1}}, "filter": {"price": {"min": 1}}}]
    stock = [toy(f"p{number}", price=float(number)) for number in range(12)]
    asked = questionnaire({"questions": questions, "rules": rules})
    release = compile_release(asked, "1", Index(Products.of_records(toys(), stock)), Collector())
    assert release
    answers: dict[str, Any] = {"open": {"value": 4321}, "hidden": {"value": 7}, "refers": {"seen": True}}
    assert advance(release, answers, (), NOW).remaining == 7
    kept = repr(list(release.memo._kept))
    assert "4321" in kept
    assert all(word not in kept for word in ("hidden", "refers", "7.0", asked.rules[0].id))


def shop() -> tuple[Questionnaire, Index]:
    """A shop with enough products that threads meet in the middle of a step."""
    rng = random.Random(4)
    stock = [
        toy(
            f"p{number:04}",
            brand=rng.choice("abcdef"),
            ports=tuple(sorted(rng.sample(["hdmi", "usb-a", "usb-c", "vga"], 2))),
            price=float(rng.randint(0, 50)),
            released=739_000.0 + rng.randint(0, 500),
            sold=float(rng.randint(0, 99)),
        )
        for number in range(3_000)
    ]
    recent = {"released": {"min": "-90 days"}}
    asked = questionnaire(
        {
            "questions": {
                "brand": {"ask": "?", "type": "multiple", "attribute": "brand", "choices": "auto"},
                "price": {"ask": "?", "type": "range", "attribute": "price", "prefer": {"price": "least"}},
                "new": {
                    "ask": "?",
                    "type": "single",
                    "choices": {
                        "new": {"label": "New", "filter": recent, "prefer": {"released": {"min": "-30 days"}}},
                        "any": {"label": "Any", "prefer": {"released": "most"}},
                    },
                },
                "ports": {"ask": "?", "type": "multiple", "attribute": "ports", "match": "all", "choices": "auto"},
            },
            "merchandise": [{"boost": recent, "by": 0.4}, {"bury": {"price": {"min": 45}}}],
            "rules": [{"when": {"new": "new"}, "prefer": {"price": "most"}}],
        }
    )
    return asked, Index(Products.of_records(toys(), stock))


@pytest.mark.usefixtures("hurried")
def test_threads_on_one_release_give_the_steps_of_one_alone() -> None:
    """On several days at once: what a release remembers of one day is forgotten while another is asked for."""
    asked, index = shop()
    rng = random.Random(5)
    forms: dict[str, Any] = {
        "brand": lambda: {"choices": rng.sample("abcdef", rng.randint(1, 3))},
        "price": lambda: {"min": rng.randint(0, 20), "max": rng.randint(21, 50)},
        "new": lambda: {"choices": [rng.choice(["new", "any"])]},
        "ports": lambda: {"choices": rng.sample(["hdmi", "usb-a", "usb-c", "vga"], rng.randint(0, 2))},
    }
    sessions = [({id: form() for id, form in list(forms.items())[: n % 5]}, n % 3) for n in range(40)]

    def steps(release: Release, session: tuple[dict[str, Any], int]) -> tuple[Step, Step]:
        answers, day = session
        now = NOW + timedelta(days=day)
        return advance(release, answers, (), now), see_results(release, answers, (), now, limit=10)

    alone, shared = (compile_release(asked, "1", index, Collector()) for _ in range(2))
    assert alone
    assert shared
    expected = [steps(alone, session) for session in sessions]
    order = [rng.sample(range(len(sessions)), len(sessions)) for _ in range(4)]

    def work(places: list[int]) -> dict[int, tuple[Step, Step]]:
        return {place: steps(shared, sessions[place]) for place in places}

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, order))
    for steps_of_thread in found:
        assert [steps_of_thread[place] for place in range(len(sessions))] == expected
    assert shared.memo.rate().hits > 0
