"""The tables: times, ratios, and each bar of the issue with its figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.bench.narrow.limit import Limit
from tests.bench.narrow.peers import OURS, PEERS
from tests.bench.narrow.race import Times
from tests.bench.narrow.workload import Step

STEP_BARS = {10**4: 0.3, 10**5: 1.0, 10**6: 6.0}
"""Milliseconds at most, the median of our step."""
SMALLEST = 10**4
"""Rows; in smaller worlds the ratios are reported but judged by no bar, as the bars' own table begins here."""
COPY_BAR = 13.0
"""Milliseconds: where copying 90 MB takes longer, the times are not judged, only the ratios."""
BYTES_BAR = 40_000_000
BYTES_AT = 10**6
CACHED_BAR = 0.05
"""Milliseconds of an early step that is remembered."""
GROUPS_BAR = 3.0


@dataclass(frozen=True)
class Measured:
    """One world's figures."""

    world: str
    rows: int
    steps: Sequence[Step]
    times: Mapping[str, Times]
    bytes: Mapping[str, int]
    limit: Limit
    missing: Sequence[str] = ()
    cached: float | None = None
    grouped: float | None = None
    """Seconds of a remembered early step, and how many times a step with groups takes; None: not measured."""


@dataclass(frozen=True)
class Bar:
    """`figure` is None where nothing was measured. Ratios have to be at least the bound, all else at most."""

    what: str
    bound: float
    figure: float | None
    unit: str = "ms"
    judged: bool = True

    @property
    def verdict(self) -> str:
        if self.figure is None:
            return "not measured"
        if not self.judged:
            return "not judged: this machine copies too slowly"
        met = self.figure >= self.bound if self.unit == "times ours" else self.figure <= self.bound
        return "met" if met else "MISSED"


@dataclass(frozen=True)
class Verdict:
    bars: Sequence[Bar]
    missing: Sequence[str] = field(default_factory=tuple)

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def exit_code(self) -> int:
        """1 unless every peer ran and every bar that could be judged is met."""
        fine = all(bar.verdict.startswith(("met", "not judged")) for bar in self.bars)
        return 0 if self.complete and fine else 1


def ratio(measured: Measured, peer: str) -> float | None:
    """How many times as long the peer's median is as ours on the very same steps."""
    done = measured.times[peer].steps if peer in measured.times else []
    if not done:
        return None
    return float(np.median(done) / np.median(measured.times[OURS.name].steps[: len(done)]))


def judge(all_measured: Sequence[Measured]) -> Verdict:
    """Every bar of the issue that this benchmark can judge, on invented worlds, and who was missing."""
    bars = []
    for measured in all_measured:
        copy = measured.limit.copy * 1000
        ours = float(np.median(measured.times[OURS.name].steps)) * 1000
        if measured.world.startswith("invented"):
            if measured.rows in STEP_BARS:
                judged = measured.rows < BYTES_AT or copy <= COPY_BAR
                bars.append(Bar(f"step, {measured.world}", STEP_BARS[measured.rows], ours, judged=judged))
            if measured.rows == BYTES_AT:
                size = measured.bytes[OURS.name] / 1e6
                bars.append(Bar(f"memory beside the columns, {measured.world}", BYTES_BAR / 1e6, size, "MB"))
                cached = None if measured.cached is None else measured.cached * 1000
                bars.append(Bar(f"remembered early step, {measured.world}", CACHED_BAR, cached))
                bars.append(Bar(f"step with groups, {measured.world}", GROUPS_BAR, measured.grouped, "times a step"))
        for peer in PEERS if measured.rows >= SMALLEST else ():
            if peer.times is not None and measured.rows <= peer.most:
                bars.append(Bar(f"{peer.name}, {measured.world}", peer.times, ratio(measured, peer.name), "times ours"))
    return Verdict(bars, sorted({name for measured in all_measured for name in measured.missing}))


def show_world(measured: Measured) -> str:
    """The table of one world."""
    milliseconds = {name: np.array(times.steps) * 1000 for name, times in measured.times.items()}
    ours = milliseconds[OURS.name]
    limit = measured.limit
    lines = [
        f"{measured.world}: {measured.rows:,} rows, {len(measured.steps)} steps",
        f"  reading the bitmaps once {limit.read * 1000:.3f} ms, copying 90 MB {limit.copy * 1000:.1f} ms; "
        f"our step is {np.median(ours) / limit.read / 1000:.1f} times the reading",
        f"  {'':<28}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}{'steps':>7}{'MB':>8}",
    ]
    for name, times in milliseconds.items():
        size = f"{measured.bytes[name] / 1e6:.1f}" if measured.bytes.get(name) else ""
        against = ratio(measured, name)
        lines.append(
            f"  {name:<28}{np.median(times):>9.3f}{np.percentile(times, 95):>9.3f}{against:>8.2f}{len(times):>7}{size:>8}"
        )
        if measured.times[name].inner:
            inner = np.array(measured.times[name].inner) * 1000
            lines.append(f"  {'  inside node':<28}{np.median(inner):>9.3f}{np.percentile(inner, 95):>9.3f}")
    by_answers = by_number(measured.steps, ours)
    lines.append("  ours after k answers, p50 ms: " + ", ".join(f"{k}: {ms:.3f}" for k, ms in by_answers.items()))
    return "\n".join(lines)


def by_number(steps: Sequence[Step], times: np.ndarray) -> dict[int, float]:
    """The median by how many answers were given."""
    groups: dict[int, list[float]] = {}
    for step, spent in zip(steps, times, strict=False):
        groups.setdefault(len(step.answers), []).append(float(spent))
    return {k: float(np.median(groups[k])) for k in sorted(groups)}


def show_verdict(verdict: Verdict) -> str:
    """Each bar, then whether the run proves any."""
    lines = [f"{'bar':<52}{'bound':>9}{'figure':>10}  verdict"]
    for bar in verdict.bars:
        figure = "" if bar.figure is None else f"{bar.figure:.2f}"
        lines.append(f"{bar.what:<52}{bar.bound:>9g}{figure:>10}  {bar.unit}: {bar.verdict}")
    if verdict.missing:
        lines.append("incomplete: proves no bar. Missing: " + "; ".join(verdict.missing))
    return "\n".join(lines)
