"""Differences: each change is named once, at its place, and what it does is counted by plain loops."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import orjson
import pytest

from app.compiler.coverage import Coverage, exactly
from app.compiler.dead_ends import SHOWN
from app.compiler.diff import Side, changes, compare, describe_difference, plain_difference
from app.compiler.diff.compare import ways_to
from app.issues import Collector
from app.questionnaire import parse
from tests.builders import TODAY, questionnaire, release, toy
from tests.compiler.hand import coverage, dead_end
from tests.shipped import FILES

SHOP = [toy(f"p{price}", price=float(price), brand="Ada" if price < 6 else "Bor") for price in range(10)]
ASKED: dict[str, Any] = {
    "questions": {
        "brand": {
            "ask": {"en": "A?", "de": "B?"},
            "type": "single",
            "attribute": "brand",
            "choices": {"Ada": "Ada", "Bor": "Bor"},
        },
        "size": {
            "ask": "C?",
            "type": "single",
            "choices": {
                "small": {"label": "S", "filter": {"price": {"max": 4}}},
                "big": {"label": "B", "filter": {"price": {"min": 5}}, "next": "gift"},
                "any": {"label": "A", "filter": {}},
            },
        },
        "more": {"ask": "D?", "type": "info", "when": {"brand": "Ada"}},
        "gift": {"ask": "E?", "type": "info"},
    },
    "rules": [{"when": {"brand": "Ada"}, "filter": {"price": {"max": 8}}}, {"warn": "Rare"}],
}


def changed(path: str, value: Any = None) -> dict[str, Any]:
    """The questionnaire with one value set, or without it."""
    found = deepcopy(ASKED)
    *way, last = path.split(".")
    node: Any = found
    for key in way:
        node = node[int(key) if isinstance(node, list) else key]
    if value is None:
        del node[int(last) if isinstance(node, list) else last]
    elif isinstance(node, list):
        node[int(last)] = value
    else:
        node[last] = value
    return found


def named(after: dict[str, Any], before: dict[str, Any] = ASKED) -> list[str]:
    found = changes(questionnaire(before), questionnaire(after))
    return [f"{one.kind} {'.'.join(one.place)}: {one.before} → {one.after}" for one in found]


@pytest.mark.parametrize(
    ("path", "value", "change"),
    [
        ("enough", 3, "changed enough: 0 → 3"),
        ("results", {"limit": 6}, "changed results.limit: 12 → 6"),
        ("ranking", {"preference": 2}, "changed ranking.preference: 1 → 2"),
        ("questions.size.choices.any", None, "removed questions.size.choices.any:  → "),
        ("questions.size.choices.new", "N", "added questions.size.choices.new:  → "),
        ("questions.more", None, "removed questions.more:  → "),
        ("questions.new", {"ask": "N?", "type": "info"}, "added questions.new:  → "),
        ("questions.more.when", {"brand": "Bor"}, "changed questions.more.when: brand is Ada → brand is Bor"),
        ("questions.more.when", None, "changed questions.more.when: brand is Ada → "),
        ("questions.size.skippable", False, "changed questions.size.skippable: true → false"),
        ("questions.size.choices.big.next", "results", "changed questions.size.choices.big.next: gift → results"),
        ("questions.size.choices.small.filter", {"price": {"max": 3}}, "changed questions.size.choices.small.filter: price ≤ 4 → price ≤ 3"),
        ("questions.brand.ask.de", "Z?", "reworded questions.brand.ask.de: B? → Z?"),
        ("questions.size.choices.any.help", "H", "reworded questions.size.choices.any.help:  → H"),
        ("rules.0", None, "removed rules.1: if brand is Ada; filter price ≤ 8 → "),
    ],
)  # fmt: skip
def test_one_change_is_one_change_at_its_place(path: str, value: Any, change: str) -> None:
    assert named(changed(path, value)) == [change]


def test_what_stands_elsewhere_in_the_file_has_moved() -> None:
    questions = ASKED["questions"]
    order = ["brand", "more", "size", "gift"]
    assert named({**ASKED, "questions": {id: questions[id] for id in order}}) in (
        ["moved questions.more:  → after brand"],
        ["moved questions.size:  → after more"],
    )


def test_lines_and_layout_are_no_change() -> None:
    text = FILES[0].read_text("utf-8")
    before, after = (parse(source, "q.yaml", Collector()) for source in (text, "\n\n# a line\n" + text))
    assert before and after and changes(before, after) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_questionnaire_is_the_same_as_itself(path: Any) -> None:
    found = parse(path.read_text("utf-8"), path.name, Collector())
    assert found and changes(found, found) == ()


def side(written: dict[str, Any], covered: Coverage, missed: tuple[str, ...] = ()) -> Side:
    return Side(release(written, SHOP), covered, frozenset(missed))


def test_a_choice_that_drops_products_says_how_many_on_how_many_paths() -> None:
    after = changed("questions.size.choices.small.filter", {"price": {"max": 2}})
    old, new = (sum(product["price"] <= most for product in SHOP) for most in (4, 2))
    sides = [
        side(ASKED, coverage(answers={("size", "small"): old})),
        side(after, coverage(answers={("size", "small"): new})),
    ]
    (shift,) = compare(*sides, TODAY).shifts
    assert shift.dropped == tuple(product["id"] for product in SHOP if 2 < product["price"] <= 4)
    assert (shift.before, shift.after, shift.gained, shift.paths) == (5, 3, (), 1)
    assert "choice `small` of `size` now drops 2 products on 1 path (5 → 3 can be left): p3, p4" in describe_difference(
        compare(*sides, TODAY)
    )
    assert "now gains 2 products" in "\n".join(describe_difference(compare(*reversed(sides), TODAY)))


def test_a_choice_after_which_less_is_left_through_others_only_says_so() -> None:
    sides = [side(ASKED, coverage(answers={("size", "any"): left})) for left in (10, 7)]
    assert describe_difference(compare(*sides, TODAY)) == ["choice `any` of `size`: 10 → 7 can be left"]


def test_the_effects_on_the_whole_are_said() -> None:
    before = side(ASKED, coverage(paths=4, expected=exactly(3), dead_ends=(dead_end(("a", "x")),)), ("p1",))
    after = side(ASKED, coverage(paths=5, expected=exactly(2), dead_ends=(dead_end(("b", "y")),)), ("p2", "p3"))
    found = compare(before, after, TODAY)
    assert describe_difference(found) == [
        "2 products can no longer be reached: p2, p3",
        "1 product can be reached now: p1",
        "new dead end: b=y",
        "dead end gone: a=x",
        "paths to results: 4 → 5",
        "candidates at the end, expected: 3 → 2",
    ]
    assert orjson.loads(orjson.dumps(plain_difference(found)))["paths"] == {"before": 4, "after": 5}


def test_a_dead_end_is_new_only_where_the_other_side_would_list_it() -> None:
    full = tuple(dead_end(("a", str(number)), ("b", "x")) for number in range(SHOWN))
    short, long, part = dead_end(("c", "y")), dead_end(("c", "y"), ("d", "z")), dead_end(*full[0].answers, ("d", "z"))
    before, *after = (side(ASKED, coverage(dead_ends=ends)) for ends in (full, (short,), (long,), (part,)))
    assert [compare(before, one, TODAY).dead_new for one in after] == [(short,), (), ()]


def test_nothing_is_said_to_be_nothing() -> None:
    found = compare(side(ASKED, coverage()), side(ASKED, coverage()), TODAY)
    assert found.empty and describe_difference(found) == ["no difference"]


def test_the_ways_to_a_question_are_those_that_a_walk_of_the_routes_finds() -> None:
    found = ways_to(questionnaire(ASKED))
    assert found == {"brand": 1, "size": 1, "more": 1, "gift": 2, "results": 2, "end": 0}
