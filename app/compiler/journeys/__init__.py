"""Recorded answers, and the step that they must lead to: an author's own tests."""

from app.compiler.journeys.check import check_journeys, noon
from app.compiler.journeys.read import read_journeys
from app.compiler.journeys.record import add_journey, day_of
from app.compiler.journeys.said import quoted, read_said

__all__ = ["add_journey", "check_journeys", "day_of", "noon", "quoted", "read_journeys", "read_said"]
