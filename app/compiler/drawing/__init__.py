"""The graph of a questionnaire, with what can come along each way, as Mermaid, DOT and SVG."""

from collections.abc import Callable

from app.compiler.drawing.dot import as_dot
from app.compiler.drawing.drawing import Drawing, draw
from app.compiler.drawing.mermaid import as_mermaid
from app.compiler.drawing.svg import as_svg

FORMATS: dict[str, Callable[[Drawing], str]] = {"mermaid": as_mermaid, "dot": as_dot, "svg": as_svg}
"""By the name of the format, what writes it."""

__all__ = ["FORMATS", "Drawing", "as_dot", "as_mermaid", "as_svg", "draw"]
