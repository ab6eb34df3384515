"""The demo's corner shop, served from a folder of its own, with a clock that tests set and a key that they sign with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from flask.testing import FlaskClient

from app.config import Settings
from app.services import Context, open_context
from app.services.ordering import import_orders
from app.web import create_app
from tests.homes import NOW
from tests.shipped import ROOT
from tests.web.caller import Caller, Json

KEY = "the key of a shop, 32 bytes or more"


@dataclass
class Corner:
    """A server of the shipped corner shop; `now` is its time."""

    context: Context
    client: FlaskClient
    now: datetime = NOW

    def begin(self, customer: str = "", consent: str = "", **more: Any) -> Caller:
        """A session, with consent to a profile of a customer, if one is named, unless another consent is."""
        if not customer:
            return Caller.begin(self.client, "corner-shop", consent=consent or "session", **more)
        return Caller.begin(
            self.client, "corner-shop", consent=consent or "profile", shopper=self.signed(customer), **more
        )

    def signed(self, customer: str, key: str = KEY, **claims: Any) -> str:
        """What the shop signs of a customer."""
        sound = {"sub": customer, "exp": int((self.now + timedelta(hours=1)).timestamp())}
        return jwt.encode({**sound, **claims}, key, "HS256")

    def order(self, customer: str, *bought: tuple[str, float]) -> None:
        """Takes orders in from a file: products, and how many days ago."""
        lines = [f"{customer},{id},{(self.now - timedelta(days=ago)).isoformat()}" for id, ago in bought]
        path = Path(self.context.settings.home) / "orders.csv"
        path.write_text("\n".join(["customer,product,time", *lines]), "utf-8")
        assert import_orders(self.context, path).errors == ()

    def record(self, product: str) -> Json:
        """What the catalog states of a product."""
        products = self.context.releases.current("corner-shop").index.products
        return dict(products.records[products.row_of[product]])


@contextmanager
def corner_shop(home: Path) -> Iterator[Corner]:
    """The shop while it serves."""
    for folder, pattern in (
        ("catalog", "corner-shop.*"),
        ("questionnaires", "corner-shop.yaml"),
        ("questionnaires", "segments.yaml"),
    ):
        (home / folder).mkdir(exist_ok=True)
        for path in (ROOT / folder).glob(pattern):
            shutil.copy(path, home / folder)
    time: list[Corner] = []
    context = open_context(Settings(home=home, look_every=0, shop_key=KEY), lambda: time[0].now if time else NOW)
    assert not context.folders.issues, [str(issue) for issue in context.folders.issues]
    time.append(Corner(context, create_app(context).test_client()))
    yield time[0]
    context.close()


def did(caller: Caller, name: str, *products: str, id: str = "", at: datetime | None = None) -> None:
    """Something done on the shop's pages."""
    event = {"id": id or f"{name} {products} {at}", "name": name, "products": [{"id": one} for one in products]}
    if at is not None:
        event["at"] = at.isoformat()
    response = caller.call("POST", "/events", json={"events": [event]})
    assert response.status_code == 202, response.text


def results(caller: Caller, limit: int = 100) -> Sequence[Json]:
    """The list as it stands."""
    found: Sequence[Json] = caller.get(f"/results?limit={limit}")["products"]
    return found


def ids(products: Sequence[Json]) -> list[str]:
    return [product["id"] for product in products]
