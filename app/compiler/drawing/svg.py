"""The drawing as SVG: one file, without script or outside font, light and dark."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from html import escape

from app.compiler.drawing.drawing import Drawing, Edge, Node
from app.compiler.drawing.layout import Layout, lay_out

LETTER, SMALL = 7.2, 6.2
"""Width of a letter, in pixels, of texts and of labels: a little more than the usual fonts need."""
LINE, SMALL_LINE = 18, 15
PAD = 12
WRAP = 30
"""Letters in a line of a box."""
MARGIN = 24
HEAD = 40
"""Room for the title."""

STYLE = """
svg{--ink:#1c2329;--soft:#5b6770;--paper:#fff;--box:#f4f7f9;--line:#8796a1;--end:#e4eef2;--bad:#b3261e;--off:#9aa3a9}
@media (prefers-color-scheme:dark){svg{--ink:#e8edf0;--soft:#a7b3bb;--paper:#14191d;--box:#1f272d;--line:#72818c;
--end:#22343c;--bad:#ff8a80;--off:#6d777e}}
.paper{fill:var(--paper)}text{font:13px system-ui,sans-serif;fill:var(--ink)}.title{font-size:18px;font-weight:600}
.note,.label{font-size:11px;fill:var(--soft)}.box{fill:var(--box);stroke:var(--line)}.stop .box{fill:var(--end)}
.way{fill:none;stroke:var(--line);stroke-width:1.3}.tip{fill:var(--line)}.back{stroke-opacity:.6}
.dead .box{stroke:var(--bad);stroke-width:2;stroke-dasharray:6 3}.dead-edge .way{stroke:var(--bad);stroke-dasharray:6 3}
.dead-edge .tip{fill:var(--bad)}.dead-edge .label{fill:var(--bad)}
.unreached .box{stroke:var(--off);fill:none}.unreached text{fill:var(--off)}.under{fill:var(--paper);fill-opacity:.85}
""".replace("\n", "")


def as_svg(drawing: Drawing) -> str:
    """A whole SVG document."""
    texts = {node.id: textwrap.wrap(node.text, WRAP)[:3] or [""] for node in drawing.nodes}
    boxes = {node.id: _box(texts[node.id], node) for node in drawing.nodes}
    labels = {(edge.start, edge.to): _size(edge.lines, SMALL, SMALL_LINE) for edge in drawing.edges}
    layout = lay_out(boxes, labels)
    legend = _legend(drawing)
    width = max(layout.width, 320, *(_wide(line) * LETTER for line in (drawing.title, *(words for _, words in legend))))
    height = HEAD + layout.height + LINE * (len(legend) + 1)
    parts = [_edge(edge, layout, boxes, labels) for edge in drawing.edges]
    parts += [_node(node, texts[node.id], layout, boxes) for node in drawing.nodes]
    parts += [
        _of_legend(mark, words, HEAD + layout.height + LINE * (row + 1)) for row, (mark, words) in enumerate(legend)
    ]
    whole = f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN:.0f} {height + 2 * MARGIN:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{whole}" width="{width + 2 * MARGIN:.0f}" '
        f'height="{height + 2 * MARGIN:.0f}" role="group" aria-labelledby="t d">'
        f'<title id="t">{escape(drawing.title)}</title><desc id="d">{escape(_described(drawing))}</desc>'
        f"<style>{STYLE}</style>"
        f'<rect class="paper" x="{-MARGIN}" y="{-MARGIN}" width="100%" height="100%"/>'
        f'<text class="title" x="0" y="14">{escape(drawing.title)}</text>' + "".join(parts) + "</svg>\n"
    )


def _described(drawing: Drawing) -> str:
    questions = sum(node.is_question for node in drawing.nodes)
    ends = "".join(f" Dead end: {end}." for end in drawing.dead_ends)
    return f"{questions} questions, with how many products can come so far, and along each way.{ends}"


def _box(lines: Sequence[str], node: Node) -> tuple[float, float]:
    wide = max(*(_wide(line) * LETTER for line in lines), _wide(node.note) * SMALL, 96)
    return wide + 2 * PAD, len(lines) * LINE + SMALL_LINE + 2 * PAD - 4


def _size(lines: Sequence[str], letter: float, line: float) -> tuple[float, float]:
    return (max(_wide(text) for text in lines) * letter + 8, len(lines) * line) if lines else (1.0, 0.0)


def _node(node: Node, lines: Sequence[str], layout: Layout, boxes: dict[str, tuple[float, float]]) -> str:
    (x, y), (width, height) = layout.nodes[node.id], boxes[node.id]
    names = "node" + " stop" * (not node.is_question) + " dead" * node.dead + " unreached" * (not node.reached)
    top = y - height / 2 + HEAD
    round_ = 8 if node.is_question else height / 2
    said = f"{node.text} ({node.note})" + (": some answers here leave no product" if node.dead else "")
    texts = [
        f'<text x="{x:.1f}" y="{top + PAD + 10 + row * LINE:.1f}" text-anchor="middle">{escape(line)}</text>'
        for row, line in enumerate(lines)
    ]
    note = top + PAD + 8 + len(lines) * LINE
    return (
        f'<g class="{names}" role="img" aria-label="{escape(said)}"><title>{escape(said)}</title>'
        f'<rect class="box" x="{x - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{round_:g}"/>'
        + "".join(texts)
        + f'<text class="note" x="{x:.1f}" y="{note:.1f}" text-anchor="middle">{escape(node.note)}</text></g>'
    )


def _edge(
    edge: Edge,
    layout: Layout,
    boxes: dict[str, tuple[float, float]],
    labels: dict[tuple[str, str], tuple[float, float]],
) -> str:
    (x1, y1), (x2, y2) = layout.nodes[edge.start], layout.nodes[edge.to]
    down = 1 if y2 > y1 else -1
    y1 += HEAD + down * boxes[edge.start][1] / 2
    y2 += HEAD - down * (boxes[edge.to][1] / 2 + 6)
    cells = [(x, top + HEAD, bottom + HEAD) for x, top, bottom in layout.ways[edge.start, edge.to]]
    label_x, *span = cells[0 if down > 0 else -1] if cells else ((x1 + x2) / 2, y1, y2)
    label_y = sum(span) / 2
    wide, high = labels[edge.start, edge.to]
    path, x, y = f"M{x1:.1f} {y1:.1f}", x1, y1
    for to_x, enter, leave in [*cells, (x2, y2, y2)]:
        middle = (y + enter) / 2
        path += f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {enter:.1f}V{leave:.1f}"
        x, y = to_x, leave
    tip = f"M{x2:.1f} {y2 + down * 6:.1f}l-4.5 {-down * 8}h9z"
    said = f"from {edge.start} to {edge.to}: {'; '.join(map(str, edge.ways))}".removesuffix(": ")
    names = "edge" + " dead-edge" * edge.dead + " back" * (down < 0)
    first = label_y - high / 2 + 11
    under = (
        f'<rect class="under" x="{label_x - wide / 2:.1f}" y="{label_y - high / 2:.1f}" '
        f'width="{wide:.1f}" height="{high:.1f}"/>'
        if edge.lines
        else ""
    )
    texts = [
        f'<text class="label" x="{label_x:.1f}" y="{first + row * SMALL_LINE:.1f}" text-anchor="middle">'
        f"{escape(line)}</text>"
        for row, line in enumerate(edge.lines)
    ]
    return (
        f'<g class="{names}" role="img" aria-label="{escape(said)}"><title>{escape(said)}</title>'
        f'<path class="way" d="{path}"/><path class="tip" d="{tip}"/>{under}{"".join(texts)}</g>'
    )


def _legend(drawing: Drawing) -> list[tuple[str, str]]:
    counted = any(node.count is not None for node in drawing.nodes)
    found = [("", "Numbers: how many products can come so far, or along a way.")] if counted else []
    found += list(drawing.legend)
    return found + [("", f"Dead end: {end}") for end in drawing.dead_ends]


def _of_legend(mark: str, words: str, y: float) -> str:
    box = f'<rect class="box" x="0" y="{y - 11:.1f}" width="24" height="13" rx="4"/>'
    way = f'<path class="way" d="M0 {y - 4:.1f}h24"/>'
    sign = f'<g class="{mark}">{way if mark == "dead-edge" else box}</g>' if mark else ""
    return sign + f'<text class="note" x="{32 if mark else 0}" y="{y:.1f}">{escape(words)}</text>'


def _wide(text: str) -> int:
    """Letters, those of double width counted twice."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
