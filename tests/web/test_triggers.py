"""Triggers on the demo's corner shop: they rank, with the reason, and are told to the shop's mailer, once and signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.errors import Refused
from app.services import open_context
from app.services.ordering import import_orders
from app.services.teaching import learn_triggers
from app.services.webhooks import AGAIN, Sent, send_all, signed
from app.store import outbox
from app.web import create_app
from tests.homes import NOW
from tests.web.caller import Caller
from tests.web.test_segments import DAY, KEY, Shop, products, shop_in, words

RAW = b"24 bytes of the mailer's key, or more"
SECRET = f"whsec_{base64.b64encode(RAW).decode()}"
DRESS = "dres-12-brown"
SHOES = {"want": {"choices": ["shoes"]}, "recipient": {"choices": ["me"]}, "wearer": {"choices": ["women"]}}
BAGS = {"want": {"choices": ["bag"]}, "recipient": {"choices": ["me"]}}


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


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    made = Mailer()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def shop(tmp_path: Path, mailer: Mailer) -> Iterator[Shop]:
    made = shop_in(tmp_path / "shop")
    reopen(made, webhook_url=mailer.address, webhook_secret=SECRET)
    yield made
    made.context.close()


def reopen(shop: Shop, **more: Any) -> None:
    shop.context.close()
    settings = Settings(home=shop.home, look_every=0, shop_key=KEY, **more)
    shop.context = open_context(settings, lambda: shop.now)
    shop.client = create_app(shop.context).test_client()


def called(found: list[Any]) -> list[str]:
    return [text for text in words(found) if "because you bought" in text.lower()]


def test_the_signature_is_that_of_the_specification() -> None:
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(("ago", "open_"), [(13, False), (14, True), (20, True), (21, False)])
def test_a_purchase_puts_what_it_calls_for_higher_in_its_time_alone(shop: Shop, ago: int, open_: bool) -> None:
    shop.bought("ada", (DRESS, ago, 80.0))
    found = products(shop.comes("ada"), SHOES)
    assert bool(called(found)) is open_
    if open_:
        assert called(found)[0].startswith("Shoes for your new dress – because you bought ")
        assert "trigger" in [term["term"] for term in found[0]["terms"]]
    assert not called(products(shop.comes("ada", consent="session"), SHOES))
    assert not called(products(shop.comes("eve"), SHOES))


def test_neither_a_gift_nor_one_that_was_followed_is_called_for(shop: Shop) -> None:
    shop.bought("ada", (DRESS, 15, 80.0))
    gift = {**SHOES, "recipient": {"choices": ["gift"]}}
    assert not called(products(shop.comes("ada"), gift))
    shoes = products(shop.comes("ada"), SHOES)[0]["id"]
    shop.bought("ada", (shoes, 2, 60.0))
    assert not called(products(shop.comes("ada"), SHOES))


def test_a_trigger_for_a_segment_is_for_it_alone(shop: Shop) -> None:
    rows = shop.context.releases.current("corner-shop").index.products
    id = next(id for id, record in zip(rows.ids, rows.records, strict=True) if record["department"] == "Shoes")
    shop.bought("once", (id, 4, 80.0))
    shop.bought("loyal", (id, 4, 80.0), ("coff-08-20-capsules", 30, 9.0), ("coff-08-20-capsules", 60, 9.0))
    assert not called(products(shop.comes("once"), BAGS))
    assert called(products(shop.comes("loyal"), BAGS))


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


def test_habits_of_many_are_learnt_listed_and_rank_alike(shop: Shop) -> None:
    index = shop.context.releases.current("corner-shop").index.products
    razors = [id for id, record in zip(index.ids, index.records, strict=True) if record.get("category") == "Razors"]
    supplies = [
        id for id, one in zip(index.ids, index.records, strict=True) if one.get("category") == "Shaving supplies"
    ]
    lines = ["customer,product,time"]
    for number in range(40):
        begin = NOW - 200 * DAY
        lines.append(f"a{number},{razors[number % 3]},{begin.isoformat()}")
        if number < 30:
            lines.append(f"a{number},{supplies[number % 2]},{(begin + (12 + number % 5) * DAY).isoformat()}")
    for number in range(120):
        lines.append(f"b{number},{index.ids[number * 5 % len(index.ids)]},{(NOW - 150 * DAY).isoformat()}")
    path = shop.home / "many.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert not import_orders(shop.context, path).errors
    habits = learn_triggers(shop.context)["corner-shop"]
    first = habits[0]
    assert (first.after, first.then) == ((("category", "Razors"),), ("category", "Shaving supplies"))
    assert (first.support, first.wait) == (30, 13)
    assert learn_triggers(shop.context)["corner-shop"] == habits
    shop.bought("ada", (razors[0], first.wait + 1, 20.0))
    care = {"want": {"choices": ["care"]}, "recipient": {"choices": ["me"]}}
    found = products(shop.comes("ada"), care)
    assert called(found)
    assert index.records[index.row_of[found[0]["id"]]]["category"] == "Shaving supplies"
    assert not called(products(shop.comes("eve"), care))


def test_an_online_purchase_of_this_shopper_calls_too(shop: Shop) -> None:
    caller: Caller = shop.comes("ada")
    event = {"id": "e", "name": "purchase", "products": [{"id": DRESS}]}
    assert caller.call("POST", "/events", json={"events": [event]}).status_code == 202
    shop.now += 15 * DAY
    assert called(products(shop.comes("ada"), SHOES))
    assert send_all(shop.context) == Sent()
