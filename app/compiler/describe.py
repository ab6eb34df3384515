"""Coverage in words for people, and as plain data for programs."""

from __future__ import annotations

from typing import Any

from app.compiler.coverage import Coverage, Figure, Said

CUT = "the search for dead ends was cut short: there may be shorter ones"
SHOWN = 5
"""How many dead ends and clashes are spelt out for people."""


def describe(coverage: Coverage) -> list[str]:
    """Lines for people: products, paths, what is left at the end, dead ends and clashes, in this order."""
    return [*_products(coverage), *_ends(coverage), *_dead_ends(coverage), *_clashes(coverage)]


def plain(coverage: Coverage) -> dict[str, Any]:
    """The coverage as JSON holds it: edges as a list, figures as value, low, high and, if sampled, walks."""
    return {
        "products": coverage.products,
        "eligible": coverage.eligible,
        "nodes": dict(coverage.nodes),
        "edges": [
            {"from": start, "choice": choice, "to": to, "products": count}
            for (start, choice, to), count in coverage.edges.items()
        ],
        "answers": [
            {"question": question, "answer": said, "products": count}
            for (question, said), count in coverage.answers.items()
        ],
        "unreached": {"count": coverage.unreached, "examples": list(coverage.unreached_products)},
        "paths": coverage.paths,
        "closed": coverage.closed,
        "worst": _plain_figure(coverage.worst),
        "expected": _plain_figure(coverage.expected),
        "dead": _plain_figure(coverage.dead),
        "unspared": _plain_figure(coverage.unspared),
        "dead_paths": coverage.dead_paths,
        "dead_ends_cut": coverage.dead_ends_cut,
        "dead_ends": [{"answers": _plain_said(end.answers), "spared": end.spared} for end in coverage.dead_ends],
        "clashes": {
            "pairs": coverage.pairs,
            "triples": coverage.triples,
            "examples": [_plain_said(clash.answers) for clash in coverage.clashes],
        },
    }


def said_of(figure: Figure, percent: str = "") -> str:
    """A figure in words; with `percent`, a share as a percentage.

    >>> said_of(Figure(0.25, 0.2, 0.31, walks=400), " %")
    '25 % (sampled: 20 to 31 % with 95 % confidence)'
    """
    scale = 100 if percent else 1
    value, low, high = (_number(number * scale) for number in (figure.value, figure.low, figure.high))
    if figure.sampled:
        return f"{value}{percent} (sampled: {low} to {high}{percent} with 95 % confidence)"
    return f"{value}{percent}" if figure.exact else f"{low} to {high}{percent}"


def _products(coverage: Coverage) -> list[str]:
    lines = [f"{coverage.eligible:,} of {coverage.products:,} products may be shown"]
    if coverage.unreached:
        examples = ", ".join(coverage.unreached_products)
        lines.append(f"{coverage.unreached:,} of them no path can reach: {examples}")
    return lines


def _ends(coverage: Coverage) -> list[str]:
    closed = f", and {coverage.closed:,} to the end without products" if coverage.closed else ""
    return [
        f"{coverage.paths:,} paths to results{closed}",
        f"candidates at the end: at most {said_of(coverage.worst)}, expected {said_of(coverage.expected)}",
    ]


def _dead_ends(coverage: Coverage) -> list[str]:
    if coverage.dead.high == 0:
        return ["no path ends without a product"]
    counted = "" if coverage.dead_paths is None else f" ({coverage.dead_paths:,} paths)"
    lines = [f"walks that end without a product: {said_of(coverage.dead, ' %')}{counted}"]
    lines.append(f"not spared the shopper by greying empty choices: {said_of(coverage.unspared, ' %')}")
    lines += [f"dead end: {end}: no product" for end in coverage.dead_ends[:SHOWN]]
    if coverage.dead_ends_cut:
        lines.append(CUT)
    return lines


def _clashes(coverage: Coverage) -> list[str]:
    if not coverage.clashes:
        return []
    lines = [f"answers that no product fits together: pairs {coverage.pairs:,}, triples {coverage.triples:,}"]
    return lines + [f"never together: {clash}" for clash in coverage.clashes[:SHOWN]]


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 1000:
        return f"{round(value):,}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2g}"


def _plain_figure(figure: Figure) -> dict[str, float]:
    found = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {**found, "walks": figure.walks} if figure.sampled else found


def _plain_said(answers: tuple[Said, ...]) -> list[dict[str, str]]:
    return [{"question": question, "answer": said} for question, said in answers]
