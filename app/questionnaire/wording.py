"""Every text of a questionnaire that shoppers read, by its place."""

from __future__ import annotations

from collections.abc import Iterator

from app.document.texts import Localized
from app.issues import Mark
from app.questionnaire.choice import Choice, Phrases
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question

Place = tuple[str, ...]
"""Where a text stands: keys and ids from the root of the questionnaire; rules and merchandise count from 1."""


def wording(questionnaire: Questionnaire) -> dict[Place, Localized]:
    """The texts that the author wrote, in the order of the tables; what was left unsaid is left out."""
    found = dict(_of_all(questionnaire))
    return {place: text for place, text in found.items() if text is not None and text.mark is not None}


def written_once(questionnaire: Questionnaire) -> dict[Mark, Localized]:
    """The texts by where they are written: one that an anchor repeats, or that serves twice, stands once."""
    texts = (text for _, text in _of_all(questionnaire) if text is not None)
    return {text.mark: text for text in texts if text.mark is not None}


def _of_all(questionnaire: Questionnaire) -> Iterator[tuple[Place, Localized | None]]:
    yield ("title",), questionnaire.title
    for question in questionnaire.questions.values():
        yield from _of_question(("questions", question.id), question)
    for number, rule in enumerate(questionnaire.rules, 1):
        yield ("rules", str(number), "warn"), rule.warn
        yield from _of_reason(("rules", str(number)), rule.reason)
    for number, deed in enumerate(questionnaire.merchandise, 1):
        yield ("merchandise", str(number), "label"), deed.label


def _of_question(place: Place, question: Question) -> Iterator[tuple[Place, Localized | None]]:
    yield (*place, "ask"), question.ask
    for key in ("heading", "help", "alt", "skip", "unit"):
        yield (*place, key), getattr(question, key)
    for choice in question.choices:
        yield from _of_choice((*place, "choices", choice.id), choice)
    for value, label in question.auto.labels.items() if question.auto else ():
        yield (*place, "choices", "auto", "labels", value), label


def _of_choice(place: Place, choice: Choice) -> Iterator[tuple[Place, Localized | None]]:
    yield (*place, "label"), choice.label
    yield (*place, "help"), choice.help
    yield (*place, "alt"), choice.alt
    yield from _of_reason(place, choice.reason)


def _of_reason(place: Place, reason: Phrases) -> Iterator[tuple[Place, Localized | None]]:
    if reason.meets is not None:
        yield (*place, "reason", "meets"), reason.meets
    if reason.misses is not None:
        yield (*place, "reason", "misses"), reason.misses
