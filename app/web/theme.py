"""An author's accent colour, made legible: the widget's CSS variables for light and dark ground."""

from __future__ import annotations

import re

LIGHT = (255, 255, 255)
DARK = (23, 26, 31)
"""The grounds that the widget paints, as in widget.css."""
LEGIBLE = 5.2
"""Contrast between text and ground: WCAG 2.2 AA wants 4.5; the rest is for the tint under a chosen card."""
LUMINOUS = 7.5
"""The same on dark ground, where a colour at the limit looks dull."""

Colour = tuple[int, int, int]

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


def stylesheet(accent: str) -> str:
    """The rules that set the accent, or nothing if it is not `#rgb` or `#rrggbb`."""
    colour = read_colour(accent)
    if colour is None:
        return ""
    light, dark = legible(colour, LIGHT, LEGIBLE), legible(colour, DARK, LUMINOUS)
    return (
        f":root{{{_variables(light)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{_variables(dark)}}}}}\n"
        f":root[data-theme=dark]{{{_variables(dark)}}}\n"
    )


def read_colour(text: str) -> Colour | None:
    """The red, green and blue (0 to 255) of a hexadecimal colour."""
    if not _HEX.match(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def legible(colour: Colour, ground: Colour, wanted: float) -> Colour:
    """The colour, moved away from `ground` until it has the contrast `wanted` to it."""
    goal = (0, 0, 0) if luminance(ground) > 0.5 else (255, 255, 255)
    for step in range(21):
        moved = _mix(colour, goal, step / 20)
        if contrast(moved, ground) >= wanted:
            return moved
    return goal


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """The relative luminance of WCAG 2, from 0 to 1."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: Colour, goal: Colour, share: float) -> Colour:
    red, green, blue = (round(part + (end - part) * share) for part, end in zip(colour, goal, strict=True))
    return (red, green, blue)


def _variables(accent: Colour) -> str:
    on = max(((255, 255, 255), (16, 18, 22)), key=lambda ink: contrast(ink, accent))
    return f"--sc-accent:{_hex(accent)};--sc-on-accent:{_hex(on)}"


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
