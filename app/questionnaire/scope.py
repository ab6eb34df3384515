"""What other form builders have and this format leaves out on purpose: named when it is met."""

from __future__ import annotations

from dataclasses import dataclass

from app.document import Mapping, Node, Text
from app.issues import Collector


@dataclass(frozen=True)
class Absent:
    """A construct that is left out: why, what to write instead, and the keys and types by which others write it."""

    why: str
    instead: str
    keys: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


OUT_OF_SCOPE = {
    "free text": Absent(
        "no product can be filtered by prose",
        "offer as choices what makes a difference, or ask for a number or a date",
        keys=("placeholder", "other", "hasOther", "showOtherItem", "allow_other"),
        types=("text", "textarea", "comment", "open", "open_ended", "short_text", "long_text", "string", "email"),
    ),
    "repeats": Absent(
        "nobody fills in the same questions for a list of things",
        "ask once, or let the shopper start again",
        keys=("repeat", "repeats", "repeat_count", "begin_repeat", "loop", "templateElements"),
        types=("repeat", "begin_repeat", "paneldynamic", "loop", "roster"),
    ),
    "matrices": Absent(
        "they do not fit a phone, and each row is a question of its own",
        "write one question for each row",
        keys=("matrix", "rows", "columns"),
        types=("matrix", "matrixdropdown", "matrixdynamic", "grid", "likert"),
    ),
    "files": Absent(
        "no product can be filtered by an upload",
        "ask for what the file would tell",
        keys=("file", "upload", "acceptedTypes"),
        types=("file", "file_upload", "upload", "photo", "audio", "video", "signature", "signaturepad"),
    ),
    "calculation": Absent(
        "what is computed cannot be checked against the catalog; an answer times a number plus a number can",
        "write {answer: height, times: 0.9, plus: 5} in a condition, or points in a preference",
        keys=("calculate", "calculation", "calculatedValues", "expression", "formula", "setValueExpression"),
        types=("calculate", "calculation", "expression"),
    ),
    "preselection": Absent(
        "a choice that was never made would filter products",
        "leave the question open; the page that embeds the clerk can send answers that it knows",
        keys=("default", "defaultValue", "defaultValueExpression", "initial", "preselect", "selected", "checked"),
    ),
}

KEYS = {key: name for name, absent in OUT_OF_SCOPE.items() for key in absent.keys}
TYPES = {type: name for name, absent in OUT_OF_SCOPE.items() for type in absent.types}


def in_scope(node: Node, issues: Collector) -> Node:
    """The node without the keys that are left out on purpose; each is recorded."""
    if not isinstance(node, Mapping) or not KEYS.keys() & node.entries.keys():
        return node
    for key, entry in node.entries.items():
        if key in KEYS:
            _report(entry.key, KEYS[key], issues)
    return Mapping({key: entry for key, entry in node.entries.items() if key not in KEYS}, node.mark)


def has_type_in_scope(node: Node, issues: Collector) -> bool:
    """Whether a question is not of a type that is left out on purpose; else that is recorded."""
    type = node.get("type") if isinstance(node, Mapping) else None
    if not isinstance(type, Text) or type.value not in TYPES:
        return True
    _report(type, TYPES[type.value], issues)
    return False


def _report(word: Text, name: str, issues: Collector) -> None:
    absent = OUT_OF_SCOPE[name]
    message = f"`{word.value}`: the format leaves out {name} on purpose; {absent.why}"
    issues.add("out-of-scope", word.mark, message, absent.instead)
