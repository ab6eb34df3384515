"""Coverage in words, and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from app.compiler import Clash, Coverage, DeadEnd, Figure
from app.compiler.coverage import exactly
from app.compiler.describe import CUT, describe, plain

FOUND = Coverage(
    products=2000,
    eligible=1999,
    nodes={"ground": 1999, "results": 1990},
    edges={("ground", "road", "results"): 1200, ("ground", None, "results"): 1990},
    answers={("ground", "road"): 1200, ("ground", "skip"): 1999},
    unreached=9,
    unreached_products=("b-1", "b-2"),
    paths=120,
    closed=0,
    worst=exactly(1990),
    expected=exactly(812.25),
    dead=Figure(0.031, 0.028, 0.034, walks=4000),
    unspared=exactly(0),
    dead_paths=None,
    dead_ends=(DeadEnd((("ground", "road"), ("budget", "..300")), spared=True),),
    dead_ends_cut=False,
    pairs=1,
    triples=0,
    clashes=(Clash((("ground", "road"), ("budget", "..300"))),),
)


def test_people_read_lines_that_say_what_is_sampled() -> None:
    assert describe(FOUND) == [
        "1,999 of 2,000 products may be shown",
        "9 of them no path can reach: b-1, b-2",
        "120 paths to results",
        "candidates at the end: at most 1,990, expected 812.2",
        "walks that end without a product: 3.1 % (sampled: 2.8 to 3.4 % with 95 % confidence)",
        "not spared the shopper by greying empty choices: 0 %",
        "dead end: ground=road → budget=..300: no product",
        "answers that no product fits together: pairs 1, triples 0",
        "never together: ground=road and budget=..300",
    ]


def test_without_dead_ends_there_is_one_line() -> None:
    sound = replace(FOUND, dead=exactly(0), dead_ends=(), pairs=0, clashes=(), unreached=0, unreached_products=())
    assert describe(sound)[-1] == "no path ends without a product"


def test_programs_read_json() -> None:
    found = json.loads(json.dumps(plain(FOUND)))
    assert found["edges"][0] == {"from": "ground", "choice": "road", "to": "results", "products": 1200}
    assert found["dead"] == {"value": 0.031, "low": 0.028, "high": 0.034, "walks": 4000}
    assert found["worst"] == {"value": 1990, "low": 1990, "high": 1990}
    assert found["clashes"]["examples"] == [
        [{"question": "ground", "answer": "road"}, {"question": "budget", "answer": "..300"}]
    ]


def test_a_search_that_was_cut_short_says_so() -> None:
    assert CUT not in describe(FOUND)
    assert CUT in describe(replace(FOUND, dead_ends_cut=True))
