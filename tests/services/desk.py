"""The folders as an author works on them: what is said of a change, and what is served after it."""

from collections.abc import Iterable

from app.issues import Issue
from app.services import Context
from app.services.answering import open_questionnaire


def look(context: Context) -> list[str]:
    """What the next request finds: the place and the code of every issue."""
    context.folders.look()
    return places(context.folders.issues)


def places(issues: Iterable[Issue]) -> list[str]:
    return [f"{issue.mark} {issue.code}".rpartition("/")[2] for issue in issues]


def asked(context: Context, questionnaire: str = "toys") -> str:
    """The first question of new sessions."""
    question = open_questionnaire(context, questionnaire).step.question
    assert question
    return question.question.ask.pick("en")


def remaining(context: Context, questionnaire: str = "toys") -> int:
    return open_questionnaire(context, questionnaire).step.remaining
