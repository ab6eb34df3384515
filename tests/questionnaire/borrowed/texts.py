"""The texts of a converted tree's catalog."""

from __future__ import annotations

import csv
import io
import json
from typing import Any


def mapping(catalog: str, attributes: dict[str, Any]) -> str:
    """The mapping of a catalog whose products have an id, a title and these attributes."""
    named = {"id": {"kind": "text"}, "title": {"kind": "text"}}
    roles = {"id": "id", "title": "title"}
    written = {"catalog": catalog, "feed": "feed.csv", "roles": roles, "attributes": {**named, **attributes}}
    return json.dumps(written, ensure_ascii=False)


def feed(rows: list[dict[str, str]]) -> str:
    """The rows as CSV; all of them have the keys of the first."""
    text = io.StringIO()
    lines = csv.DictWriter(text, list(rows[0]))
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue()
