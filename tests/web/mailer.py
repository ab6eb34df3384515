"""The shop's mailer: a real server that takes webhooks and verifies them, or fails."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RAW = b"24 bytes of the mailer's key, or more"
SECRET = f"whsec_{base64.b64encode(RAW).decode()}"


@dataclass
class Mailer:
    """The shop's mailer: a real server that takes webhooks, or fails."""

    taken: list[tuple[dict[str, str], Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        mailer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status = mailer.answers.pop(0) if mailer.answers else 204
                if status == 204:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    verify(headers, body)
                    mailer.taken.append((headers, json.loads(body)))
                self.send_response(status)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/hooks"

    @property
    def told(self) -> list[str]:
        return [body["data"]["trigger"] for _, body in self.taken]


def verify(headers: dict[str, str], body: bytes) -> None:
    """As the specification has receivers do it."""
    signed_ = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(RAW, signed_, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"].split(" ") == [f"v1,{expected}"]
    assert headers["content-type"] == "application/cloudevents+json"
