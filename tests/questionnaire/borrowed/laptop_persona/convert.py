"""Which laptop fits whom."""

from tests.questionnaire.borrowed.persona import convert

SOURCE = "persona_matcher_laptop.json"

__all__ = ["SOURCE", "convert"]
