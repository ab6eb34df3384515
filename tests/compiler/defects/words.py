"""Slips of texts and of merchandising."""

from __future__ import annotations

from tests.compiler.defects.defect import D, Defect, T

# fmt: off
WORDS: tuple[Defect, ...] = (
    Defect(D, '{en: Under 0.5 ct, de: "Unter 0,5 ct", ar: أقل من 0.5 قيراط}', "{en: Under 0.5 ct}", "missing-language", "questions.carat"),
    Defect(
        T,
        "title: {en: Find a typeface, de: Finde eine Schrift, ar: اعثر على خط}",
        "title: {en: Find a typeface, fr: Trouver}",
        "missing-language",
        "title",
    ),
    Defect(
        D,
        "questions:\n  occasion:",
        "merchandise:\n  - {pin: {cut: Ideal}, until: 2020-01-01}\nquestions:\n  occasion:",
        "expired",
        "merchandise",
    ),
    Defect(
        D,
        "questions:\n  occasion:",
        "merchandise:\n  - {boost: {carat: {min: 50}}}\nquestions:\n  occasion:",
        "aimless",
        "merchandise",
    ),
    Defect(
        D,
        "questions:\n  occasion:",
        "merchandise:\n  - {boost: {cut: Ideal}}\n  - {bury: {cut: Ideal}}\nquestions:\n  occasion:",
        "conflict",
        "merchandise",
    ),
)
# fmt: on
