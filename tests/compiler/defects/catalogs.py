"""Slips of what the catalog knows: names and kinds, what nothing fits, what overlaps, what never splits."""

from __future__ import annotations

from tests.compiler.defects.defect import C, D, Defect, G, T

# fmt: off
CATALOGS: tuple[Defect, ...] = (
    # catalog: names and kinds
    Defect(D, "filter: {clarity: IF}", "filter: {clairty: IF}", "unknown-attribute", "questions.clarity"),
    Defect(D, "filter: {cut: Ideal}", "filter: {cut: ideal}", "wrong-test", "questions.cut"),
    Defect(D, "prefer: {carat: most}", "prefer: {carrat: most}", "unknown-attribute", "questions.priority"),
    Defect(D, "results: {show: [price, carat,", "results: {show: [price, karat,", "unknown-attribute", "results"),
    Defect(D, "catalog: diamonds", "catalog: dimonds", "unknown-catalog", "catalog"),
    Defect(G, "prefer: {manufacturer: Intel}", "prefer: {manufacturer: {min: Intel}}", "wrong-test", "questions.maker"),
    Defect(G, "filter: {slots: {max: 1}}", "filter: {slots: one}", "wrong-test", "questions.room"),
    Defect(G, "filter: {bus: pci}", "filter: {bus: PCI}", "unknown-value", "questions.old_slot"),
    Defect(
        G,
        "      usb-c: {label: {en: USB-C, de: USB-C, ar: USB-C}}",
        "      usbc: {label: {en: USB-C, de: USB-C, ar: USB-C}}",
        "unknown-value",
        "questions.outputs",
    ),
    Defect(
        T,
        "filter: {category: sans-serif}}\n      unsure: {label: {en: Show",
        "filter: {category: sans serif}}\n      unsure: {label: {en: Show",
        "unknown-value",
        "questions.mood",
    ),
    Defect(
        T,
        "de: Wäre schön, ar: يُستحسن وجودها}, prefer: {italic: true}",
        "de: Wäre schön, ar: يُستحسن وجودها}, prefer: {italics: true}",
        "unknown-attribute",
        "questions.italics",
    ),
    Defect(C, "filter: {kind: sun cream}", "filter: {kind: suncream}", "unknown-value", "questions.care_step"),
    Defect(
        C,
        "filter: {category: Razors}, next: budget",
        "filter: {category: razors}, next: budget",
        "unknown-value",
        "questions.shave",
    ),
    # catalog: what nothing fits, what overlaps, what never splits
    Defect(D, "filter: {carat: {min: 2}}", "filter: {carat: {min: 20}}", "nothing-fits", "questions.carat"),
    Defect(
        D, "filter: {diameter: {below: 4.5}}", "filter: {diameter: {below: 0.45}}", "nothing-fits", "questions.size"
    ),
    Defect(
        D,
        "filter: {carat: {min: 1, below: 1.5}}",
        "filter: {carat: {min: 1.5, below: 1}}",
        "empty-test",
        "questions.carat",
    ),
    Defect(G, "filter: {memory: {min: 48}}", "filter: {memory: {min: 4800}}", "only-unstated", "questions.models"),
    Defect(
        G,
        "filter: {bus: [isa, vlb]}",
        "filter: {bus: [isa, vlb], directx: {min: 12}}",
        "only-unstated",
        "questions.old_slot",
    ),
    Defect(T, "filter: {boldest: {min: 800}}", "filter: {boldest: {min: 8000}}", "nothing-fits", "questions.weights"),
    Defect(
        C,
        "filter: {audience: kids}}\n    next:",
        "filter: {audience: kids, vegan: yes, features: silk}}\n    next:",
        "only-unstated",
        "questions.wearer",
    ),
    Defect(
        D,
        "filter: {carat: {min: 0.5, below: 0.7}}",
        "filter: {carat: {min: 0.5, max: 0.7}}",
        "overlap",
        "questions.carat",
    ),
    Defect(
        D,
        "filter: {diameter: {min: 5.5, below: 6.3}}",
        "filter: {diameter: {min: 4.5, below: 5.5}}",
        "same-choice",
        "questions.size",
    ),
    Defect(G, "filter: {memory: {min: 12}}}", "filter: {memory: {min: 8}}}", "same-choice", "questions.models"),
    Defect(T, "filter: {variable: false}", "filter: {variable: true}", "same-choice", "questions.file"),
)
# fmt: on
