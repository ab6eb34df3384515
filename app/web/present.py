"""A step in the words of one language: the JSON of the interface, which the pages are drawn from too."""

from __future__ import annotations

from app.guide import Release, Reordered
from app.guide.step import Why
from app.services.answering import View
from app.web.arguing import STATES
from app.web.counsel import Counsel
from app.web.saying import Json, Saying

PART = (
    *("questionnaire", "version", "revision", "total", "offset", "products"),
    *("lead", "relaxations", "conflict", "empty", "critiques", "sinking", "further"),
)
"""What a part of the list says of a step."""


def present_step(view: View) -> Json:
    """The step of the interface, in the view's language."""
    said = Counsel(view.release, view.language)
    step = view.step
    return {
        "questionnaire": view.release.questionnaire.id,
        "title": said.pick(view.release.questionnaire.title),
        "version": view.release.version,
        "revision": view.release.revision,
        "language": view.language,
        "languages": list(view.release.questionnaire.languages),
        "kind": "question" if step.question else "results",
        "ended": step.ended,
        "moved": view.moved,
        "gift": step.gift,
        "gift_offered": said.gift_offered(step.gift_offered) if step.gift_offered else None,
        "remaining": step.remaining,
        "unknown": step.unknown,
        "question": said.question(step.question) if step.question else None,
        "answers": [said.answer(answer) for answer in step.answers],
        "progress": {"answered": step.progress.answered, "expected": step.progress.expected},
        "total": step.total,
        "offset": step.offset,
        "lead": said.lead(step),
        "products": [said.product(shown) for shown in step.products],
        "relaxations": _apart([said.relaxation(relaxation) for relaxation in step.relaxations]),
        "conflict": list(step.conflict),
        "empty": step.empty,
        "warnings": [said.pick(warning) for warning in step.warnings],
        "critiques": [said.critique(critique) for critique in step.critiques],
        "sinking": said.sinking(step),
        "further": [
            {"question": further.question.id, "ask": said.pick(further.question.ask), "gain": further.gain}
            for further in step.further
        ],
    }


def present_results(view: View) -> Json:
    """A part of the ranked list."""
    step = present_step(view)
    return {key: step[key] for key in PART}


def _apart(relaxations: list[Json]) -> list[Json]:
    """Those that differ in what they say or bring, each at its first place."""
    first: dict[tuple[str, int], Json] = {}
    for one in relaxations:
        first.setdefault((one["label"], one["remaining"]), one)
    return list(first.values())


def present_ranked(view: View, found: Reordered) -> Json:
    """The shop's own list, what the catalog does not have at its end."""
    said, release = Saying(view.release, view.language), view.release
    return {
        "questionnaire": release.questionnaire.id,
        "version": release.version,
        "revision": release.revision,
        "order": [*(shown.id for shown in found.products), *found.unknown],
        "products": [said.product(shown) for shown in found.products],
        "unknown": list(found.unknown),
    }


def present_why(view: View, found: Why) -> Json:
    """Why one product stands where it stands, and which answers keep it out."""
    said = Counsel(view.release, view.language)
    product = said.product(found.shown)
    reasons = product["reasons"]
    return {
        **{key: product[key] for key in ("id", "title", "url", "score", "terms")},
        "candidate": found.candidate,
        "dismissed": found.dismissed,
        "bought": said.because.bought(found.bought, found.change.obstacle == "bought") if found.bought else None,
        **{state: [reason for reason in reasons if reason["state"] == state] for state in STATES.values()},
        "failed": list(found.failed),
        **said.why_not(found.change),
        "what_if": [
            {**said.change(one.changes), "question": one.question, "remaining": one.remaining, "shown": one.shown}
            for one in found.what_if
        ],
        "critiques": [said.critique(critique) for critique in found.critiques],
    }


def present_definition(release: Release, language: str) -> Json:
    """What a questionnaire asks."""
    said = Saying(release, language)
    questionnaire = release.questionnaire
    return {
        **present_summary(release, language),
        "questions": [
            {
                "id": question.id,
                "type": question.type,
                "ask": said.pick(question.ask),
                "help": said.pick(question.help),
                "skippable": question.skippable,
                "choices": [
                    {"id": choice.id, "label": said.pick(choice.label)}
                    for choice in release.choices[question.id].values()
                ],
            }
            for question in questionnaire.questions.values()
        ],
    }


def present_summary(release: Release, language: str) -> Json:
    """A questionnaire in a list of them."""
    questionnaire = release.questionnaire
    return {
        "id": questionnaire.id,
        "title": questionnaire.title.pick(language),
        "catalog": questionnaire.catalog,
        "version": release.version,
        "revision": release.revision,
        "languages": list(questionnaire.languages),
    }
