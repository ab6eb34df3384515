"""A simulation as a plot: how many shoppers are done after how many questions. One SVG file, without outside parts."""

from __future__ import annotations

from html import escape

from app.guide.simulate import Simulation, Tally

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 48, 52
SHOWN = ("truthful", "unsure", "wrong")
"""The kinds of shoppers that are drawn."""
DASHES = ("", "7 4", "2 4")

STYLE = """
svg{--ink:#1c2329;--soft:#5b6770;--paper:#fff;--line:#c9d2d8;--k0:#1f6f8b;--k1:#b5651d;--k2:#a33a5c}
@media (prefers-color-scheme:dark){svg{--ink:#e8edf0;--soft:#a7b3bb;--paper:#14191d;--line:#38434b;--k0:#6cc3e0;
--k1:#e8a662;--k2:#f08aac}}
.paper{fill:var(--paper)}text{font:12px system-ui,sans-serif;fill:var(--ink)}.title{font-size:16px;font-weight:600}
.soft{fill:var(--soft)}.grid{stroke:var(--line)}.mark{stroke:var(--soft);stroke-dasharray:3 3}
.way{fill:none;stroke-width:2}.k0{stroke:var(--k0)}.k1{stroke:var(--k1)}.k2{stroke:var(--k2)}
""".replace("\n", "")


def as_plot(simulation: Simulation) -> str:
    """A whole SVG document: a curve for each kind and order, and marks for what is possible."""
    curves = [
        (f"{tally.kind}, {order}", SHOWN.index(tally.kind), place, tally)
        for place, (order, tallies) in enumerate(simulation.tallies.items())
        for tally in tallies
        if tally.kind in SHOWN
    ]
    most = max((max(tally.asked) for *_, tally in curves), default=1) + 1
    known = simulation.possible
    marks = {"Shannon": known.shannon, "optimum": known.optimum}
    title = f"{simulation.questionnaire}: shoppers who are done, by questions"
    parts = [*_axes(most), *(_mark(name, at, most) for name, at in marks.items() if at is not None and at <= most)]
    for row, (name, colour, dash, tally) in enumerate(curves):
        parts.append(_curve(tally, colour, dash, most))
        parts.append(_legend(name, colour, dash, row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="t d"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape(_described(curves))}</desc><style>{STYLE}</style>'
        f'<rect class="paper" width="100%" height="100%"/><text class="title" x="{LEFT}" y="26">{escape(title)}</text>'
        + "".join(parts)
        + "</svg>\n"
    )


def _x(questions: float, most: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * questions / most


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _axes(most: int) -> list[str]:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{share:.0%}</text>')
    every = max(1, most // 12)
    for number in range(0, most + 1, every):
        place = f'x="{_x(number, most):.1f}" y="{HEIGHT - BOTTOM + 18}"'
        parts.append(f'<text class="soft" {place} text-anchor="middle">{number}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    return [*parts, f'<text class="soft" x="{middle:.0f}" y="{HEIGHT - 12}" text-anchor="middle">questions</text>']


def _mark(name: str, at: float, most: int) -> str:
    x = _x(at, most)
    return (
        f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="soft" x="{x + 3:.1f}" y="{TOP - 4}">{escape(name)} {at:.2f}</text>'
    )


def _curve(tally: Tally, colour: int, dash: int, most: int) -> str:
    """The share that is done after each number of questions, as steps."""
    done, path = 0, [f"M{_x(0, most):.1f} {_y(0):.1f}"]
    for number in range(most + 1):
        done += tally.asked.get(number, 0)
        path.append(f"H{_x(number, most):.1f}V{_y(done / tally.shoppers):.1f}")
    return f'<path class="way k{colour}" stroke-dasharray="{DASHES[dash]}" d="{"".join(path)}"/>'


def _legend(name: str, colour: int, dash: int, row: int) -> str:
    x, y = WIDTH - RIGHT + 18, TOP + 12 + 20 * row
    line = f'<path class="way k{colour}" stroke-dasharray="{DASHES[dash]}" d="M{x} {y - 4}h26"/>'
    return f'{line}<text x="{x + 34}" y="{y}">{escape(name)}</text>'


def _described(curves: list[tuple[str, int, int, Tally]]) -> str:
    means = (f"{name}: {tally.questions[0]:.1f} questions on average" for name, _, _, tally in curves)
    return "; ".join(means)
