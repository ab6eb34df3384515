"""The source's own rules: see `persona.py`."""

from tests.questionnaire.borrowed.persona import Rules

_rules = Rules()
read, ask, offered, ranking = _rules.read, _rules.ask, _rules.offered, _rules.ranking
