"""What differs in what the authors wrote, whatever line it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any

from app.compiler.diff.model import Change
from app.compiler.drawing.words import in_words
from app.conditions import All, Not, Test
from app.conditions import Any as AnyOf
from app.document.texts import Localized
from app.issues import Mark
from app.questionnaire import Merchandise, Question, Questionnaire, Rule
from app.questionnaire.route import Route
from app.questionnaire.wording import Place, wording

APART = (
    "id",
    "mark",
    "attribute_mark",
    "catalog_mark",
    "show_marks",
    "allow",
    "questions",
    "choices",
    "rules",
    "merchandise",
)
"""Fields that are compared on their own, or that say nothing of what is served."""
SECTIONS = ("results", "ranking", "recommend")
"""Fields that hold keys of their own."""
LONGEST = 60
"""Letters of a value that is repeated."""


def changes(before: Questionnaire, after: Questionnaire) -> tuple[Change, ...]:
    """Every change from one questionnaire to another: of the whole, of each question and choice, rules, texts."""
    return (*_changes(before, after),)


def _changes(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    yield from _keys((), before, after)
    yield from _listed(("questions",), list(before.questions), list(after.questions))
    for id, question in after.questions.items():
        old = before.questions.get(id)
        if old is not None:
            yield from _question(("questions", id), old, question)
    yield from _unnamed("rules", before.rules, after.rules)
    yield from _unnamed("merchandise", before.merchandise, after.merchandise)
    yield from _texts(before, after)


def _question(place: Place, before: Question, after: Question) -> Iterator[Change]:
    yield from _keys(place, before, after)
    yield from _listed((*place, "choices"), list(before.by_id), list(after.by_id))
    for id, choice in after.by_id.items():
        old = before.by_id.get(id)
        if old is not None:
            yield from _keys((*place, "choices", id), old, choice)


def _keys(place: Place, before: Any, after: Any) -> Iterator[Change]:
    """The keys of two things that are written differently; texts are left to `_texts`."""
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name in APART or isinstance(old, Localized) or isinstance(new, Localized) or field.name == "reason":
            continue
        if field.name in SECTIONS:
            yield from _keys((*place, field.name), old, new)
        elif bare(old) != bare(new):
            yield Change("changed", (*place, field.name), said(old), said(new))


def _listed(place: Place, before: list[str], after: list[str]) -> Iterator[Change]:
    """Ids that came, went, or stand elsewhere among those that stayed."""
    yield from (Change("removed", (*place, id)) for id in before if id not in after)
    yield from (Change("added", (*place, id)) for id in after if id not in before)
    stayed, now = [id for id in before if id in after], [id for id in after if id in before]
    kept = {
        id
        for block in SequenceMatcher(None, stayed, now, autojunk=False).get_matching_blocks()
        for id in stayed[block.a : block.a + block.size]
    }
    for id in now:
        if id not in kept:
            follows = after.index(id)
            yield Change("moved", (*place, id), after=f"after {after[follows - 1]}" if follows else "to the beginning")


def _unnamed(key: str, before: Sequence[Rule | Merchandise], after: Sequence[Rule | Merchandise]) -> Iterator[Change]:
    """Entries without an id: the same one stays, whatever its number."""
    left = [bare(one) for one in after]
    for number, one in enumerate(before, 1):
        if bare(one) in left:
            left.remove(bare(one))
        else:
            yield Change("removed", (key, str(number)), before=said(one))
    for number, one in enumerate(after, 1):
        if bare(one) in left:
            left.remove(bare(one))
            yield Change("added", (key, str(number)), after=said(one))


def _texts(before: Questionnaire, after: Questionnaire) -> Iterator[Change]:
    old, new = wording(before), wording(after)
    for place in [*new, *(place for place in old if place not in new)]:
        if place[0] in ("rules", "merchandise") or not (_stands(place, before) and _stands(place, after)):
            continue  # what came or went as a whole is said as such
        was, now = old.get(place), new.get(place)
        for language in dict.fromkeys([*(was.texts if was else ()), *(now.texts if now else ())]):
            one, other = (text.texts.get(language, "") if text else "" for text in (was, now))
            if one != other:
                yield Change("reworded", (*place, language) if language else place, _short(one), _short(other))


def _stands(place: Place, questionnaire: Questionnaire) -> bool:
    """Whether the question and the choice in which a text stands exist."""
    if place[0] != "questions":
        return True
    question = questionnaire.questions.get(place[1])
    return question is not None and (
        place[2] != "choices" or place[3] == "auto" or question.choice(place[3]) is not None
    )


def bare(value: Any) -> Any:
    """A value without the places where it is written, so that two writings of the same are equal."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Mark):
            return None
        parts = ((field.name, bare(getattr(value, field.name))) for field in fields(value))
        named = isinstance(value, Rule | Merchandise)
        return type(value).__name__, tuple(part for part in parts if not (named and part[0] in ("id", "allow")))
    if isinstance(value, dict):
        return tuple((key, bare(one)) for key, one in value.items())
    return tuple(bare(one) for one in value) if isinstance(value, tuple | list) else value


def said(value: Any) -> str:
    """A value in short words; empty for what has none."""
    match value:
        case None | () | "":
            return ""
        case bool():
            return str(value).lower()
        case float() | int():
            return f"{value:g}"
        case str():
            return _short(value)
        case Test() | All() | AnyOf() | Not():
            return _short(in_words(value))
        case Route():
            return value.to if value.when is None else f"{value.to} if {in_words(value.when)}"
        case tuple():
            return _short(", ".join(filter(None, map(said, value))))
        case Rule():
            parts = {"if": value.when, "filter": value.filter, "only": value.only}
            words = [f"{key} {in_words(part)}" for key, part in parts.items() if part is not None]
            more = ["prefer"] * bool(value.prefer) + ["warn"] * (value.warn is not None)
            return _short("; ".join([*words, *more]))
        case Merchandise():
            return _short(f"{value.deed} {in_words(value.condition)}")
    return str(getattr(value, "name", ""))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
