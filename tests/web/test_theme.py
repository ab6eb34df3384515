"""A shop's brand on the pages: whatever the author writes, what is painted can be read."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.colours import contrast, read_colour, write_colour
from app.questionnaire.theme import Theme
from app.web.theme import stylesheet

COLOURS = st.tuples(*(st.integers(0, 255),) * 3).map(write_colour)


def variables(theme: Theme) -> dict[str, str]:
    """What is set for the light theme."""
    return dict(re.findall(r"--([\w-]+):([^;}]+)", stylesheet(theme).splitlines()[0]))


def test_nothing_said_is_nothing_set() -> None:
    assert stylesheet(Theme()) == ""
    assert variables(Theme(font="Georgia, serif", radius=0)) == {
        "sc-font": "Georgia, serif",
        "font": "Georgia, serif",
        "sc-radius": "0px",
    }


def test_colours_that_can_be_read_stay_as_they_are() -> None:
    said = variables(Theme(accent="#0055aa", ground="#fff8ee", ink="#222222", line="#777777"))
    assert [said[f"sc-{name}"] for name in ("accent", "ground", "ink", "line")] == [
        "#0055aa",
        "#fff8ee",
        "#222222",
        "#777777",
    ]


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_what_is_painted_can_be_read(accent: str, ground: str, ink: str, line: str) -> None:
    said = {name: read_colour(value) for name, value in variables(Theme(accent, ground, ink, line)).items()}
    for text, below, wanted in (
        ("accent", "ground", 4.5),
        ("on-accent", "accent", 4.5),
        ("ink", "raised", 4.5),
        ("soft", "raised", 4.5),
        ("good", "raised", 4.5),
        ("bad", "raised", 4.5),
        ("vague", "raised", 4.5),
        ("line", "ground", 3.0),
    ):
        one, other = said[f"sc-{text}"], said[f"sc-{below}"]
        assert one and other and contrast(one, other) >= wanted, (text, below)


@given(COLOURS)
def test_the_accent_can_be_read_on_the_widgets_dark_ground(accent: str) -> None:
    dark = re.search(r"data-theme=dark\]\{--sc-accent:(#\w+)", stylesheet(Theme(accent=accent)))
    colour = read_colour(dark[1]) if dark else None
    assert colour and contrast(colour, (23, 26, 31)) >= 4.5
