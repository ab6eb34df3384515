"""The embed's scripts: an evergreen one, immutable ones under their version, and what to pin them by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app

embed = Blueprint("embed", __name__)

EVERGREEN_MAX_AGE = 300
"""Seconds until a browser asks again for the evergreen script."""
IMMUTABLE_MAX_AGE = 365 * 24 * 3600


@embed.get("/embed.js")
@embed.get("/embed/v1.js")
def evergreen() -> Response:
    """The newest loader of version 1."""
    return _script(f"{manifest()['version']}.js", f"public, max-age={EVERGREEN_MAX_AGE}")


@embed.get("/embed/<name>.js")
def pinned(name: str) -> Response:
    """A loader, or its second file, that never changes."""
    if f"{name}.js" not in manifest()["files"]:
        abort(404)
    return _script(f"{name}.js", f"public, max-age={IMMUTABLE_MAX_AGE}, immutable")


@embed.get("/embed/manifest.json")
def published() -> Response:
    """The current version, and the `integrity` of each file."""
    found = manifest()
    files = {name: {"integrity": about["integrity"]} for name, about in found["files"].items()}
    response = Response(json.dumps({"version": found["version"], "files": files}), mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={EVERGREEN_MAX_AGE}"
    return response


def manifest() -> dict[str, Any]:
    """What `make embed` wrote down about the files that it built."""
    text = (Path(current_app.static_folder or "") / "embed" / "manifest.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _script(name: str, cache: str) -> Response:
    response = current_app.send_static_file(f"embed/{name}")
    response.headers["Cache-Control"] = cache
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # a public text: browsers check `integrity` of no other
    return response
