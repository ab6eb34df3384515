"""What the browser may keep of a visit, so that its Back button shows the question before (ADR 34)."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, request

from app.services.answering import View

NEVER = "no-store"
FOR_BACK = "private, max-age=0"
"""Kept in this browser alone, and asked for anew by everything but Back and Forward."""
TELLING = frozenset({"about", "copy", "erasing", "erased", "link"})
"""What stands beside a step where a page shows what is held, or hands it on."""


def keep_for_back(response: Response, view: View, beside: Iterable[str]) -> None:
    """Lets Back show a page again, unless it tells what is held or a sensitive question was asked or answered."""
    asked = [answer.asked for answer in view.step.answers]
    if view.step.question:
        asked.append(view.step.question.question)
    harmless = all(question is not None and not question.sensitive for question in asked)  # what is gone may have been
    if harmless and TELLING.isdisjoint(beside):
        response.headers["Cache-Control"] = FOR_BACK


def forget_for_back(response: Response, deed: str, argument: str) -> None:
    """After "Start again" and "Erase everything", Back shows nothing more; the script keeps nothing to be cleared."""
    meant = deed == "restart" or (deed, argument) == ("erase", "yes")
    if meant and request.headers.get("Sec-Fetch-Dest") != "empty":
        response.headers["Clear-Site-Data"] = '"cache"'
