"""Builds what is served of the embed and of the frame from readable sources. Run with `make embed`; needs node and npm.

The second file is built first: the loader carries its hash, so that whoever pins the loader pins both.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

VERSION = "1.0.0"
"""Raised with every change of either file once a version is out: `/embed/VERSION.js` never changes."""
HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "static"
OUT = STATIC / "embed"
DOCUMENT = HERE.parents[1] / "embed.md"
TERSER = ("--compress", "passes=3,ecma=2020,unsafe_arrows,inline=0", "--mangle", "--ecma", "2020")


PARTS = ("page", "host", "view", "fetch", "post", "list", "patch", "range")
FRAME = (*(f"widget-{part}.js" for part in PARTS), "widget.js")
"""What becomes one script for the frame, in this order: they share one scope, that of `framed`."""
FRAME_FILE = "frame.js"
STYLES = ("widget-colours.css", "widget.css", "widget-question.css", "widget-results.css", "widget-media.css")
"""What becomes one style sheet for the frame, in this order: where two say the same, the later counts."""
STYLE_FILE = "frame.css"


def sources() -> str:
    """The SHA-256 of what is built from: the sources and the version."""
    texts = [VERSION, *((STATIC / name).read_text("utf-8") for name in ("embed.js", "embed-more.js", *FRAME, *STYLES))]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def integrity(content: bytes) -> str:
    """The value of an `integrity` attribute."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def install() -> None:
    """Fetches the minifier at the versions of the lock, if it is not there."""
    if not (HERE / "node_modules" / ".bin" / "terser").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True)


def minify(source: str) -> bytes:
    """The same program in fewer bytes."""
    command = [str(HERE / "node_modules" / ".bin" / "terser"), *TERSER]
    return subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout


def framed() -> str:
    """The frame's sources as one program, none of whose names is global."""
    parts = "\n".join((STATIC / name).read_text("utf-8") for name in FRAME)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def squeeze(source: str) -> bytes:
    """The same style sheet without comments, indents and empty lines; no text in it may hold `/*`."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL).splitlines())
    return "\n".join(filter(None, lines)).encode() + b"\n"


def build() -> dict[str, bytes]:
    """The files by name: the loader, the second file, and the frame's script and style sheet."""
    more = minify((STATIC / "embed-more.js").read_text("utf-8"))
    loader = (STATIC / "embed.js").read_text("utf-8")
    loader = loader.replace("__VERSION__", VERSION).replace("__INTEGRITY__", integrity(more))
    style = squeeze("\n".join((STATIC / name).read_text("utf-8") for name in STYLES))
    served = {f"{VERSION}.js": minify(loader), f"{VERSION}.more.js": more}
    return {**served, FRAME_FILE: minify(framed()), STYLE_FILE: style}


def describe(files: dict[str, bytes]) -> dict[str, object]:
    """What is published about the files."""
    about = {
        name: {"integrity": integrity(content), "gzipped": len(gzip.compress(content, 9, mtime=0))}
        for name, content in files.items()
        if name not in (FRAME_FILE, STYLE_FILE)  # no address of its own is promised
    }
    return {"version": VERSION, "sources": sources(), "files": about}


def main() -> None:
    """Writes the files and their description."""
    install()
    OUT.mkdir(exist_ok=True)
    files = build()
    for name, content in files.items():
        (OUT / name).write_bytes(content)
    pin = re.sub(r"sha384-[\w+/=]+", integrity(files[f"{VERSION}.js"]), DOCUMENT.read_text("utf-8"))
    DOCUMENT.write_text(pin, "utf-8")
    (OUT / "manifest.json").write_text(json.dumps(describe(files), indent=2) + "\n")
    print(*(f"{name}: {about}" for name, about in describe(files)["files"].items()), sep="\n")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
