"""How a questionnaire looks, as its author wrote it."""

from __future__ import annotations

from pydantic import BaseModel


class Summary(BaseModel):
    """A questionnaire that serves."""

    id: str
    title: str
    catalog: str
    version: str
    revision: str
    languages: list[str]


class QuestionnaireList(BaseModel):
    """All questionnaires that serve."""

    questionnaires: list[Summary]


class DefinedChoice(BaseModel):
    """A choice by id and label."""

    id: str
    label: str


class DefinedQuestion(BaseModel):
    """A question as the author wrote it."""

    id: str
    type: str
    ask: str
    help: str
    skippable: bool
    choices: list[DefinedChoice]


class Definition(Summary):
    """A questionnaire with its questions."""

    questions: list[DefinedQuestion]
