"""Slips of the graph: names, where routes lead, and conditions."""

from __future__ import annotations

from tests.compiler.defects.defect import C, D, Defect, G, T

# fmt: off
GRAPHS: tuple[Defect, ...] = (
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
)
# fmt: on
