"""A home folder made for one test: a small catalog, a questionnaire with every type of question, a context on them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.config import Settings
from app.services import Context, open_context
from app.services.clock import Clock
from tests.builders import MAPPING

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

FEED = """\
id,title,brand,ports,price,size,released,gps,stock,sold
p1,Toy 1,Ada,hdmi,10,S,2026-01-01,yes,5,1
p2,Toy 2,Ada,usb-c|hdmi,20,M,2026-02-01,no,5,2
p3,Toy 3,Bor,usb-c,30,L,2026-03-01,yes,5,3
p4,Toy 4,Bor,,40,,2026-04-01,,0,4
p5,Toy 5,Cid,hdmi,50,L,2026-05-01,yes,5,5
"""

QUESTIONNAIRE = """\
questionnaire: toys
catalog: toys
title: {en: Find a toy, de: Finde ein Spielzeug}
languages: [en, de]
enough: 0
embed: {origins: ["https://shop.example"]}
results: {show: [price], limit: 2, out_of_stock: last}
questions:
  hello: {ask: Good day, type: info}
  brand:
    ask: Which brand?
    type: single
    skippable: false
    attribute: brand
    choices: {Ada: {label: Ada}, Bor: {label: Bor}, Nobody: {label: Nobody, filter: {price: {max: 1}}}}
  ports:
    ask: Which ports?
    type: multiple
    max: 2
    attribute: ports
    choices:
      hdmi: {label: HDMI}
      usb-c: {label: USB-C}
      none: {label: None of these, exclusive: true, filter: {}}
  price: {ask: What may it cost?, type: range, attribute: price, bound: max}
  height: {ask: How tall are you?, type: number, unit: cm, min: 100, max: 220}
  born: {ask: When were you born?, type: date, max: today, sensitive: true}
allow: [nothing-fits: somebody has to ask for nobody, never-splits: a question of every type]
"""


SHARED = """\
questions:
  budget: {ask: What may it cost?, type: range, attribute: price, bound: max}
"""


class Home:
    """A folder with `catalog/` and `questionnaires/`; nothing of it is taken in before `open`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("catalog", "questionnaires"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def put(self, name: str, text: str) -> Path:
        """Writes a file, such as `catalog/toys.csv`."""
        path = self.path / name
        path.write_text(text, "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replaces a part of a file that stands in it exactly once."""
        text = (self.path / name).read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        self.put(name, text.replace(old, new))

    def settings(self, **more: Any) -> Settings:
        """What a process there reads; every request looks at the folders anew."""
        return Settings(home=self.path, **{"look_every": 1e-9, **more})

    def open(self, clock: Clock = lambda: NOW, **more: Any) -> Context:
        """A process's workplace there."""
        return open_context(self.settings(**more), clock)


def toy_home(path: Path) -> Home:
    """A home where the toys are sold."""
    home = Home(path)
    home.put("catalog/toys.mapping.yaml", MAPPING)
    home.put("catalog/toys.csv", FEED)
    home.put("questionnaires/toys.yaml", QUESTIONNAIRE)
    return home


def with_parts(home: Home) -> Home:
    """The same, with a questionnaire that uses a question of `common.yaml` beside it."""
    home.put("questionnaires/common.yaml", SHARED)
    home.edit("questionnaires/toys.yaml", "languages: [en, de]\n", "languages: [en, de]\ninclude: [common.yaml]\n")
    home.edit(
        "questionnaires/toys.yaml",
        "  price: {ask: What may it cost?, type: range, attribute: price, bound: max}\n",
        "  price: {use: common/budget, unit: €}\n",
    )
    return home


WISHES = """\
questionnaire: wishes
catalog: toys
title: {en: Wishes, de: Wünsche}
languages: [en, de]
questions:
  brand:
    ask: Which brand do you like?
    type: single
    importance: ask
    choices:
      ada: {label: Ada, prefer: {brand: {points: {Ada: 3}}}}
      bor: {label: Bor, prefer: {brand: {points: {Bor: 3}}}}
  ports:
    ask: Which ports?
    type: multiple
    importance: ask
    attribute: ports
    choices: {hdmi: {label: HDMI}, usb-c: {label: USB-C}}
  sale: {ask: You come from a sale., type: info, when: {channel: sale}}
rules:
  - {when: {brand: bor}, warn: {en: Bor is sold by its size., de: Bor gibt es nach Größe.}}
merchandise:
  - {pin: {id: p3}, when: {campaign: spring}, label: {en: Our pick, de: Unser Tipp}}
  - {boost: {id: p5}, by: 0.5}
"""
"""A questionnaire in which the shop and the shopper say how much things matter."""


def with_wishes(home: Home) -> Home:
    """The same, with that questionnaire beside it."""
    home.put("questionnaires/wishes.yaml", WISHES)
    return home
