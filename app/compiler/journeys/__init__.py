"""Recorded answers, and the step that they must lead to: an author's own tests."""

from app.compiler.journeys.check import check_journeys
from app.compiler.journeys.model import RESERVED, Journey, Journeys, Leg, Then
from app.compiler.journeys.read import read_journeys
from app.compiler.journeys.record import add_journey

__all__ = ["RESERVED", "Journey", "Journeys", "Leg", "Then", "add_journey", "check_journeys", "read_journeys"]
