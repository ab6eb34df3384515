"""Simulated shoppers, exact optima, and advice on the order of questions."""

from app.guide.simulate.advice import Redundant, Worth
from app.guide.simulate.simulation import Simulation, simulate
from app.guide.simulate.study import Tally

__all__ = ["Redundant", "Simulation", "Tally", "Worth", "simulate"]
