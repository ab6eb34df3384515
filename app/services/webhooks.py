"""Messages of the outbox sent to the shop's address, signed by Standard Webhooks, again and again until they arrive."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.errors import Refused
from app.services.context import Context
from app.services.said import PROFILE
from app.services.triggering import fill_outbox
from app.store import Message, outbox, sessions

log = logging.getLogger("salesclerk.webhooks")

AGAIN = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""How long after each failure it is tried again, as the specification proposes; after the last it is given up."""
PATIENCE = 15.0
"""Seconds that the shop's server may take; less than a message is held."""
PREFIX = "whsec_"
SHORTEST_SECRET = 24
"""Bytes of the key: the least of the specification."""
GONE = 410
"""What a server answers that wants this message no more."""

Post = Callable[[str, bytes, Mapping[str, str]], int]
"""Sends a body with headers to an address; gives the status, raises OSError where there is none."""


@dataclass(frozen=True)
class Sent:
    """What became of the messages that were due."""

    arrived: int = 0
    failed: int = 0
    dropped: int = 0


def send_all(context: Context, post: Post | None = None) -> Sent:
    """Fills the outbox, and sends every message that is due now, one after the other.

    A message is held by one sender at a time; one that dies leaves it to the next after `outbox.HELD`, so that nothing
    is lost. What was sent and not yet marked by then is sent again under the same `webhook-id`. Raises Refused where
    no address or no sound key is set.
    """
    address, key = context.settings.webhook_url, _key(context.settings.webhook_secret)
    if not address.startswith(("https://", "http://")):
        raise Refused("no-webhook", "no address to send to is set", "set SALESCLERK_WEBHOOK_URL to the mailer's")
    fill_outbox(context)
    arrived = failed = dropped = 0
    while True:
        with context.database.writing() as db:
            message = outbox.hold(db, context.clock())
            if message is None:
                return Sent(arrived, failed, dropped)
            if not sessions.consents(db, message.shopper, PROFILE):
                outbox.drop(db, message.id)
                dropped += 1
                continue
        if _send(context, message, address, key, post or post_once):
            arrived += 1
        else:
            failed += 1


def _send(context: Context, message: Message, address: str, key: bytes, post: Post) -> bool:
    body, now = message.body.encode(), context.clock()
    headers = {**signed(key, message.id, now, body), "content-type": "application/cloudevents+json"}
    try:
        status = post(address, body, headers)
        error = "" if 200 <= status < 300 else f"the server answered {status}"
    except (OSError, ValueError) as problem:
        status, error = 0, str(problem) or type(problem).__name__
    with context.database.writing() as db:
        if not error:
            outbox.sent(db, message.id, context.clock())
            return True
        again = AGAIN[message.tries] if message.tries < len(AGAIN) and status != GONE else None
        outbox.failed(db, message, context.clock() + again if again else None, error[:500])
    then = f"it is tried again in {again}" if again else "it is given up"
    log.warning("the message %s did not arrive: %s; %s", message.id, error, then)
    return False


def signed(key: bytes, id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks: the message's id, the time in seconds, an HMAC-SHA-256 of both and the body.

    https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    """
    at = str(int(now.timestamp()))
    mac = hmac.new(key, b".".join((id.encode(), at.encode(), body)), hashlib.sha256).digest()
    return {"webhook-id": id, "webhook-timestamp": at, "webhook-signature": f"v1,{base64.b64encode(mac).decode()}"}


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < SHORTEST_SECRET:
        help = f"set it to {PREFIX} and the base64 of at least {SHORTEST_SECRET} random bytes"
        raise Refused("no-webhook-secret", "SALESCLERK_WEBHOOK_SECRET is no key of Standard Webhooks", help)
    return key


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: a signed message is for the address that was set."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def post_once(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """One POST; gives the status."""
    request = urllib.request.Request(address, body, {**headers, "user-agent": "salesclerk"}, method="POST")
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as response:
            return int(response.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return int(answer.code)


def send_aside(context: Context) -> threading.Thread | None:
    """Sends what is due every `send_every` seconds, in a thread of its own; None where nothing is set to send to."""
    every = context.settings.send_every
    if not context.settings.webhook_url or not every:
        return None
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(every):
            try:
                send_all(context)
            except Exception:
                log.exception("messages cannot be sent now; they are kept")

    thread = threading.Thread(target=run, name="webhooks", daemon=True)
    thread.start()
    return thread
