"""A shop's brand: six variables, held to the contrast that WCAG 2.2 AA wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.issues import Collector
from app.questionnaire import Questionnaire, check_graph, parse
from app.questionnaire.colours import BLACK, WHITE, Colour, contrast, legible, read_colour, write_colour

COLOURS: st.SearchStrategy[Colour] = st.tuples(*(st.integers(0, 255),) * 3)
FILE = """questionnaire: t
catalog: t
title: T
theme: {%s}
questions: {q: {ask: Q, type: info}}
"""


def read(theme: str) -> tuple[Questionnaire | None, list[tuple[str, int]]]:
    issues = Collector()
    found = parse(FILE % theme, "t.yaml", issues)
    if found:
        check_graph(found, issues)
    return found, [(issue.code, issue.mark.column) for issue in issues.issues]


def test_six_variables_are_read() -> None:
    found, issues = read(
        'accent: "#05a", ground: "#fff8ee", ink: "#222", line: "#777777", font: "Georgia, serif", radius: 4'
    )
    assert found and not issues
    theme = found.theme
    assert (theme.accent, theme.ground, theme.ink, theme.line) == ("#05a", "#fff8ee", "#222", "#777777")
    assert (theme.font, theme.radius) == ("Georgia, serif", 4)


@pytest.mark.parametrize(
    "bad", ['font: "a;} body{"', "font: \"url('x')\"", "font: 3d", "radius: 25", "radius: -1", "ground: white"]
)
def test_what_is_no_value_of_a_variable_is_refused(bad: str) -> None:
    found, issues = read(bad)
    assert found is None and len(issues) == 1


def test_what_does_not_stand_out_is_named_where_it_is_written() -> None:
    assert read('accent: "#ffd400"')[1] == [("low-contrast", 17)]
    assert read('ground: "#333"')[1] == [("low-contrast", 17)], "the ink that is not said is dark"
    assert read('ground: "#333", ink: "#eee"')[1] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("#0a5", "#ffffff", 3.05), ("#abc", "#abc", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    colours = read_colour(one), read_colour(other)
    assert colours[0] and colours[1]
    assert contrast(colours[0], colours[1]) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_any_colour_can_be_made_legible_on_any_ground(colour: Colour, ground: Colour) -> None:
    assert read_colour(write_colour(colour)) == colour
    most = max(contrast(end, ground) for end in (BLACK, WHITE))
    assert most >= 4.5
    moved = legible(colour, ground, 4.5)
    assert contrast(moved, ground) >= 4.5
    assert moved == colour or contrast(colour, ground) < 4.5
