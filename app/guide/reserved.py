"""The questions behind critiques: one a number of the catalog, under the reserved id `~attribute`."""

from __future__ import annotations

from app.catalog.model import Attribute, Catalog
from app.conditions import Kind
from app.issues import Mark
from app.questionnaire import Question, Type

SIGN = "~"
"""What the id of a critique's answer begins with: no question and no attribute may."""
UNSEEN = ("stock", "popularity")
"""Roles whose numbers are the shop's own, and nothing to criticize."""


def criticizable(catalog: Catalog) -> tuple[Attribute, ...]:
    """The attributes that a critique may be about."""
    own = {catalog.roles.get(role) for role in UNSEEN}
    return tuple(one for one in catalog.attributes.values() if one.kind is Kind.NUMBER and one.id not in own)


def reserved_questions(catalog: Catalog) -> dict[str, Question]:
    """The ranges that critiques answer, by id: never asked, so they stand after every question of the path."""
    return {
        SIGN + attribute.id: Question(
            SIGN + attribute.id, attribute.label, Type.RANGE, Mark("", 0), attribute=attribute.id
        )
        for attribute in criticizable(catalog)
    }
