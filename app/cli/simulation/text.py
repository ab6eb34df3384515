"""A simulation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from app.guide.simulate import Simulation, Tally, Worth

FEW = 8
"""Ids, or pairs, that are named at most."""
HEAD = ("", "questions", "median", "p95", "left", "median", "found", "in list", "dead ends")
NOTHING = "Nothing can be shown to anybody: the catalog is empty, or all of it is hidden or excluded"

Row = Sequence[str]


def as_text(simulation: Simulation) -> str:
    """What an author reads; the sections are set apart by empty lines."""
    sections = [_title(simulation)]
    if not any(simulation.tallies.values()):
        return "\n\n".join("\n".join(lines) for lines in (*sections, [NOTHING])) + "\n"
    for order, tallies in simulation.tallies.items():
        rows = [HEAD, *(_tally(tally.kind, tally) for tally in tallies)]
        sections.append([f"Asked in {order} order", *_table(rows), *_stuck(tallies)])
    sections += [_possible(simulation), _advice(simulation), _redundant(simulation), _trust(simulation)]
    sections.append(_never_shown(simulation))
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _title(simulation: Simulation) -> list[str]:
    return [
        f"{simulation.questionnaire}: {simulation.products:,} products, {simulation.questions} questions, "
        f"enough: {simulation.enough}; {simulation.shoppers:,} shoppers of each kind, seed {simulation.seed}",
        "left: candidates at the end; found: the wanted product is on the first page; in list: it is in the list",
    ]


def _tally(name: str, tally: Tally) -> Row:
    mean, median, high = tally.questions
    figures = (f"{mean:.2f}", f"{median:g}", f"{high:g}", f"{tally.left[0]:,.1f}", f"{tally.left[1]:,g}")
    return (name, *figures, _share(tally.found), _share(tally.in_list), _share(tally.dead_ends))


def _stuck(tallies: Sequence[Tally]) -> list[str]:
    stuck = {tally.kind: tally.stuck for tally in tallies if tally.stuck}
    return [f"  without a way out: {', '.join(f'{count} {kind}' for kind, count in stuck.items())}"] if stuck else []


def _possible(simulation: Simulation) -> list[str]:
    known = simulation.possible
    lines = {"no clerk can do with fewer than (Shannon)": known.shannon}
    if known.optimum is not None and known.static is not None:
        lines |= {"the best clerk (exact)": known.optimum, "the best fixed order": known.static}
    lines |= {"the most informative first": known.greedy, "the order of the file": known.written}
    rows = [(name, f"{questions:.2f}") for name, questions in lines.items()]
    note = [] if known.optimum is not None else ["  more questions than the exact optimum can be computed for"]
    end = f"{known.left:,.1f} are left on average"
    until = f"{simulation.enough} products or fewer are left" if simulation.enough else "nothing more can be told apart"
    heading = f"Questions until {until}, or none would help, if any may come next ({end})"
    if simulation.branches:
        note.append("  routes and conditions left aside, as if everybody could be asked everything")
    return [heading, *_table(rows), *note]


def _advice(simulation: Simulation) -> list[str]:
    def row(worth: Worth) -> Row:
        return (worth.question, f"{worth.alone:.2f}", _share(worth.asked), f"{worth.there:.2f}")

    what = "The best order" if simulation.exact else "A good order (by greatest gain)"
    rows = [("", "bits alone", "asked", "bits there"), *(row(worth) for worth in simulation.worths)]
    return [f"{what}, and what each question is worth", *_table(rows)] if simulation.worths else []


def _redundant(simulation: Simulation) -> list[str]:
    pairs = simulation.redundant
    rows = [(f"{pair.first}, {pair.second}", _share(pair.share)) for pair in pairs[:FEW]]
    more = [f"  and {len(pairs) - FEW} more"] if len(pairs) > FEW else []
    return ["Questions of which one tells much of the other", *_table(rows), *more] if pairs else []


def _trust(simulation: Simulation) -> list[str]:
    rows: list[Row] = [("", "questions", "left", "list", "found", "in list")]
    for kind, pair in simulation.trust.items():
        for name, tally in zip((f"{kind}, without", f"{kind}, with trust"), pair, strict=True):
            figures = (f"{tally.questions[0]:.2f}", f"{tally.left[0]:,.1f}", f"{tally.listed:,.1f}")
            rows.append((name, *figures, _share(tally.found), _share(tally.in_list)))
    return ["What trust on every question costs the honest, and brings those who err", *_table(rows)]


def _never_shown(simulation: Simulation) -> list[str]:
    ids = simulation.never_shown
    if not ids:
        return ["Every product was on some honest shopper's first page"]
    named = ", ".join(ids[:FEW]) + (", …" if len(ids) > FEW else "")
    return [f"On no honest shopper's first page: {len(ids):,} of {simulation.products:,} products: {named}"]


def _share(share: float) -> str:
    return f"{share:.1%}"


def _table(rows: Sequence[Row]) -> list[str]:
    """The first column to the left, the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines
