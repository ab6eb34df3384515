"""A relaxation in the words of one language, and as the body of a PATCH."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.conditions import Kind
from app.document.texts import Localized, plain
from app.guide import Release
from app.guide.step import Deed, Move, Relaxation
from app.questionnaire import Answer, write_answer
from app.web import formats
from app.web.texts import Translate, translator


class Relaxing:
    """Says what to change, as the shopper reads it and as the interface takes it."""

    def __init__(self, release: Release, language: str) -> None:
        self.release = release
        self.language = language
        self.t: Translate = translator(language)

    def change(self, changes: Mapping[str, Answer | None]) -> dict[str, Any]:
        """The body of a PATCH."""
        questions = self.release.questions
        return {id: None if answer is None else write_answer(questions[id], answer) for id, answer in changes.items()}

    def label(self, relaxation: Relaxation) -> str:
        """All that would be changed, in a few words."""
        said, *more = [self.move(move) for move in relaxation.moves]
        for text in more:
            said = self.t("relax.and", first=said, next=text)
        return said

    def move(self, move: Move) -> str:
        """What would be changed of one answer."""
        question = self.release.questions.get(move.question)
        ask = self.pick(question.ask) if question else move.question
        match move.deed:
            case Deed.RAISE | Deed.LOWER if question and move.bound is not None:
                catalog = self.release.index.catalog
                attribute = catalog.attributes[question.attribute]
                value = formats.fact(attribute, move.bound, catalog, self.language)
                key = f"relax.{move.deed}.price" if attribute.id == catalog.roles.get("price") else f"relax.{move.deed}"
                return self.t(key, name=self.pick(attribute.label), value=value)
            case Deed.ACCEPT | Deed.DROP:
                key = f"relax.{move.deed}" if self.speaks_for_itself(move) else f"relax.{move.deed}.of"
                return self.t(key, label=self.pick(self.choice_label(move.question, move.choice)), ask=ask)
        return self.t("relax.without", ask=ask)

    def speaks_for_itself(self, move: Move) -> bool:
        """Whether a choice can be named without its question: no yes or no, and no label that stands elsewhere too."""
        label = self.pick(self.choice_label(move.question, move.choice))
        question = self.release.questions[move.question]
        attribute = self.release.index.catalog.attributes.get(question.attribute)
        if attribute is not None and attribute.kind is Kind.FLAG:
            return False
        alike = [
            id
            for id, choices in self.release.choices.items()
            if any(self.pick(choice.label) == label for choice in choices.values())
        ]
        return alike == [move.question]

    def choice_label(self, question: str, choice: str) -> Localized:
        known = self.release.choices[question]
        return known[choice].label if choice in known else plain(choice)

    def pick(self, text: Localized) -> str:
        return text.pick(self.language)
