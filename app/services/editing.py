"""What an editor needs to check and complete questionnaires, segments and triggers as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.catalog import Index
from app.catalog.words import words_of
from app.conditions.grammar import Word
from app.document.shape import Json
from app.errors import NotFound, Unavailable
from app.issues.near import nearest
from app.questionnaire.json_schema import json_schema, part_json_schema
from app.services.reading import CatalogFolder
from app.services.sources import shown
from app.shopper.json_schema import segments_schema, triggers_schema

KINDS: Mapping[str, Callable[[Mapping[str, Word] | None, str], Json]] = {
    "questionnaire": json_schema,
    "part": part_json_schema,
    "segments": segments_schema,
    "triggers": triggers_schema,
}
"""The kinds of files that have a schema: questionnaires, the parts that these include, and what lies beside them."""


def editor_schema(kind: str, catalog: str, catalogs: Path) -> Json:
    """The JSON Schema of a kind of files; if a catalog is named whose mapping lies in `catalogs`, with its words.

    Raises NotFound, or Unavailable if the mapping or its feed cannot be read.
    """
    return KINDS[kind](words_of(_index(catalog, catalogs)) if catalog else None, catalog)


def _index(catalog: str, folder: Path) -> Index:
    known = CatalogFolder(folder)
    if catalog in known:
        return known[catalog]
    if catalog in list(known):
        message = f"the mapping or the feed of `{catalog}` cannot be read"
        raise Unavailable(message, f"`salesclerk check {shown(folder)}` says why")
    near = nearest(catalog, list(known))
    help = f"did you mean `{near}`?" if near else f"known here: {', '.join(known) or 'none'}"
    raise NotFound(f"there is no catalog `{catalog}` in {shown(folder)}", help)
