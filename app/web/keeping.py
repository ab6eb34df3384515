"""What stands in a question's own form when a button beside it is pressed: it counts, as if it had been sent before."""

from __future__ import annotations

from typing import Any

from app.services import answering
from app.web.posted import Posted
from app.web.present import present_step
from app.web.visit import Visit


def keep_picks(visit: Visit, posted: Posted) -> None:
    """Records what is picked or entered, and takes back an answer of which nothing is left.

    Does nothing for a button that does not send the question's form along. Raises like `answering.answer`.
    """
    if not posted.filled_in or posted.type == "info":
        return
    if not posted.says_nothing:
        answering.answer(visit.context, visit.held(), posted.question, posted.body(), seq=posted.seq)
        visit.beside["kept"] = True
    elif visit.token and _said_something(visit, posted.question):
        answering.withdraw(visit.context, visit.token, posted.question, seq=posted.seq)


def _said_something(visit: Visit, question: str) -> bool:
    """Whether the answer given before is more than "no preference", which an empty form shows too."""
    answers = present_step(visit.question(""))["answers"]
    said: dict[str, Any] = next((answer["value"] for answer in answers if answer["question"] == question), {})
    return any(said.get(part) not in (None, [], ()) for part in ("choices", "min", "max", "value"))
