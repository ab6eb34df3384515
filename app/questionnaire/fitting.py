"""What belongs together in a question, beyond what each key says by itself."""

from __future__ import annotations

from collections.abc import Collection

from app.conditions.dates import write_date
from app.document import Mapping
from app.issues import Collector, Mark
from app.questionnaire.question import Question, Type
from app.questionnaire.schema import CHOICE_ONLY_FOR, ONLY_FOR

CHOICE_HELP = {
    "next": "put the route on the question, with `when`; only choices of single questions lead somewhere",
    "exclusive": "take it away, or write type: multiple",
}


def check_keys(type: Type, keys: Collection[str], node: Mapping, issues: Collector) -> None:
    """Every key means something for the question's type."""
    for word, types in ONLY_FOR.items():
        if word in keys and type not in types:
            issues.add(
                "misplaced-key",
                node.entries[word].key.mark,
                f"`{word}` means nothing in a question of type {type}",
                f"it belongs to: {', '.join(types)}",
            )


def check_whole(question: Question, node: Mapping, issues: Collector) -> None:
    """What a type needs, and what does not go together; `node` is where the question was written."""

    def at(key: str) -> Mark:
        """Where the value of a key stands."""
        value = node.get(key)
        return value.mark if value else question.mark

    where = f"the question `{question.id}`"
    if question.type.has_choices and not (question.choices or question.auto):
        if "choices" not in node.entries:
            issues.add(
                "missing-key",
                question.mark,
                f"{where} needs the key `choices`",
                "write the choices, or choices: auto",
            )
        else:
            issues.add(
                "bad-value", at("choices"), f"{where} has no choices", "write {small: {label: Small}}, or choices: auto"
            )
    if (question.type is Type.RANGE or question.auto) and question.attribute_mark is None:
        issues.add(
            "missing-key",
            question.mark,
            f"{where} needs the key `attribute`",
            "name the attribute that it is about",
        )
    if question.image and not question.alt:
        issues.add(
            "missing-key", at("image"), f"{where} has a picture without words", "add `alt`: what the picture shows"
        )
    if isinstance(question.least, float) and isinstance(question.most, float) and question.least > question.most:
        most = write_date(question.most) if question.type is Type.DATE else f"{question.most:g}"
        issues.add("bad-value", at("min"), f"{where}: min is above max", f"max is {most}; write a min below it")


def check_choice_keys(type: Type, node: Mapping, issues: Collector) -> None:
    """Every key of a choice means something in a question of this type."""
    for word, types in CHOICE_ONLY_FOR.items():
        if word in node.entries and type not in types:
            issues.add(
                "misplaced-key",
                node.entries[word].key.mark,
                f"`{word}` means nothing on a choice of a question of type {type}",
                CHOICE_HELP[word],
            )
