"""Coverage written by hand, for what only shows or compares it."""

from __future__ import annotations

from typing import Any

from app.compiler.coverage import Coverage, DeadEnd, exactly


def dead_end(*answers: tuple[str, str]) -> DeadEnd:
    return DeadEnd(answers, spared=True)


def coverage(**known: Any) -> Coverage:
    """A coverage of which only some is of interest."""
    nothing = exactly(0)
    usual: dict[str, Any] = {
        "products": 4, "eligible": 4, "nodes": {}, "edges": {}, "answers": {}, "unreached": 0, "unreached_products": (),
        "paths": 1, "closed": 0, "worst": nothing, "expected": nothing, "dead": nothing, "unspared": nothing,
        "dead_paths": 0, "dead_ends": (), "dead_ends_cut": False, "pairs": 0, "triples": 0, "clashes": (),
    }  # fmt: skip
    return Coverage(**{**usual, **known})
