"""A whole JSON Schema (2020-12) of a file format, as editors read it."""

from __future__ import annotations

from app.document.shape import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID_PREFIX = "urn:salesclerk:"


def json_schema_of(kind: str, catalog: str, title: str, root: Json, definitions: Json) -> Json:
    """The schema of a kind of files on any catalog (""), or on one."""
    id = f"{ID_PREFIX}{kind}:{catalog}" if catalog else f"{ID_PREFIX}{kind}"
    return {"$schema": DIALECT, "$id": id, "title": title, **root, "$defs": definitions}
