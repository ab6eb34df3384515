"""Shared questions: `include` names files that hold them, and `use` brings one in."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts
from pathlib import PurePosixPath

from app.document import Entry, Listing, Mapping, Node, Text, load
from app.document.shape import read_mapping, text
from app.issues import Collector
from app.questionnaire.readers import part_name
from app.questionnaire.schema import PART

_MAY_INCLUDE = re.compile(r"\binclude\b")
OWN_KEYS = ("questionnaire", "catalog", "title")
"""Keys that make a file a questionnaire: a file with `questions` and none of them is a part of others."""


def included(source: str) -> tuple[str, ...]:
    """The names of the files that a questionnaire's text includes; none if it cannot be read."""
    if not _MAY_INCLUDE.search(source):
        return ()
    root = load(source, "", Collector())
    names = root.get("include") if isinstance(root, Mapping) else None
    return tuple(node.value for node in names.nodes if isinstance(node, Text)) if isinstance(names, Listing) else ()


def is_part(source: str) -> bool:
    """Whether a text holds questions for others, and is no questionnaire itself."""
    root = load(source, "", Collector())
    return isinstance(root, Mapping) and "questions" in root.entries and not set(OWN_KEYS) & set(root.entries)


def check_part(source: str, file: str, issues: Collector) -> None:
    """What is wrong with a part by itself; its questions are read where they are used."""
    root = load(source, file, issues)
    if root is not None:
        _shared(root, issues)


def read_parts(node: Node | None, parts: Texts[str, str], issues: Collector) -> dict[str, Entry]:
    """The questions that `include` makes available, by `file/id`; `parts` are the texts of the files by name."""
    found: dict[str, Entry] = {}
    for name in node.nodes if isinstance(node, Listing) else ():
        if not isinstance(name, Text) or part_name(name, Collector()) is None:
            continue
        if name.value == PurePosixPath(name.mark.file).name:
            issues.add("bad-value", name.mark, "a file cannot include itself", "name the file that holds the questions")
        elif name.value not in parts:
            issues.unknown_word("missing-file", name.mark, "the file", name.value, parts)
        elif (
            root := load(parts[name.value], str(PurePosixPath(name.mark.file).parent / name.value), issues)
        ) is not None:
            stem = PurePosixPath(name.value).stem
            found.update({f"{stem}/{id}": entry for id, entry in _shared(root, issues).items()})
    return found


def bring_in(questions: Node, shared: Texts[str, Entry], issues: Collector) -> Node:
    """The questions, each that has `use` filled up from the shared question; `use` then stands where that one is."""
    if not isinstance(questions, Mapping):
        return questions
    entries = {}
    for id, entry in questions.entries.items():
        use = entry.value.entries.get("use") if isinstance(entry.value, Mapping) else None
        whole = _overridden(entry, use, shared, issues) if use else entry
        if whole is not None:
            entries[id] = whole
    return Mapping(entries, questions.mark)


def _overridden(entry: Entry, use: Entry, shared: Texts[str, Entry], issues: Collector) -> Entry | None:
    name = text(use.value, issues)
    if name is None:
        return None
    if name not in shared:
        issues.unknown_word("unknown-question", use.value.mark, "the shared question", name, shared)
        return None
    assert isinstance(entry.value, Mapping)
    base = shared[name].value
    if not isinstance(base, Mapping):
        issues.add("wrong-type", base.mark, f"the shared question `{name}` is no mapping", "write {ask: …, type: …}")
        return None
    source = Entry(use.key, Text(name, shared[name].key.mark))
    return Entry(entry.key, Mapping({**base.entries, **entry.value.entries, "use": source}, entry.value.mark))


def _shared(root: Node, issues: Collector) -> dict[str, Entry]:
    questions = read_mapping(root, PART, "a file of shared questions", issues).get("questions")
    if questions is None:
        return {}
    if not isinstance(questions, Mapping):
        issues.add("wrong-type", questions.mark, "questions is a mapping from id to question", "write {size: {…}}")
        return {}
    for entry in questions.entries.values():
        if isinstance(entry.value, Mapping) and "use" in entry.value.entries:
            mark = entry.value.entries["use"].key.mark
            issues.add("misplaced-key", mark, "a shared question cannot use another", "write the question out")
    return questions.entries
