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
from app.questionnaire.checks import check_graph, check_logic
from app.questionnaire.choice import Choice
from app.questionnaire.include import check_part, included, is_part
from app.questionnaire.model import Goal, Questionnaire
from app.questionnaire.parse import parse
from app.questionnaire.question import Question, Type
from app.questionnaire.rule import Merchandise, Rule
from app.questionnaire.walk import Path, walk

__all__ = [
    "Answer",
    "Answers",
    "Between",
    "Choice",
    "Entered",
    "Goal",
    "Merchandise",
    "Path",
    "Picked",
    "Question",
    "Questionnaire",
    "Rule",
    "Seen",
    "Skipped",
    "Type",
    "check_graph",
    "check_logic",
    "check_part",
    "included",
    "is_part",
    "parse",
    "read_answer",
    "recall",
    "walk",
    "write_answer",
]
