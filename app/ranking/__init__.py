"""What is shown first, and why: every product's score is a sum of terms, and every term has a cause."""

from app.ranking.aversion import Aversion, aversion
from app.ranking.crowd import Crowd
from app.ranking.explain import Reason, reasons
from app.ranking.grade import grades
from app.ranking.habit import Habit, habit
from app.ranking.rank import best_rows
from app.ranking.score import Asked, Score, Scorer, Weights
from app.ranking.taste import Taste, tastes
from app.ranking.term import Term
from app.ranking.trait import Trait
from app.ranking.traits import Traits, read_traits

__all__ = [
    "Asked", "Aversion", "Crowd", "Habit", "Reason", "Score", "Scorer", "Taste", "Term", "Trait", "Traits", "Weights",
    "aversion", "best_rows", "grades", "habit", "read_traits", "reasons", "tastes",
]  # fmt: skip
