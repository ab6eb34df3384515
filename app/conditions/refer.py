"""References to answers: `{answer: height, times: 0.9, plus: 5}`, read, typed and replaced by what was said."""

from __future__ import annotations

from collections.abc import Mapping as Names
from dataclasses import replace
from datetime import date

from app.conditions.dates import SPANS
from app.conditions.hold import Values
from app.conditions.kinds import Kind, Name
from app.conditions.model import All, Any, Condition, Held, Interval, Literal, Not, Ref, Scalar, Test
from app.document import Mapping, Node
from app.document.shape import Field, number, one_of, read_mapping, text, within
from app.issues import Collector

factor = within(-1e6, 1e6, "write what one unit of the answer comes to, such as times: 0.33")
"""What an answer is multiplied by."""
REF = {
    "answer": Field(text, "the question whose answer is meant, of type number or date", required=True),
    "times": Field(factor, "the answer is multiplied by this first"),
    "plus": Field(number, "and this is added; to a date, days"),
    "in": Field(one_of(*SPANS), "how long it is from today to the date that was entered"),
}


def is_ref(node: Node) -> bool:
    """Whether a node writes a reference."""
    return isinstance(node, Mapping) and "answer" in node.entries


def read_ref(node: Node, issues: Collector) -> Ref | None:
    """The reference that a mapping with `answer` writes, or None; what is wrong goes to `issues`."""
    values = read_mapping(node, REF, "a reference to an answer", issues)
    if not isinstance(node, Mapping) or set(values) != set(node.entries):
        return None
    mark = node.entries["answer"].value.mark
    return Ref(values["answer"], values.get("times", 1.0), values.get("plus", 0.0), values.get("in", ""), mark)


def bind_ref(ref: Ref, name: str, kind: Name, questions: Names[str, Name], issues: Collector) -> Ref | None:
    """The reference if what it yields can be compared with the name `name`; else None, with an issue."""
    mark = ref.mark
    if mark is None:
        return ref
    if ref.question not in questions:
        issues.unknown_word("unknown-question", mark, "the question", ref.question, questions)
        return None
    asked = questions[ref.question].kind
    if asked not in (Kind.NUMBER, Kind.DATE):
        message = f"`{ref.question}` is no question of type number or date"
        issues.add("wrong-test", mark, message, "refer to one; what was picked is tested with `when`")
        return None
    if ref.until and asked is Kind.NUMBER:
        issues.add(
            "wrong-test",
            mark,
            f"`in` counts the time until a date, and `{ref.question}` asks for a number",
            "take `in` away, or ask for a date",
        )
        return None
    if asked is Kind.DATE and not ref.until and ref.times != 1:
        issues.add("wrong-test", mark, "a date cannot be multiplied", "add `in: days`, or use plus")
        return None
    yields = Kind.NUMBER if ref.until or asked is Kind.NUMBER else Kind.DATE
    if kind.kind is not yields:
        message = f"the answer to `{ref.question}` is a {yields}, and `{name}` is of kind {kind.kind}"
        issues.add("wrong-test", mark, message, "compare numbers with numbers and dates with dates")
        return None
    return ref


def settle(condition: Condition, said: Names[str, Values], today: date) -> Condition | None:
    """The condition with what was said in place of its references; None if it has no effect.

    A part that refers to an empty answer is left out.
    """
    if not condition.refs:
        return condition
    match condition:
        case Not(part):
            settled = settle(part, said, today)
            return None if settled is None else Not(settled)
        case All(parts) | Any(parts):
            kept = [settled for part in parts if (settled := settle(part, said, today)) is not None]
            return type(condition)(tuple(kept)) if kept else None
        case Test(_, Held(values)):
            ends = [_settle_value(value, said, today) for value in values]
            held = tuple(end for end in ends if end is not None)
            return replace(condition, check=Held(held)) if held else None
        case Test():
            return condition


def value_of(ref: Ref, said: Names[str, Values], today: date) -> float | None:
    """What a reference yields, or None if nothing was said."""
    value = next(iter(said.get(ref.question, ())), None)
    if not isinstance(value, float | int):
        return None
    counted = SPANS[ref.until](today, value) if ref.until else value
    return counted * ref.times + ref.plus


def _settle_value(value: Literal | Interval, said: Names[str, Values], today: date) -> Literal | Interval | None:
    if isinstance(value, Ref):
        return value_of(value, said, today)
    if not isinstance(value, Interval):
        return value
    low, high = (_settle_end(end, said, today) for end in (value.low, value.high))
    if low is None and high is None:
        return None
    return replace(value, low=low, high=high)


def _settle_end(end: Literal | None, said: Names[str, Values], today: date) -> Scalar | Literal | None:
    return value_of(end, said, today) if isinstance(end, Ref) else end
