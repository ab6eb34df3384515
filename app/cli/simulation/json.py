"""A simulation for your own programs; the shape only grows."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.guide.simulate import Simulation, Tally

FORMAT = 1


def as_json(simulation: Simulation) -> str:
    """One JSON object and a newline."""
    plain = {
        "format": FORMAT,
        "questionnaire": simulation.questionnaire,
        "products": simulation.products,
        "questions": simulation.questions,
        "enough": simulation.enough,
        "shoppers": simulation.shoppers,
        "seed": simulation.seed,
        "orders": {order: [_tally(tally) for tally in tallies] for order, tallies in simulation.tallies.items()},
        "trust": {
            kind: {"without": _tally(without), "with": _tally(trusted)}
            for kind, (without, trusted) in simulation.trust.items()
        },
        "possible": {**asdict(simulation.possible), "branches_left_aside": simulation.branches},
        "advice": {"exact": simulation.exact, "order": [asdict(worth) for worth in simulation.worths]},
        "redundant": [asdict(pair) for pair in simulation.redundant],
        "never_shown": list(simulation.never_shown),
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _tally(tally: Tally) -> dict[str, Any]:
    mean, median, high = tally.questions
    return {
        **asdict(tally),
        "questions": {"mean": mean, "median": median, "p95": high},
        "left": {"mean": tally.left[0], "median": tally.left[1]},
    }
