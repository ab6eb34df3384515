"""Prints the figures of behaviour beside their bars. `--held-out` looks at the newest training days only, for choosing settings."""

from __future__ import annotations

import argparse
import subprocess
from dataclasses import replace
from datetime import datetime
from platform import machine, python_version, system

import numpy as np

from app.ranking.behaviour import FEATURES, Model
from tests.bench.behaviour import latency
from tests.bench.behaviour.dialogue import dialogue
from tests.bench.behaviour.logs import FOLDER, Trial, eshop, held_out, retailrocket, serenade
from tests.bench.behaviour.peers import implicit_scorers, wsknn_ranks
from tests.bench.behaviour.quality import hit_rate, learn, ranks, reciprocal, scorer, timed
from tests.bench.behaviour.served import SAMPLE, served, shop

BARS = {"RetailRocket": (0.58, 0.30), "Serenade example": (0.665, 0.36)}
ANSWER_BARS = {"no answer": 0.26, "category": 0.31, "category + price": 0.52, "category + colour": 0.63}


def sessions(trial: Trial) -> None:
    """Hit rate and reciprocal rank beside the bars and the peers."""
    model = learn(trial)
    print(f"{trial.name}: {len(trial.log):,} sessions, {len(trial.tests):,} prefixes, {model.items:,} items")
    print(
        "  weights: " + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, model.weights, strict=True))
    )
    found, spent = timed(lambda: ranks(trial, scorer(model)))
    bar = BARS.get(trial.name)
    wanted = f"   (at least {bar[0]} {bar[1]})" if bar else ""
    line("salesclerk", found, spent, wanted)
    for name, peer in implicit_scorers(trial.log, model.items):
        found, spent = timed(lambda peer=peer: ranks(trial, peer))  # type: ignore[misc]
        line(name, found, spent)
    sample, spent = timed(lambda: found if (seen := wsknn_ranks(trial)) is None else seen)
    if sample is not found:
        line(f"wsknn (on {len(sample)})", sample, spent)


def line(name: str, found: np.ndarray, spent: float, after: str = "") -> None:
    print(
        f"  {name:<18} HR@20 {hit_rate(found):.3f}  MRR@20 {reciprocal(found):.3f}  {spent / len(found) * 1e3:.2f} ms CPU{after}"
    )


def popular(model: Model) -> Model:
    """The model that knows popularity alone."""
    only = np.array([float(name == "popularity") for name in FEATURES])
    return replace(model, weights=only)


def answers(trial: Trial) -> None:
    """Hard answers with a session, and the simulated dialogue."""
    model = learn(trial)
    print(f"{trial.name}: {len(trial.log):,} sessions, {len(trial.tests):,} prefixes, {model.items:,} items; MRR@20")
    print(
        "  weights: " + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, model.weights, strict=True))
    )
    for name, cells in trial.answers.items():
        own = reciprocal(ranks(trial, scorer(model), cells))
        plain = reciprocal(ranks(trial, scorer(popular(model)), cells))
        print(f"  {name:<18} {own:.3f} (at least {ANSWER_BARS[name]}); popularity alone {plain:.3f}")
    whole = shop(trial)
    for name in trial.answers:
        seen = reciprocal(served(trial, whole, name))
        unlearnt = reciprocal(served(trial, whole.with_crowd(None), name))
        print(f"  {name:<18} as a shopper sees it (on {SAMPLE:,}) {seen:.3f}; before training {unlearnt:.3f}")
    talk(trial, model)


def talk(trial: Trial, model: Model) -> None:
    """The simulated dialogue, beside the one by popularity alone."""
    for name, score in (("salesclerk", scorer(model)), ("popularity alone", scorer(popular(model)))):
        asked = dialogue(trial, score)
        wanted = " (at least 0.56; at most 1.48)" if name == "salesclerk" else ""
        print(
            f"  dialogue, {name:<17} in the top 3 after one answer {np.mean(asked <= 1):.3f}, {asked.mean():.2f} questions{wanted}"
        )


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.bench.behaviour", description=__doc__)
    reader.add_argument("--held-out", action="store_true")
    reader.add_argument("part", nargs="*", help="serenade, retailrocket, eshop, latency; all if none")
    asked = reader.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.now():%Y-%m-%d}, commit {commit}, python -m tests.bench.behaviour")
    print(f"{system()} {machine()}, Python {python_version()}, numpy {np.__version__}\n")
    part = asked.part or ["serenade", "retailrocket", "eshop", "latency"]
    look = held_out if asked.held_out else lambda trial: trial
    if not FOLDER.exists():
        print(f"The public session logs are not here ({FOLDER.name}): only speed is measured.")
        part = ["latency"]
    if "serenade" in part:
        sessions(look(serenade()))
    if "retailrocket" in part:
        sessions(look(retailrocket()))
    if "eshop" in part:
        answers(look(eshop()))
    if "latency" in part:
        latency.report()


if __name__ == "__main__":
    main()
