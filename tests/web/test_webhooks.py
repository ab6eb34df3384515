"""What triggers call for is told to the shop's mailer, once and signed."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import Refused
from app.services import open_context
from app.services.webhooks import AGAIN, Sent, send_all, signed
from app.store import outbox
from tests.homes import NOW
from tests.web.calling import DRESS, SHOES, reopen, telling
from tests.web.mailer import SECRET, Mailer
from tests.web.test_segments import DAY, Shop


@pytest.fixture
def shop(tmp_path: Path, mailer: Mailer) -> Iterator[Shop]:
    with telling(tmp_path / "shop", mailer) as made:
        yield made


def test_the_signature_is_that_of_the_specification() -> None:
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_mailer_is_told_once_in_a_signed_cloud_event(shop: Shop, mailer: Mailer) -> None:
    shop.bought("ada lovelace", (DRESS, 15, 80.0))
    assert send_all(shop.context) == Sent()
    caller = shop.comes("ada lovelace")
    assert send_all(shop.context) == Sent(arrived=1)
    assert send_all(shop.context) == Sent()
    ((headers, body),) = mailer.taken
    assert body["specversion"] == "1.0"
    assert body["id"] == headers["webhook-id"]
    assert body["subject"] == caller.get("/export")["shopper"]
    assert "ada lovelace" not in json.dumps(body)
    assert body["data"]["trigger"] == "shoes-for-a-dress"
    assert body["data"]["bought"]["product"] == DRESS
    assert 0 < len(body["data"]["products"]) <= 12
    shop.bought("ada lovelace", (DRESS, 14, 80.0))
    assert send_all(shop.context).failed == 0


def test_without_consent_nothing_is_told(shop: Shop, mailer: Mailer) -> None:
    shop.bought("ada", (DRESS, 15, 80.0))
    shop.comes("ada", consent="session")
    assert send_all(shop.context) == Sent()
    caller = shop.comes("ada")
    mailer.answers = [500]
    assert send_all(shop.context) == Sent(failed=1)
    caller.call("PUT", "/consent", json={"consent": "session"})
    shop.now += DAY
    assert send_all(shop.context) == Sent()
    assert mailer.taken == []
    with shop.context.database.reading() as db:
        assert outbox.every(db) == ()


def test_what_was_bought_while_a_gift_was_sought_is_not_told(shop: Shop, mailer: Mailer) -> None:
    caller = shop.comes("ada")
    caller.change({**SHOES, "recipient": {"choices": ["gift"]}})
    shop.bought("ada", (DRESS, 0, 80.0))
    shop.now += 15 * DAY
    assert send_all(shop.context) == Sent()
    caller.change({"recipient": {"choices": ["me"]}})
    assert send_all(shop.context) == Sent()
    shop.bought("ada", (DRESS, 0, 80.0))
    shop.now += 15 * DAY
    assert send_all(shop.context) == Sent(arrived=1)


def test_what_does_not_arrive_is_tried_again_with_growing_pauses_under_the_same_id(shop: Shop, mailer: Mailer) -> None:
    shop.bought("ada", (DRESS, 14, 80.0))
    shop.comes("ada")
    mailer.answers = [500, 302]
    for pause in AGAIN[:2]:
        assert send_all(shop.context) == Sent(failed=1)
        assert send_all(shop.context) == Sent()
        shop.now += pause
    assert send_all(shop.context) == Sent(arrived=1)
    mailer.server.shutdown()
    mailer.server.server_close()


def test_a_server_that_is_down_loses_nothing(shop: Shop, mailer: Mailer) -> None:
    shop.bought("ada", (DRESS, 14, 80.0))
    shop.comes("ada")

    def down(*_: Any) -> int:
        raise ConnectionRefusedError("nobody is there")

    assert send_all(shop.context, down) == Sent(failed=1)
    with shop.context.database.reading() as db:
        (message,) = outbox.every(db)
    assert (message.tries, message.error) == (1, "nobody is there")
    shop.now += AGAIN[0]
    assert send_all(shop.context) == Sent(arrived=1)


def test_after_the_last_try_it_is_given_up_and_kept(shop: Shop) -> None:
    shop.bought("ada", (DRESS, 14, 80.0))
    shop.comes("ada")
    for pause in (*AGAIN, timedelta()):
        assert send_all(shop.context, lambda *_: 500) == Sent(failed=1)
        shop.now += pause
    shop.now += 30 * DAY
    assert send_all(shop.context, lambda *_: 500) == Sent()
    with shop.context.database.reading() as db:
        assert [message.next_at for message in outbox.every(db)] == [None]


def test_several_workers_send_each_message_once(shop: Shop, mailer: Mailer) -> None:
    for number in range(12):
        shop.bought(f"customer-{number}", (DRESS, 15, 80.0))
        shop.comes(f"customer-{number}")
    others = [open_context(shop.context.settings, lambda: NOW) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(send_all, [shop.context, *others]))
    for other in others:
        other.close()
    assert sum(one.arrived for one in done) == 12
    assert max(Counter(body["id"] for _, body in mailer.taken).values()) == 1
    assert len(mailer.taken) == 12


def test_a_sender_that_dies_leaves_its_message_to_the_next(shop: Shop, mailer: Mailer) -> None:
    shop.bought("ada", (DRESS, 14, 80.0))
    shop.comes("ada")

    def dies(*_: Any) -> int:
        raise SystemExit

    with pytest.raises(SystemExit):
        send_all(shop.context, dies)
    assert send_all(shop.context) == Sent()
    shop.now += outbox.HELD + timedelta(seconds=1)
    assert send_all(shop.context) == Sent(arrived=1)


@pytest.mark.parametrize(
    ("url", "secret"), [("", SECRET), ("ftp://x", SECRET), ("http://x/", ""), ("http://x/", "whsec_MTI=")]
)
def test_a_setting_that_is_not_sound_is_named(shop: Shop, url: str, secret: str) -> None:
    reopen(shop, webhook_url=url, webhook_secret=secret)
    with pytest.raises(Refused) as refused:
        send_all(shop.context)
    assert "SALESCLERK_WEBHOOK" in refused.value.message + refused.value.help
