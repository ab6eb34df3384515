"""What is shown first, and why: every product's score is a sum of terms, and every term has a cause."""

from app.ranking.explain import Reason, reasons
from app.ranking.grade import grades
from app.ranking.rank import top_rows
from app.ranking.score import Asked, Score, Term, Weights, score

__all__ = ["Asked", "Reason", "Score", "Term", "Weights", "grades", "reasons", "score", "top_rows"]
