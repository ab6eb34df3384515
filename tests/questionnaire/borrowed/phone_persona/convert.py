"""Which phone fits whom."""

from tests.questionnaire.borrowed.persona import convert

SOURCE = "persona_matcher_phone.json"

__all__ = ["SOURCE", "convert"]
