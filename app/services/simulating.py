"""Letting simulated shoppers answer what a command line names."""

from __future__ import annotations

from app.config import Settings
from app.guide.simulate import Announce, Simulation, quietly
from app.guide.simulate import simulate as simulate_release
from app.services.clock import Clock, utc_now
from app.services.editions import find_release


def simulate(
    target: str,
    settings: Settings,
    shoppers: int,
    seed: int,
    announce: Announce = quietly,
    clock: Clock = utc_now,
) -> Simulation:
    """The simulation of a file, a published questionnaire's current version, or `ID@VERSION`, on its catalog now.

    Raises NotFound if there is none, Refused if it does not fit its catalog as it is now.
    """
    _, release = find_release(target, settings, clock)
    return simulate_release(release, clock(), shoppers, seed, announce)
