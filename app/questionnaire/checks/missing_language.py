"""Every text is given in every language of the questionnaire."""

from __future__ import annotations

from app.document.texts import ANY, Localized
from app.issues import Collector
from app.questionnaire.graph import Graph
from app.questionnaire.model import Questionnaire
from app.questionnaire.wording import written_once


def every_text_in_every_language(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    for mark, text in written_once(questionnaire).items():
        missing = [language for language in questionnaire.languages if not is_said(text, language)]
        if missing:
            message = f"the text `{_short(text)}` is not given in {', '.join(missing)}"
            advice = "; ".join(f"add {language}: …" for language in missing)
            issues.add(
                "missing-language", mark, message, f"{advice}; until then shoppers read it in {next(iter(text.texts))}"
            )


def is_said(text: Localized, language: str) -> bool:
    """Whether a shopper of this language reads a text that is meant for it: its own, its base's, or one for all."""
    return any(key in text.texts for key in (language, language.partition("-")[0], ANY))


def _short(text: Localized) -> str:
    said = next(iter(text.texts.values()))
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"


SHOWN = 40
"""Letters of a text that a message repeats."""
