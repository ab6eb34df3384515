"""From a file's text to a questionnaire, by the tables of the format."""

from __future__ import annotations

from collections.abc import Mapping as Texts
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from app.conditions import Held, Test
from app.conditions.dates import Relative
from app.conditions.parse import RESERVED
from app.document import Mapping, Node, Text, load
from app.document.model import describe
from app.document.shape import is_identifier, read_mapping
from app.document.texts import UNSAID, plain
from app.issues import Collector
from app.questionnaire.across import read_merchandise, read_rules
from app.questionnaire.choice import Auto, Choice
from app.questionnaire.fitting import check_choice_keys, check_keys, check_whole
from app.questionnaire.include import bring_in, read_parts
from app.questionnaire.model import Goal, Questionnaire, Ranking, Recommend, Results
from app.questionnaire.names import bind_answers
from app.questionnaire.question import Question, Type
from app.questionnaire.readers import ASK, LIMITS
from app.questionnaire.route import BEST, TERMINALS
from app.questionnaire.schema import AUTO, CHOICE, QUESTION, QUESTIONNAIRE
from app.questionnaire.scope import has_type_in_scope, in_scope
from app.questionnaire.telling import knowing_shoppers
from app.questionnaire.theme import read_theme
from app.shopper.names import CONTEXT, SEGMENT, sound_names
from app.shopper.segments import FILE as SEGMENTS_FILE
from app.shopper.segments import Segments, read_segments
from app.shopper.trigger_file import FILE as TRIGGERS_FILE
from app.shopper.trigger_file import read_triggers
from app.shopper.triggers import of_catalog

NOT_QUESTIONS = (*TERMINALS, BEST, *RESERVED, *CONTEXT, SEGMENT)
"""Ids that mean something else in routes or in `when`."""


def parse(source: str, file: str, issues: Collector, parts: Texts[str, str] | None = None) -> Questionnaire | None:
    """The questionnaire that a text writes, or None if an error was found; all issues go to `issues`.

    `parts` are the texts of the files that it may include, by name.
    """
    collected = Collector()
    root = load(source, file, collected)
    questionnaire = _questionnaire(root, parts or {}, collected) if root else None
    issues.issues.extend(collected.issues)
    return None if collected.failed else questionnaire


def _questionnaire(root: Node, parts: Texts[str, str], issues: Collector) -> Questionnaire | None:
    values = read_mapping(in_scope(root, issues), QUESTIONNAIRE, "a questionnaire", issues)
    node = values.get("questions")
    shared = read_parts(root.get("include"), parts, issues) if isinstance(root, Mapping) else {}
    questions = _questions(bring_in(node, shared, issues), issues) if node else {}
    if not questions or not {"questionnaire", "catalog", "title"} <= set(values) or not isinstance(root, Mapping):
        return None
    show = root.get("results")
    shown = show.get("show") if isinstance(show, Mapping) else None
    questionnaire = Questionnaire(
        id=values["questionnaire"],
        catalog=values["catalog"],
        catalog_mark=root.entries["catalog"].value.mark,
        title=values["title"],
        languages=values.get("languages") or tuple(key for key in values["title"].texts if key) or ("en",),
        questions=questions,
        order=values.get("order", "author"),
        rules=read_rules(values.get("rules", ()), issues),
        merchandise=read_merchandise(values.get("merchandise", ()), issues),
        enough=values.get("enough", 0),
        results=Results(**values.get("results", {})),
        ranking=Ranking(**values.get("ranking", {})),
        recommend=Recommend(**values.get("recommend", {})),
        origins=tuple(values.get("embed", {}).get("origins", ())),
        theme=read_theme(values.get("theme", {}), root.get("theme")),
        show_marks=tuple(entry.mark for entry in getattr(shown, "nodes", ())),
        allow=values.get("allow", ()),
        segments=_segments(parts, root.mark.file, issues),
    )
    if "goal" in values:
        questionnaire = replace(questionnaire, goal=_goal(values["goal"], root, questionnaire.segments, issues))
    if TRIGGERS_FILE in parts:
        beside = str(PurePosixPath(root.mark.file).parent / TRIGGERS_FILE)
        triggers = read_triggers(parts[TRIGGERS_FILE], beside, questionnaire.segments, issues)
        questionnaire = replace(questionnaire, triggers=of_catalog(triggers, questionnaire.catalog))
    return knowing_shoppers(bind_answers(questionnaire, issues))


def _goal(values: dict[str, str], root: Mapping, segments: Segments | None, issues: Collector) -> Goal:
    """The goal; that it names a segment that nobody can be in is recorded."""
    node = root.entries["goal"].value
    named = node.get("segment") if isinstance(node, Mapping) else None
    if isinstance(named, Text):
        sound_names(Test(SEGMENT, Held((named,)), named.mark), segments, issues)
    worth = node.get("worth") if isinstance(node, Mapping) else None
    return Goal(**values, mark=worth.mark if worth else node.mark)


def _segments(parts: Texts[str, str], file: str, issues: Collector) -> Segments | None:
    """The segments of the file beside the questionnaire; None if there is none."""
    if SEGMENTS_FILE not in parts:
        return None
    return read_segments(parts[SEGMENTS_FILE], str(PurePosixPath(file).parent / SEGMENTS_FILE), issues)


def _questions(node: Node, issues: Collector) -> dict[str, Question]:
    if not isinstance(node, Mapping):
        issues.add(
            "wrong-type",
            node.mark,
            f"questions is a mapping from id to question, not {describe(node)}",
            "write {size: {ask: …, type: single}}",
        )
        return {}
    if not node.entries:
        issues.add("no-questions", node.mark, "the questionnaire asks nothing", "write at least one question")
    questions: dict[str, Question] = {}
    for id, entry in node.entries.items():
        if not is_identifier(id) or id in NOT_QUESTIONS:
            issues.add(
                "bad-id",
                entry.key.mark,
                f"`{id}` cannot name a question",
                "use the letters a to z, digits, _ and -, and no word of the format",
            )
            continue
        question = _question(entry.key, entry.value, issues)
        if question:
            questions[id] = question
    return questions


def _question(key: Text, node: Node, issues: Collector) -> Question | None:
    node = in_scope(node, issues)
    if not has_type_in_scope(node, issues):
        return None
    values = read_mapping(node, QUESTION, f"the question `{key.value}`", issues)
    if "type" not in values or "ask" not in values or not isinstance(node, Mapping):
        return None
    type = Type(values.pop("type"))
    check_keys(type, values, node, issues)
    choices = values.pop("choices", None)
    source = values.pop("use", None)
    auto = _is_auto(choices)
    if values.get("importance") == ASK:
        values.update(importance=1.0, asks_importance=True)
    question = Question(
        id=key.value,
        type=type,
        mark=key.mark,
        shared_mark=None if source is None else source.mark,
        most=_limit(type, values.pop("max", None), issues),
        least=_limit(type, values.pop("min", None), issues),
        attribute_mark=node.entries["attribute"].value.mark if "attribute" in node.entries else None,
        auto=_auto(choices, issues) if choices and auto else None,
        choices=() if choices is None or auto else _choices(key.value, type, choices, issues),
        **values,
    )
    check_whole(question, node, issues)
    return question


def _limit(type: Type, node: Node | None, issues: Collector) -> float | Relative | None:
    """What `min` or `max` says in a question of this type."""
    return LIMITS[type](node, issues) if node and type in LIMITS else None


def _is_auto(node: Node | None) -> bool:
    match node:
        case Text("auto"):
            return True
        case Mapping(entries):
            return (
                list(entries) == ["auto"]
                and isinstance(entries["auto"].value, Mapping)
                and not set(entries["auto"].value.entries) - set(AUTO)
            )
    return False


def _auto(node: Node, issues: Collector) -> Auto | None:
    """`choices: auto`, or `choices: {auto: {…}}`."""
    if isinstance(node, Text):
        return Auto(node.mark)
    entry = node.get("auto") if isinstance(node, Mapping) else None
    return Auto(node.mark, **read_mapping(entry, AUTO, "auto", issues)) if entry else None


def _choices(question: str, type: Type, node: Node, issues: Collector) -> tuple[Choice, ...]:
    if not isinstance(node, Mapping):
        issues.add(
            "wrong-type",
            node.mark,
            "choices is a mapping from id to choice, or auto",
            "write {small: {label: Small}}",
        )
        return ()
    choices = []
    for id, entry in node.entries.items():
        if id.startswith("~"):
            issues.add("bad-id", entry.key.mark, f"`{id}`: ids that begin with ~ are reserved", "take the ~ away")
            continue
        values: dict[str, Any]
        if isinstance(entry.value, Text):
            values = {"label": plain(entry.value.value)}
        else:
            written = in_scope(entry.value, issues)
            values = read_mapping(written, CHOICE, f"the choice `{id}` of `{question}`", issues)
            if isinstance(written, Mapping):
                check_choice_keys(type, written, issues)
        if "image" in values and "label" not in values and "alt" not in values:
            issues.add(
                "missing-key",
                entry.key.mark,
                f"the choice `{id}` is a picture without words",
                "give it a label, or alt",
            )
        if "label" not in values and "alt" in values:
            values["label"] = values["alt"]
        choices.append(Choice(id=id, mark=entry.key.mark, **{"label": UNSAID, **values}))
    return tuple(choices)
