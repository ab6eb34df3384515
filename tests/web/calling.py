"""The corner shop whose purchases call for something, while a mailer is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.config import Settings
from app.services import open_context
from app.web import create_app
from tests.web.mailer import SECRET, Mailer
from tests.web.test_segments import KEY, Shop, shop_in, words

DRESS = "dres-12-brown"
SHOES = {"want": {"choices": ["shoes"]}, "recipient": {"choices": ["me"]}, "wearer": {"choices": ["women"]}}


@contextmanager
def telling(home: Path, mailer: Mailer) -> Iterator[Shop]:
    """The shop while it serves, with the mailer's address."""
    made = shop_in(home)
    reopen(made, webhook_url=mailer.address, webhook_secret=SECRET)
    yield made
    made.context.close()


def reopen(shop: Shop, **more: Any) -> None:
    """Starts its server anew with other settings."""
    shop.context.close()
    settings = Settings(home=shop.home, look_every=0, shop_key=KEY, **more)
    shop.context = open_context(settings, lambda: shop.now)
    shop.client = create_app(shop.context).test_client()


def called(found: list[Any]) -> list[str]:
    """The reasons of products that name a purchase."""
    return [text for text in words(found) if "because you bought" in text.lower()]
