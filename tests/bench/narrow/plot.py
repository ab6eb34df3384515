"""What a step costs against products, answers and choices, drawn as SVG with a writer of its own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tests.bench.narrow.invented import invent, questions
from tests.bench.narrow.report import by_number
from tests.bench.narrow.salesclerk import Salesclerk
from tests.bench.narrow.workload import Step, workload
from tests.bench.narrow.world import In, Question, World, build_world

SIZES = (10**4, 3 * 10**4, 10**5, 3 * 10**5, 10**6)
MIDDLE = 10**6
CHOICES = (18, 36, 72, 144, 288)
SHOPPERS = 20
WIDTH, HEIGHT, PLOT, PAD = 960, 300, 240, 60

STYLE = """<style>
text{font:12px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:13px}
.a{stroke:#999;fill:none}.l{stroke:#0a6ebd;fill:none;stroke-width:2}.p{fill:#0a6ebd}
@media(prefers-color-scheme:dark){text{fill:#ddd}.a{stroke:#777}.l{stroke:#6cb8f5}.p{fill:#6cb8f5}}
</style>"""


@dataclass(frozen=True)
class Curve:
    """`steep`: the exponent of the growth between the last two points, time ~ x^steep; None if x starts at 0."""

    title: str
    points: Sequence[tuple[float, float]]
    logarithmic: bool

    @property
    def steep(self) -> float | None:
        (x0, y0), (x1, y1) = self.points[-2:]
        return float(np.log(y1 / y0) / np.log(x1 / x0)) if self.logarithmic else None


def plot(path: Path) -> None:
    """Measures, writes the drawing, and says the growth."""
    curves = measure()
    path.write_text(draw(curves))
    for curve in curves:
        figures = ", ".join(f"{x:,.0f}: {y:.3f} ms" for x, y in curve.points)
        growth = f"; grows as its power {curve.steep:.2f} at the end" if curve.steep is not None else ""
        print(f"{curve.title}: {figures}{growth}")


def measure() -> list[Curve]:
    """The three curves, in ms."""
    sizes = []
    for rows in SIZES:
        world = invent(rows)
        steps = workload(world, SHOPPERS)
        times = timed(world, steps)
        sizes.append((float(rows), float(np.median(times))))
    answers = [(float(k), ms) for k, ms in by_number(steps, times).items()]
    wide = []
    for choices in CHOICES:
        world = with_choices(choices)
        wide.append((float(choices), float(np.median(timed(world, workload(world, SHOPPERS // 4))))))
    return [
        Curve("Products (72 choices)", sizes, True),
        Curve("Answers given (10^6 products)", answers, False),
        Curve("Choices (10^6 products)", wide, True),
    ]


def timed(world: World, steps: Sequence[Step]) -> np.ndarray:
    """Milliseconds of each step, the better of two turns."""
    engine = Salesclerk(world)
    turns = []
    for _ in range(3):
        found = []
        for step in steps:
            start = time.perf_counter()
            engine.step(step.answers, step.taste)
            found.append((time.perf_counter() - start) * 1000)
        turns.append(found)
    return np.minimum(*np.array(turns[1:]))


def with_choices(count: int) -> World:
    """The invented world of 10^6 rows with about `count` choices in all: fewer of each question, or more questions."""
    world = invent(MIDDLE)
    asked = questions(dict(world.columns))
    part = min(1.0, count / 72)
    kept = [
        replace(question, choices=question.choices[: max(1, round(len(question.choices) * part))]) for question in asked
    ]
    more: list[Question] = []
    while sum(len(question.choices) for question in [*kept, *more]) < count:
        pairs = tuple(In(frozenset({code, code + 1 + len(more)})) for code in range(12))
        more.append(Question(f"more-{len(more)}", ("brand", "kind")[len(more) % 2], "any", True, pairs))
    return build_world(f"choices-{count}", world.columns, [*kept[:-1], *more, kept[-1]], world.scores, world.ids)


def draw(curves: Sequence[Curve]) -> str:
    """The curves side by side; time from 0 up or, with x by powers, by powers too."""
    parts = [_panel(curve, PAD + place * (WIDTH // 3)) for place, curve in enumerate(curves)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    title = "<title>Milliseconds of an answer step against products, answers and choices</title>"
    return "\n".join([head, title, STYLE, *parts, "</svg>", ""])


def _panel(curve: Curve, left: int) -> str:
    width, top, bottom = WIDTH // 3 - PAD - 20, 40, 40 + PLOT - 40
    xs, ys = (np.array(axis) for axis in zip(*curve.points, strict=True))
    scale = np.log10 if curve.logarithmic else np.asarray
    low_y = 10 ** np.floor(np.log10(ys.min())) if curve.logarithmic else 0.0
    high_y = 10 ** np.ceil(np.log10(ys.max())) if curve.logarithmic else ys.max() * 1.1
    across = left + (scale(xs) - scale(xs[0])) / (scale(xs[-1]) - scale(xs[0])) * width
    up = bottom - (scale(ys) - scale(low_y)) / (scale(high_y) - scale(low_y)) * (bottom - top)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, up, strict=True))
    parts = [f'<text class="t" x="{left}" y="20">{curve.title}</text>']
    parts.append(f'<path class="a" d="M{left} {top}V{bottom}H{left + width}"/><polyline class="l" points="{line}"/>')
    for x, y, at, value in zip(xs, ys, across, up, strict=True):
        parts.append(
            f'<circle class="p" cx="{at:.1f}" cy="{value:.1f}" r="3"><title>{x:,.0f}: {y:.3f} ms</title></circle>'
        )
        parts.append(f'<text x="{at:.1f}" y="{bottom + 18}" text-anchor="middle">{_short(x)}</text>')
    for y in (low_y, high_y):
        at = bottom - (scale(y) - scale(low_y)) / (scale(high_y) - scale(low_y)) * (bottom - top)
        parts.append(f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{y:.3g} ms</text>')
    return "\n".join(parts)


def _short(x: float) -> str:
    for size, unit in ((10**6, "M"), (10**3, "k")):
        if x >= size:
            return f"{x / size:g}{unit}"
    return f"{x:g}"
