"""Colours as authors write them, and how well one can be read on another (WCAG 2.2)."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

BLACK, WHITE = (0, 0, 0), (255, 255, 255)

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


def read_colour(text: str) -> Colour | None:
    """A hexadecimal colour, or None for what is not `#rgb` or `#rrggbb`."""
    if not _HEX.match(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def write_colour(colour: Colour) -> str:
    """The colour as `#rrggbb`."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def legible(colour: Colour, ground: Colour, wanted: float) -> Colour:
    """The colour, moved away from `ground` until it has the contrast `wanted` to it, or as much as there can be."""
    goal = max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    for step in range(21):
        moved = mix(colour, goal, step / 20)
        if contrast(moved, ground) >= wanted:
            return moved
    return goal


def mix(colour: Colour, goal: Colour, share: float) -> Colour:
    """The colour that lies `share` (0 to 1) of the way to `goal`."""
    red, green, blue = (round(part + (end - part) * share) for part, end in zip(colour, goal, strict=True))
    return (red, green, blue)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """The relative luminance of WCAG 2, from 0 to 1."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
