"""What a change of a questionnaire does: to what is asked, and to what the products make of it."""

from app.compiler.diff.changes import changes
from app.compiler.diff.compare import compare
from app.compiler.diff.model import Change, Difference, Shift, Side
from app.compiler.diff.words import describe_difference, plain_difference

__all__ = ["Change", "Difference", "Shift", "Side", "changes", "compare", "describe_difference", "plain_difference"]
