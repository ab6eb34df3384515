"""A small invented shop whose questions are of every type, served from a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.services import Context, open_context
from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import Caller
from tests.web.mailer import Mailer
from tests.web.page import Shopper

FEED = """id,name,price,colour,tags,due,steel
k-1,Little kettle,19.5,red,whistle,2026-01-02,yes
k-2,Big kettle,49,blue,whistle|lid,2026-03-04,no
k-3,Plain kettle,30,blue,,,
"a/b & ü?",Odd kettle,99,green,lid,2026-05-06,yes
"""

MAPPING = """catalog: kettles
feed: kettles.csv
title: {en: Kettles, de: Kessel}
picture: kettles.picture.svg
roles: {id: id, title: title, price: price}
currency: EUR
attributes:
  id: {kind: text}
  title: {kind: text, column: name}
  price: {kind: number, unit: EUR, unknown: drop}
  colour: {kind: category, label: {en: Colour, de: Farbe}}
  tags: {kind: tags, label: Extras}
  due: {kind: date, label: Due}
  steel: {kind: flag, label: Steel}
"""

QUESTIONS = """questionnaire: kettles
catalog: kettles
title: {en: Find your kettle, de: Finde deinen Kessel}
languages: [en, de]
theme: {accent: "#0a5"}
embed: {origins: ["https://shop.example"]}
questions:
  hello: {ask: {en: Welcome, de: Willkommen}, type: info}
  colour:
    ask: {en: "Which colour?", de: "Welche Farbe?"}
    type: single
    attribute: colour
    choices:
      red: {label: Red}
      blue: {label: Blue}
      pink: {label: Pink, filter: {colour: red, price: {above: 90}}}
      out: {label: None of them, filter: {}, next: end}
  extras:
    ask: What must it have?
    type: multiple
    max: 2
    attribute: tags
    choices:
      whistle: {label: A whistle}
      lid: {label: A lid}
      handle: {label: A handle, filter: {tags: lid, price: {above: 90}}}
      nothing: {label: Nothing of this, exclusive: true, filter: {}}
  budget: {ask: "What may it cost?", type: range, attribute: price, bound: both, step: 1}
  when: {ask: "By when?", type: date, sensitive: true}
  people: {ask: "For how many?", type: number, min: 1, max: 9, skippable: false}
results: {show: [price, colour], limit: 1}
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><title>{{ p.title }}</title></svg>'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the shop."""
    for folder, name, text in (
        ("catalog", "kettles.csv", FEED),
        ("catalog", "kettles.mapping.yaml", MAPPING),
        ("catalog", "kettles.picture.svg", PICTURE),
        ("questionnaires", "kettles.yaml", QUESTIONS),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def app(home: Path) -> Iterator[Flask]:
    """The application on that folder."""
    context = open_context(Settings(home=home, look_every=0))
    assert not context.folders.issues, [str(issue) for issue in context.folders.issues]
    yield create_app(context)
    context.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def shopper(client: FlaskClient) -> Shopper:
    """Who has just opened the questionnaire there."""
    return Shopper(client, "/w/kettles")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A process's workplace in a home where toys are sold; every request looks at its folders."""
    opened = toy_home(tmp_path / "toys").open()
    yield opened
    opened.close()


@pytest.fixture
def api(context: Context) -> FlaskClient:
    """What calls the interface there."""
    return create_app(context).test_client()


@pytest.fixture
def caller(api: FlaskClient) -> Caller:
    """A shopper's device whose session has just begun."""
    return Caller.begin(api, "toys")


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    """A shop's mailer that listens."""
    made = Mailer()
    yield made
    made.server.shutdown()
    made.server.server_close()
