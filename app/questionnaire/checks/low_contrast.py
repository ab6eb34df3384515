"""The colours of a theme can be told from its ground, as WCAG 2.2 AA wants it."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.colours import contrast, legible, read_colour, write_colour
from app.questionnaire.graph import Graph
from app.questionnaire.model import Questionnaire
from app.questionnaire.theme import GROUND, INK

WANTED = {"accent": 3.0, "ink": 4.5, "line": 3.0}
"""Contrast to the ground: of text by success criterion 1.4.3, of buttons, marks and borders by 1.4.11."""


def colours_stand_out(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    theme, marks = questionnaire.theme, dict(questionnaire.theme.marks)
    ground = read_colour(theme.ground or GROUND)
    for name, wanted in WANTED.items():
        written = getattr(theme, name) or (INK if name == "ink" else "")
        colour = read_colour(written)
        mark = marks.get(name) or marks.get("ground")
        if colour is None or ground is None or mark is None or contrast(colour, ground) >= wanted:
            continue
        message = (
            f"the {name} `{written}` has a contrast of {contrast(colour, ground):.1f} to the ground; "
            f"{wanted:g} is what WCAG 2.2 AA wants"
        )
        better = write_colour(legible(colour, ground, wanted))
        issues.add(
            "low-contrast", mark, message, f'write {name}: "{better}", or more; shoppers see one that stands out'
        )
