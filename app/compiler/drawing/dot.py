"""The drawing in DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from app.compiler.drawing.drawing import Drawing, short

RED, GREY = "#c0392b", "#888888"


def as_dot(drawing: Drawing) -> str:
    """Text for Graphviz; every id and label is quoted."""
    lines = [
        f"digraph {_quoted([drawing.title])} {{",
        f'  graph [label={_quoted([drawing.title])}, labelloc=t, rankdir=TB, fontname="sans-serif"];',
        '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];',
        '  edge [fontname="sans-serif", fontsize=9];',
    ]
    for node in drawing.nodes:
        looks = {"label": _quoted([short(node.text, 60), node.note])}
        if not node.is_question:
            looks["shape"] = '"oval"'
        if not node.reached:
            looks |= {"color": f'"{GREY}"', "fontcolor": f'"{GREY}"'}
        if node.dead:
            looks |= {"color": f'"{RED}"', "style": '"rounded,dashed"'}
        lines.append(f"  {_quoted([node.id])} [{_looks(looks)}];")
    for edge in drawing.edges:
        looks = {"label": _quoted(edge.lines)}
        if edge.dead:
            looks |= {"color": f'"{RED}"', "fontcolor": f'"{RED}"', "style": '"dashed"'}
        lines.append(f"  {_quoted([edge.start])} -> {_quoted([edge.to])} [{_looks(looks)}];")
    for mark, words in drawing.legend:
        colour = GREY if mark == "unreached" else RED
        style = "solid" if mark == "unreached" else "dashed"
        looks = {"label": _quoted([words]), "shape": '"note"', "color": f'"{colour}"', "style": f'"{style}"'}
        lines.append(f"  {_quoted([f'~{mark}'])} [{_looks(looks)}];")
    return "\n".join([*lines, "}"]) + "\n"


def _looks(looks: dict[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in looks.items())


def _quoted(lines: Iterable[str]) -> str:
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for line in lines)
    return '"' + "\\n".join(escaped) + '"'
