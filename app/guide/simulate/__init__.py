"""Simulated shoppers, exact optima, and advice on the order of questions."""

from app.guide.simulate.advice import Redundant, Worth
from app.guide.simulate.simulation import Announce, Simulation, quietly, simulate
from app.guide.simulate.study import Tally

__all__ = ["Announce", "Redundant", "Simulation", "Tally", "Worth", "quietly", "simulate"]
