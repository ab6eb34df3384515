"""The drawing: the graph that is walked, marked, in three formats that others can read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from copy import deepcopy
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compiler.dead_ends import SHOWN
from app.compiler.drawing import as_dot, as_mermaid, as_svg, draw
from app.compiler.drawing.layout import GAP, lay_out, spread
from app.compiler.drawing.words import in_words
from app.guide import Release
from app.questionnaire.graph import build_graph
from tests import worlds
from tests.builders import questionnaire, release, toy
from tests.compiler.hand import coverage, dead_end

SHOP = [toy("a", brand="Ada", price=1.0), toy("b", brand="Bor", price=2.0)]
ODD = 'Say "a | b"; <b> & #1 \\ [x] {y} `z` %% 100% — 日本'
ASKED: dict[str, Any] = {
    "q": {
        "ask": ODD,
        "type": "single",
        "skippable": False,
        "choices": {
            "x": {"label": ODD, "filter": {"brand": "Ada"}, "next": "end"},
            "y": {"label": "Y", "next": [{"when": {"today": {"min": "2026-01-01"}}, "to": "s"}]},
        },
        "next": "s",
    },
    "lost": {"ask": "Lost?", "type": "info"},
    "s": {"ask": "Second?", "type": "range", "attribute": "price"},
}
COVERED = coverage(
    nodes={"q": 2, "s": 1234, "results": 2, "end": 0},
    edges={("q", "x", "end"): 0, ("q", "y", "s"): 1234, ("q", None, "s"): 2, ("s", None, "results"): 2},
    dead_ends=(dead_end(("q", "x")),),
    dead_ends_cut=False,
)
SVG = "{http://www.w3.org/2000/svg}"


def shop() -> Release:
    return release(ASKED, SHOP)


def test_every_way_of_the_graph_is_drawn_with_its_count() -> None:
    drawing = draw(shop(), COVERED)
    ways = {(edge.start, edge.to): [str(way) for way in edge.ways] for edge in drawing.edges}
    assert ways[("q", "s")] == ["Y, if today ≥ 2026-01-01 · 1,234", "else · 2"]
    assert ways[("s", "results")] == ["2"]
    assert [(edge.start, edge.to) for edge in drawing.edges if edge.dead] == [("q", "end"), ("lost", "s")]


def test_conditions_that_lead_to_one_place_share_its_count() -> None:
    asked = deepcopy(ASKED)
    days = [
        {"when": {"today": {"max": "2020-01-01"}}, "to": "s"},
        {"when": {"today": {"min": "2026-01-01"}}, "to": "s"},
    ]
    asked["q"]["choices"]["y"]["next"] = days
    edge = next(edge for edge in draw(release(asked, SHOP), COVERED).edges if (edge.start, edge.to) == ("q", "s"))
    assert edge.lines == ("Y, if today ≤ 2020-01-01, or", "Y, if today ≥ 2026-01-01 · 1,234", "else · 2")


def test_it_says_when_only_the_shortest_dead_ends_are_marked() -> None:
    assert not any("longer" in words for _, words in draw(shop(), COVERED).legend)
    many = replace(COVERED, dead_ends=tuple(dead_end(("q", "x"), ("s", str(n))) for n in range(SHOWN)))
    assert "longer paths are not marked" in draw(shop(), many).legend[0][1]


def test_dead_ends_and_what_is_not_reached_are_marked() -> None:
    drawing = draw(shop(), COVERED)
    assert [node.id for node in drawing.nodes if node.dead] == ["q"]
    assert [node.id for node in drawing.nodes if not node.reached] == ["lost"]
    assert {mark for mark, _ in drawing.legend} == {"dead", "dead-edge", "unreached"}
    assert drawing.dead_ends == ("q=x",)


def test_without_coverage_what_is_reached_is_known_from_the_graph() -> None:
    drawing = draw(shop(), None)
    assert [node.id for node in drawing.nodes if not node.reached] == ["lost"]
    assert not any(node.dead or node.count is not None for node in drawing.nodes)


@given(st.data())
def test_nodes_and_edges_are_those_of_the_graph(data: st.DataObject) -> None:
    of = release(data.draw(worlds.questionnaires()), SHOP)
    graph, drawing = build_graph(of.questionnaire), draw(of, None)
    assert {(edge.start, edge.to) for edge in drawing.edges} == set(graph.edges())
    assert {node.id for node in drawing.nodes} >= set(of.questionnaire.questions)
    ElementTree.fromstring(as_svg(drawing))


def test_the_hub_is_drawn_once_with_its_pool() -> None:
    asked = {"order": "best", "questions": {id: {"ask": f"{id}?", "type": "info"} for id in "abc"}}
    drawing = draw(release(asked, SHOP), None)
    assert {(edge.start, edge.to) for edge in drawing.edges} >= {
        ("a", "best"),
        ("best", "b"),
        ("b", "best"),
        ("best", "results"),
    }
    ElementTree.fromstring(as_svg(drawing))


DOT_LINE = re.compile(
    r'  (graph|node|edge|"(\\.|[^"\\])*"( -> "(\\.|[^"\\])*")?) \[(\w+=("(\\.|[^"\\])*"|\w+)(, )?)*\];'
)


def test_dot_quotes_whatever_is_written() -> None:
    first, *lines, last, end = as_dot(draw(shop(), COVERED)).split("\n")
    assert (first, last, end) == ('digraph "Toys" {', "}", "")
    assert [line for line in lines if not DOT_LINE.fullmatch(line)] == []
    labels = [
        re.sub(r"\\([\"\\])", r"\1", found) for found in re.findall(r'label="((?:\\.|[^"\\])*)"', "\n".join(lines))
    ]
    assert any(label.startswith(ODD) for label in labels)


MERMAID_LINE = re.compile(
    r'  (\w+(\["[^"]*"\]|\(\["[^"]*"\]\))|\w+ -?-\.?->(\|"[^"]*"\|)? \w+|classDef .*|class [\w,]+ \w+|linkStyle [\d,]+ .*)'
)


def test_mermaid_quotes_whatever_is_written() -> None:
    text = as_mermaid(draw(shop(), COVERED))
    head, lines = text.split("\n")[:4], text.split("\n")[4:-1]
    assert head == ["---", 'title: "Toys"', "---", "flowchart TD"]
    assert [line for line in lines if not MERMAID_LINE.fullmatch(line)] == []
    label = re.search(r'n0\["([^"]*)<br/>', text)
    assert label and re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label[1]) == ODD
    assert not set("|<>&`[]{}\\") & set(re.sub(r"#\d+;", "", label[1]))


def test_the_svg_stands_alone_and_speaks() -> None:
    text = as_svg(draw(shop(), COVERED))
    root = ElementTree.fromstring(text)
    assert root.find(f"{SVG}title").text == "Toys"  # type: ignore[union-attr]
    assert not root.findall(f".//{SVG}script") and not re.search(r"href|url\(|@import|src=", text)
    groups = [group for group in root.iter(f"{SVG}g") if "node" in group.get("class", "").split()]
    assert len(groups) == 5
    assert all(group.find(f"{SVG}title").text for group in groups)  # type: ignore[union-attr]
    assert [group.get("class") for group in groups][:2] == ["node dead", "node unreached"]
    assert "prefers-color-scheme:dark" in text


@pytest.mark.parametrize("size", [2, 9, 30])
def test_no_two_boxes_or_labels_touch(size: int) -> None:
    ids = [f"n{place}" for place in range(size)]
    ways = [
        *pairwise(ids),
        *((ids[place], ids[(place * 7) % size]) for place in range(size) if place < (place * 7) % size),
    ]
    boxes = {id: (80.0 + 10 * (place % 5), 40.0) for place, id in enumerate(ids)}
    labels = dict.fromkeys(dict.fromkeys(ways), (60.0, 15.0))
    found = lay_out(boxes, labels)
    placed = [(x, y, *boxes[id]) for id, (x, y) in found.nodes.items()]
    placed += [(x, (top + bottom) / 2, 60.0, 15.0) for (x, top, bottom), *_ in found.ways.values()]
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in combinations(placed, 2):
        assert abs(x1 - x2) >= (w1 + w2) / 2 + GAP - 1e-6 or abs(y1 - y2) >= (h1 + h2) / 2 - 1e-6
    for start, to in labels:
        assert found.nodes[start][1] < found.nodes[to][1]
    assert max(x + width / 2 for x, _, width, _ in placed) <= found.width + 1e-6


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 20)), min_size=1, max_size=7))
def test_boxes_stand_as_near_as_can_be_to_where_they_want(found: list[tuple[int, int]]) -> None:
    """No box, and no row of neighbours that touch, comes nearer by a step to either side."""
    wanted, widths = [float(want) for want, _ in found], [float(width) for _, width in found]
    x = spread(wanted, widths)
    apart = [(one + other) / 2 + GAP for one, other in pairwise(widths)]
    assert all(right - left >= gap - 1e-6 for (left, right), gap in zip(pairwise(x), apart, strict=True))
    cost = sum((at - want) ** 2 for at, want in zip(x, wanted, strict=True))
    for first in range(len(x)):
        for last in range(first + 1, len(x) + 1):
            for step in (-0.01, 0.01):
                moved = [at + step if first <= place < last else at for place, at in enumerate(x)]
                if all(right - left >= gap - 1e-9 for (left, right), gap in zip(pairwise(moved), apart, strict=True)):
                    assert sum((at - want) ** 2 for at, want in zip(moved, wanted, strict=True)) >= cost - 1e-6


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"q": "x"}, "q is x"),
        ({"q": ["x", "y"]}, "q is x or y"),
        ({"q": {"not": "x"}}, "q is not x"),
        ({"q": {"known": False}}, "q not answered"),
        ({"n": {"min": 2, "below": 3.5}}, "n ≥ 2 and < 3.5"),
        ({"today": {"above": "2026-11-20"}}, "today > 2026-11-20"),
        ({"any": [{"q": "x"}, {"n": 2, "q": "y"}]}, "q is x or (n is 2 and q is y)"),
        ({"not": {"any": [{"q": "x"}, {"n": 2}]}}, "not (q is x or n is 2)"),
        ({"n": {"min": {"answer": "m"}}}, "n ≥ the answer to m"),
    ],
)
def test_conditions_are_said_in_few_words(when: dict[str, Any], words: str) -> None:
    number = {"ask": "N?", "type": "number"}
    found = questionnaire(
        {
            "q": {**ASKED["q"], "choices": {"x": "X", "y": "Y"}, "next": "n"},
            "n": number,
            "m": number,
            "z": {"ask": "Z?", "type": "info", "when": when},
        }
    )
    assert in_words(found.questions["z"].when, frozenset({"today"})) == words  # type: ignore[arg-type]
