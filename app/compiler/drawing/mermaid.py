"""The drawing as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.compiler.drawing.drawing import Drawing, short

_SPECIAL = re.compile(r"[^\w .,:?!()/·…≥≤–äöüÄÖÜß-]|^\s*-|^\d+(?=[.)]\s)")
"""What Mermaid could take for markup, and what begins a list of Markdown."""


def as_mermaid(drawing: Drawing) -> str:
    """Text for Mermaid 10 and later; ids are made up, so that no word of the language is one."""
    ids = {node.id: f"n{place}" for place, node in enumerate(drawing.nodes)}
    lines = ["---", f"title: {_title(drawing.title)}", "---", "flowchart TD"]
    for node in drawing.nodes:
        label = _label([short(node.text, 60), node.note])
        lines.append(f'  {ids[node.id]}["{label}"]' if node.is_question else f'  {ids[node.id]}(["{label}"])')
    for edge in drawing.edges:
        arrow = "-.->" if edge.dead else "-->"
        label = f'|"{_label(edge.lines)}"|' if edge.lines else ""
        lines.append(f"  {ids[edge.start]} {arrow}{label} {ids[edge.to]}")
    lines += _styles(drawing, ids)
    return "\n".join(lines) + "\n"


def _styles(drawing: Drawing, ids: dict[str, str]) -> list[str]:
    lines = [f'  legend_{mark.replace("-", "_")}["{_label([words])}"]' for mark, words in drawing.legend]
    lines += ["  classDef dead stroke:#c0392b,stroke-width:2px,stroke-dasharray:5 3"]
    lines += ["  classDef unreached fill:#eee,stroke:#aaa,color:#777"]
    marked = {
        "dead": [ids[node.id] for node in drawing.nodes if node.dead],
        "unreached": [ids[node.id] for node in drawing.nodes if not node.reached],
    }
    for mark, _ in drawing.legend:
        style = "unreached" if mark == "unreached" else "dead"
        marked[style].append(f"legend_{mark.replace('-', '_')}")
    lines += [f"  class {','.join(found)} {style}" for style, found in marked.items() if found]
    dead = [str(place) for place, edge in enumerate(drawing.edges) if edge.dead]
    return [*lines, f"  linkStyle {','.join(dead)} stroke:#c0392b"] if dead else lines


def _title(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(lines: Iterable[str]) -> str:
    return "<br/>".join(_SPECIAL.sub(lambda found: "".join(map(_code, found[0])), line) for line in lines)


def _code(letter: str) -> str:
    return letter if letter == " " else f"#{ord(letter)};"
