"""No text is given in a language in which nobody is served."""

from __future__ import annotations

from app.document.texts import ANY
from app.issues import Collector
from app.questionnaire.graph import Graph
from app.questionnaire.model import Questionnaire
from app.questionnaire.wording import written_once


def no_unlisted_language(questionnaire: Questionnaire, graph: Graph, issues: Collector) -> None:
    listed = {ANY, *questionnaire.languages, *(language.partition("-")[0] for language in questionnaire.languages)}
    known = ", ".join(questionnaire.languages)
    for mark, text in written_once(questionnaire).items():
        for language in text.texts:
            if language not in listed:
                message = f"a text is given in `{language}`, which is not among the languages {known}"
                issues.add("unlisted-language", mark, message, f"add {language} to `languages`, or take the text away")
