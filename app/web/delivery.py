"""Scripts and style sheets: packed for who can unpack them, and under an address that changes with what is in them."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

VERSION = "v"
"""What tells an address of a file from that of the same file with other content."""

FOREVER = 365 * 24 * 3600
"""Seconds."""

PACKED = ("text/javascript", "text/css", "image/svg+xml")
"""What is packed: public files. Pages are not: they hold a token beside what a visitor typed, and the length of a
packed page tells of both (the attack BREACH)."""

LEAST = 256
"""Bytes that are worth it."""


def deliver(app: Flask) -> None:
    """Sets this up for the files under `/static` and whatever else has a type in `PACKED`."""
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and VERSION not in values:
            version = _version_at(folder / values["filename"])
            if version:
                values[VERSION] = version

    @app.after_request
    def send(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 304):
            named = request.args.get(VERSION)
            if named and named == _version_at(folder / (request.view_args or {})["filename"]):
                response.headers["Cache-Control"] = f"public, max-age={FOREVER}, immutable"
        return _packed(response) if response.mimetype in PACKED else response


def _version_at(path: Path) -> str:
    try:
        return _version(path, path.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=256)
def _version(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def _packed(response: Response) -> Response:
    """The response with gzip, if it is whole, not packed yet, and the caller takes it."""
    response.vary.add("Accept-Encoding")
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)  # the same content, packed or not
    if response.status_code != 200 or "Content-Encoding" in response.headers or not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) >= LEAST:
        response.set_data(_gzipped(plain))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=64)
def _gzipped(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)
