"""Whether a bound that a shopper gives could be one of this shop's numbers at all."""

from __future__ import annotations

from app.catalog.columns import Numbers
from app.errors import Refused
from app.guide.release import Release
from app.questionnaire import Answer, Between, Question


def check_reach(release: Release, question: Question, answer: Answer) -> None:
    """Raises Refused with code `out-of-bounds` for a bound below 0 where the catalog has nothing below 0.

    Any other bound is taken, however little it leaves: what to give up then is for the list to say.
    """
    if not isinstance(answer, Between):
        return
    column = release.index.products.column(question.attribute)
    below = any(end is not None and end < 0 for end in (answer.min, answer.max))
    if below and isinstance(column, Numbers) and not (len(column.distinct) and column.distinct[0] < 0):
        raise Refused(
            "out-of-bounds", f"the question `{question.id}` got a bound below 0", "send one that is at least 0"
        )
