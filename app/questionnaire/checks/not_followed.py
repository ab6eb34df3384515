"""What was not judged is said."""

from __future__ import annotations

from app.issues import Collector
from app.questionnaire.explore import Exploration


def logic_followed_to_the_end(exploration: Exploration, issues: Collector) -> None:
    if not exploration.exact:
        message = "the answers and conditions are too manifold to be followed to the end"
        help = "what never or always holds was not judged; the rest was"
        issues.add("not-followed", exploration.questionnaire.first.mark, message, help)
