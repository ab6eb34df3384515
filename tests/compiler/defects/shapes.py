"""Slips of the text, and of its shape."""

from __future__ import annotations

from tests.compiler.defects.defect import C, D, Defect, G, T

# fmt: off
SHAPES: tuple[Defect, ...] = (
    Defect(D, "  piece:\n    ask:", "  present:\n    ask:", "duplicate-key", ""),
    Defect(D, 'accent: "#2c5475"', "accent: #2c5475", "syntax", ""),
    Defect(
        D,
        "    unit: {en: USD, de: USD, ar: دولار}",
        "    unit:",
        "empty-value",
        "questions.budget",
    ),
    Defect(D, "    bound: max", "    bound: maximum", "bad-value", "questions.budget"),
    Defect(D, "    importance: 2", "    importence: 2", "unknown-key", "questions.priority"),
    Defect(D, "    max: 2", "    max: two", "wrong-type", "questions.priority"),
    Defect(D, "    attribute: price\n", "", "missing-key", "questions.budget"),
    Defect(G, "  old_games:\n", "  old games:\n", "bad-id", "questions.old games"),
    Defect(G, "    match: all", "    match: every", "bad-value", "questions.outputs"),
    Defect(G, "enough: 6", "enough: six", "wrong-type", "enough"),
    Defect(T, "    max: 2", "    max: 0", "bad-value", "questions.wishes"),
    Defect(T, "        sort: count", "        sort: popular", "bad-value", "questions.languages"),
    Defect(
        T, "    type: multiple\n    attribute: subsets", "    attribute: subsets", "missing-key", "questions.languages"
    ),
    Defect(
        T, "filter: {weight_count: {min: 4}}", "filter: {weight_count: {mni: 4}}", "unknown-key", "questions.weights"
    ),
    Defect(
        C,
        "      anything: {label: {en: A bit of everything",
        "      anything: {exclusive: true, label: {en: A bit of everything",
        "misplaced-key",
        "questions.occasion",
    ),
    Defect(
        C,
        "prefer: {features: laptop-sleeve}}\n      everyday",
        "prefer: laptop-sleeve}\n      everyday",
        "wrong-type",
        "questions.bag_kind",
    ),
)
# fmt: on
