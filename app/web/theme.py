"""A shop's brand as the widget's CSS variables, every colour moved as far as it takes to be read on its ground."""

from __future__ import annotations

from app.questionnaire.colours import Colour, contrast, legible, mix, read_colour, write_colour
from app.questionnaire.theme import INK, Theme

LIGHT, DARK = (255, 255, 255), (23, 26, 31)
"""The grounds that the widget paints, as in widget-colours.css."""
LEGIBLE = 5.2
"""Contrast between text and ground: WCAG 2.2 AA wants 4.5; the rest is for the tint under a chosen card."""
LUMINOUS = 7.5
"""The same on dark ground, where a colour at the limit looks dull."""
VISIBLE = 3.2
"""Contrast between a border and its ground: WCAG 2.2 AA wants 3."""
STATES = {"good": (20, 108, 60), "bad": (165, 50, 31), "vague": (106, 83, 0)}
"""The light theme's colours of marks, as in widget-colours.css."""

INKS: tuple[Colour, ...] = ((255, 255, 255), (16, 18, 22))
"""What is written on the accent: the one with more contrast."""


def stylesheet(theme: Theme) -> str:
    """The rules that set what the author says; nothing, if that is nothing. A dark ground stays the widget's own."""
    ground = read_colour(theme.ground) or LIGHT
    light = {**_shape(theme), **_painted(theme, ground), **_accent(theme.accent, ground, LEGIBLE)}
    dark = _accent(theme.accent, DARK, LUMINOUS)
    rules = _rule(":root", light)
    if dark:
        rules += f"@media (prefers-color-scheme:dark){{{_rule(':root:not([data-theme=light])', dark).strip()}}}\n"
    return rules + _rule(":root[data-theme=dark]", dark)


def _shape(theme: Theme) -> dict[str, str]:
    font = {"sc-font": theme.font, "font": theme.font} if theme.font else {}
    return font if theme.radius is None else {**font, "sc-radius": f"{theme.radius}px"}


def _painted(theme: Theme, ground: Colour) -> dict[str, str]:
    """What lies on a ground of the author's, or has an ink or lines of his; the rest is made to fit."""
    if not (theme.ground or theme.ink or theme.line):
        return {}
    ink = read_colour(theme.ink) or read_colour(INK) or INKS[1]
    raised = mix(ground, ink, 0.04)
    line = read_colour(theme.line) or mix(ground, ink, 0.5)
    texts = {"ink": ink, "soft": mix(ink, ground, 0.25), **STATES}
    colours = {
        "sc-ground": ground,
        "sc-raised": raised,
        "sc-hair": mix(ground, ink, 0.14),
        "sc-line": legible(line, ground, VISIBLE),
        "sc-wrong": mix(ground, STATES["bad"], 0.06),
        **{f"sc-{name}": legible(colour, raised, LEGIBLE) for name, colour in texts.items()},
    }
    return {name: write_colour(colour) for name, colour in colours.items()}


def _accent(written: str, ground: Colour, wanted: float) -> dict[str, str]:
    colour = read_colour(written)
    if colour is None:
        return {}
    accent = legible(colour, ground, wanted)
    on = max(INKS, key=lambda ink: contrast(ink, accent))
    return {"sc-accent": write_colour(accent), "sc-on-accent": write_colour(on)}


def _rule(selector: str, variables: dict[str, str]) -> str:
    said = ";".join(f"--{name}:{value}" for name, value in variables.items())
    return f"{selector}{{{said}}}\n" if said else ""
