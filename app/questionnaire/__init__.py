"""What is asked: the YAML language, its graph, and the walk of answers along it."""

from app.questionnaire.answer import (
    Answer,
    Answers,
    Between,
    Entered,
    Picked,
    Seen,
    Skipped,
    read_answer,
    recall,
    write_answer,
)
from app.questionnaire.checks import check_graph
from app.questionnaire.model import Choice, Question, Questionnaire, Type
from app.questionnaire.parse import parse
from app.questionnaire.walk import Path, walk

__all__ = [
    "Answer",
    "Answers",
    "Between",
    "Choice",
    "Entered",
    "Path",
    "Picked",
    "Question",
    "Questionnaire",
    "Seen",
    "Skipped",
    "Type",
    "check_graph",
    "parse",
    "read_answer",
    "recall",
    "walk",
    "write_answer",
]
