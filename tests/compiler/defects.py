"""Defects as authors make them, seeded into the shipped questionnaires: each a change of the text and what must be said.

`old` stands exactly once in the file. The expected issue has the code `code`, lies at or below the path `at`, and is
not there before the change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Defect:
    """One slip: its questionnaire, the text before and after, and the issue that it must lead to."""

    questionnaire: str
    old: str
    new: str
    code: str
    at: str


D, G, T, C = "diamonds", "graphics-cards", "typefaces", "corner-shop"

# fmt: off
DEFECTS: tuple[Defect, ...] = (
    # text and shape
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
    # graph: names
    Defect(D, "next: piece}\n", "next: peice}\n", "unknown-question", "questions.occasion"),
    Defect(
        D,
        "    when: {occasion: {not: collecting}}",
        "    when: {ocasion: {not: collecting}}",
        "unknown-question",
        "questions.size",
    ),
    Defect(
        D,
        "{when: {size: by_weight}, to: carat}",
        "{when: {size: by-weight}, to: carat}",
        "unknown-choice",
        "questions.size",
    ),
    Defect(G, "  software:\n", "  software:\n    when: {purpose: lerning}\n", "unknown-choice", "questions.software"),
    Defect(G, "next: old_slot}", "next: oldslot}", "unknown-question", "questions.purpose"),
    Defect(
        C, "    when: {garment: jacket}", "    when: {garment: jackets}", "unknown-choice", "questions.jacket_needs"
    ),
    # graph: where routes lead
    Defect(D, "    next: results\n", "    next: budget\n", "cycle", "questions"),
    Defect(
        D,
        "gift: true, filter: {}, next: present}",
        "gift: true, filter: {}, next: piece}",
        "unreachable",
        "questions.present",
    ),
    Defect(
        G,
        "          misses: {en: Too little for 4K, de: Zu wenig für 4K, ar: لا تكفي لدقة 4K}\n",
        "          misses: {en: Too little for 4K, de: Zu wenig für 4K, ar: لا تكفي لدقة 4K}\n        next: purpose\n",
        "cycle",
        "questions",
    ),
    Defect(G, "next: models\n", "next: power\n", "unreachable", "questions.models"),
    Defect(T, "next: card_style}", "next: mood}", "unreachable", "questions.card_style"),
    Defect(C, "      - {when: {want: bag}, to: bag_kind}\n", "", "unreachable", "questions.bag_kind"),
    Defect(
        C,
        "filter: {category: Hair care}, next: hair}",
        "filter: {category: Hair care}, next: skin}",
        "unreachable",
        "questions.hair",
    ),
    # graph: conditions
    Defect(
        D,
        "    when: {occasion: {not: collecting}}",
        "    when: {occasion: collecting, piece: ring}",
        "never-holds",
        "questions.size",
    ),
    Defect(
        D,
        "      - {when: {occasion: collecting}, to: color}\n      - {to: metal}",
        "      - {to: metal}\n      - {when: {occasion: collecting}, to: color}",
        "shadowed-route",
        "questions.carat",
    ),
    Defect(
        D,
        "      - {when: {size: by_weight}, to: carat}",
        "      - {when: {cut: ideal}, to: carat}",
        "too-early",
        "questions.size",
    ),
    Defect(
        D,
        "      - {when: {size: by_weight}, to: carat}",
        "      - {when: {size: by_weight, occasion: collecting}, to: carat}",
        "never-holds",
        "questions.size",
    ),
    Defect(
        D,
        "      - {when: {size: by_weight}, to: carat}",
        "      - {when: {size: by_weight}, to: carat}\n      - {when: {size: by_weight}, to: clarity}",
        "shadowed-route",
        "questions.size",
    ),
    Defect(G, "  old_games:\n", "  old_games:\n    when: {purpose: games}\n", "never-holds", "questions.old_games"),
    Defect(
        G,
        "    when: {software: {not: cuda}}",
        "    when: {purpose: retro, software: cuda}",
        "never-holds",
        "questions.maker",
    ),
    Defect(
        G,
        "    when: {purpose: {not: retro}}",
        "    when: {purpose: {not: [games, retro]}, age: {not: newest}}",
        "too-early",
        "questions.age",
    ),
    Defect(
        G,
        "  software:\n",
        "  software:\n    when: {models: [small, medium, large, huge, unsure], purpose: office}\n",
        "never-holds",
        "questions.software",
    ),
    Defect(
        T,
        "    when: {use: {not: [personal, logo]}}",
        "    when: {use: logo, mood: serif}",
        "never-holds",
        "questions.italics",
    ),
    Defect(
        T,
        "    when: {use: {not: personal}}",
        "    when: {use: personal, heading_style: loud}",
        "never-holds",
        "questions.file",
    ),
    Defect(T, "    when: {use: {not: personal}}", "    when: {wishes: fresh}", "too-early", "questions.file"),
    Defect(
        C,
        "    when: {wearer: {not: kids}}\n    ask: {en: Where will",
        "    when: {want: bag, wearer: men}\n    ask: {en: Where will",
        "never-holds",
        "questions.occasion",
    ),
    Defect(
        C,
        "  shoe_material:\n",
        "  shoe_material:\n    when: {want: {not: [bag, care]}}\n",
        "always-holds",
        "questions.shoe_material",
    ),
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
    # texts, merchandise
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
