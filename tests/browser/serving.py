"""The real server on a home folder of its own, and host pages on ports of theirs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds until the server must be ready; taking in the largest catalog takes some."""
LOOK_EVERY = "0.1"
"""Seconds between the server's looks at its folders."""


@dataclass(frozen=True)
class Server:
    """A running `salesclerk serve`."""

    port: int
    home: Path

    @property
    def address(self) -> str:
        """Where the demo shop is."""
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Host:
    """A web server for the pages of a shop that is not ours: `pages` by path, filled by the test."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    policy: dict[str, str] = field(default_factory=dict)
    """Content-Security-Policy by path."""

    def page(self, body: str, head: str = "", path: str = "/", name: str = "localhost") -> str:
        """Puts a page there and says its address; `localhost` is another site than the server's 127.0.0.1."""
        self.pages[path] = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>'
            f'<link rel="icon" href="data:,">{head}</head><body>{body}</body></html>'
        )
        return f"http://{name}:{self.port}{path}"


def furnish(home: Path, catalogs: str = "*") -> Path:
    """Copies the repository's catalogs that match a pattern, with their questionnaires, into a home folder."""
    for folder, pattern in (("catalog", f"{catalogs}.*"), ("questionnaires", f"{catalogs}.yaml")):
        (home / folder).mkdir(parents=True)
        for path in (ROOT / folder).glob(pattern):
            shutil.copy(path, home / folder / path.name)
    return home


@contextmanager
def serving(home: Path, port: int = 0) -> Iterator[Server]:
    """Serves a home folder on a port, a free one if none is given, with its database in it, until the block ends."""
    port = port or free_port()
    settings = {key: value for key, value in os.environ.items() if not key.startswith("SALESCLERK_")}
    settings |= {"SALESCLERK_HOME": str(home), "SALESCLERK_LOOK_EVERY": LOOK_EVERY}
    with (home / "server.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", str(port)], cwd=ROOT, env=settings, stdout=log, stderr=log
        )
        try:
            _await(f"http://127.0.0.1:{port}/readyz", process, home / "server.log")
            yield Server(port, home)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def hosting() -> Iterator[Host]:
    """Serves the pages of a host until the block ends."""
    host = Host(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = host.pages.get(self.path.partition("?")[0])
            self.send_response(200 if found else 404)
            kinds = {"js": "text/javascript", "css": "text/css"}
            kind = kinds.get(self.path.rpartition(".")[2], "text/html")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            policy = host.policy.get(self.path.partition("?")[0])
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write((found or "nothing here").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:  # not there yet, or there and not ready
            time.sleep(0.1)
    raise RuntimeError(f"the server did not get ready:\n{log.read_text()}")
