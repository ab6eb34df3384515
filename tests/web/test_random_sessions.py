"""Random shoppers in the shops that are shipped: every step of theirs is what loops over the feed file find."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.config import Settings
from app.services import open_context
from app.web import create_app
from tests.homes import NOW
from tests.oracle import Oracle
from tests.shipped import SHIPPED
from tests.web.caller import API, Caller, Json

ROOT = Path(__file__).parents[2]
SESSIONS = 200
"""Of each shop; `make test` takes those of SHORT."""
SHORT = 1
TURNS = 10
"""What one shopper does at most."""


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The repository's own folders, with a database elsewhere."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shops')}/salesclerk.db"
    context = open_context(Settings(home=ROOT, database_url=url, secret="of-a-test", look_every=0), lambda: NOW)
    assert sorted(context.releases.releases()) == SHIPPED
    yield create_app(context).test_client()
    context.close()


@cache
def oracle_of(shop: str) -> Oracle:
    mapping = ROOT / "catalog" / f"{shop}.mapping.yaml"
    return Oracle.of_files(mapping, ROOT / "questionnaires" / f"{shop}.yaml", NOW.date())


@pytest.mark.parametrize("seed", range(SHORT))
@pytest.mark.parametrize("shop", SHIPPED)
def test_every_step_of_a_random_session_is_true(shops: FlaskClient, shop: str, seed: int) -> None:
    Stroll(shops, shop, seed).walk()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SHORT, SESSIONS))
@pytest.mark.parametrize("shop", SHIPPED)
def test_every_step_of_many_random_sessions_is_true(shops: FlaskClient, shop: str, seed: int) -> None:
    Stroll(shops, shop, seed).walk()


class Stroll:
    """One shopper's way: what was said so far is kept here, and each step is held against the oracle."""

    def __init__(self, client: FlaskClient, shop: str, seed: int) -> None:
        self.rng = random.Random(f"{shop} {seed}")
        self.shop = shop
        self.oracle = oracle_of(shop)
        defined = client.get(f"{API}/questionnaires/{shop}").json
        assert defined
        autos = {id: question.auto.limit for id, question in self.oracle.questions.items() if question.auto}
        self.oracle.asking.cut = {
            one["id"]: [choice["id"] for choice in one["choices"]][: autos[one["id"]]]
            for one in defined["questions"]
            if one["id"] in autos
        }
        self.caller = Caller.begin(client, shop)
        self.answers: dict[str, Json] = {}
        self.step = self.caller.step

    def walk(self) -> None:
        self.check()
        for _ in range(TURNS):
            turns = [self.edit, self.withdraw, self.reload] if self.answers else []
            if self.step["question"]:
                turns += [self.go_on] * 6 + [self.skip]
            elif self.step["relaxations"]:
                turns += [self.relax] * 3
            if not turns:
                break
            self.rng.choice(turns)()
            self.check()

    # what a shopper does

    def go_on(self) -> None:
        """Answers the question that is asked."""
        question = self.step["question"]
        self.say(question["id"], self.some_answer(question))

    def skip(self) -> None:
        question = self.step["question"]
        self.say(question["id"], {"skip": True} if question["skippable"] else self.some_answer(question))

    def edit(self) -> None:
        """Goes back to an earlier question, on the path or not, and answers it anew."""
        id = self.rng.choice(list(self.answers))
        step = self.caller.get(f"/questions/{id}")
        self.check_question(step["question"])
        assert step["remaining"] == self.oracle.remaining(self.answers)
        self.say(id, self.some_answer(step["question"]))

    def withdraw(self) -> None:
        id = self.rng.choice(list(self.answers))
        del self.answers[id]
        self.step = self.caller.withdraw(id)

    def reload(self) -> None:
        assert self.caller.get() == self.step

    def relax(self) -> None:
        """Takes one of the ways out that are offered; what it promises is what comes."""
        relaxation = self.rng.choice(self.step["relaxations"])
        for id, body in relaxation["change"].items():
            if body is None:
                del self.answers[id]
            else:
                self.answers[id] = body
        self.step = self.caller.change(relaxation["change"])
        assert self.step["remaining"] == relaxation["remaining"] > 0

    def say(self, id: str, body: Json) -> None:
        self.answers[id] = body
        self.step = self.caller.answer(id, body)

    def some_answer(self, question: Json) -> Json:
        """An answer that the question takes; once in a while to a choice that leaves nothing."""
        if question["skippable"] and self.rng.random() < 0.1:
            return {"skip": True}
        match question["type"]:
            case "single":
                return {"choices": [self.some_choice(question["choices"])["id"]]}
            case "multiple":
                return {"choices": self.some_choices(question)}
            case "range":
                return self.some_range(question["range"])
            case "number":
                least, most = question["min"] or 0, question["max"] or 300
                return {"value": round(self.rng.uniform(least, most), 1)}
            case "date":
                least, most = (question[end] and date.fromisoformat(question[end]) for end in ("min", "max"))
                return {"value": str(self.some_day(least, most))}
        return {"seen": True}

    def some_choice(self, choices: list[Json]) -> Json:
        lively = [choice for choice in choices if not choice["disabled"]]
        return self.rng.choice(lively if lively and self.rng.random() < 0.9 else choices)

    def some_choices(self, question: Json) -> list[str]:
        first = self.some_choice(question["choices"])
        others = [choice["id"] for choice in question["choices"] if not choice["exclusive"] and choice is not first]
        more = self.rng.randint(0, min(len(others), (question["most"] or 3) - 1))
        return [first["id"], *([] if first["exclusive"] else self.rng.sample(others, more))]

    def some_range(self, range: Json) -> Json:
        if range["min"] is None:
            return {"max" if range["bound"] != "min" else "min": 1}
        low, high = sorted(self.rng.uniform(range["min"], range["max"]) // range["step"] * range["step"] for _ in "ab")
        return {"min": {"min": low}, "max": {"max": high}}.get(range["bound"], {"min": low, "max": high})

    def some_day(self, least: date | None, most: date | None) -> date:
        least = least or (most or NOW.date()) - timedelta(400)
        return least + timedelta(self.rng.randint(0, ((most or least + timedelta(400)) - least).days))

    # what has to be true after each step

    def check(self) -> None:
        assert self.place() == self.oracle.at(self.answers)
        assert self.step["remaining"] == self.oracle.remaining(self.answers)
        self.check_answers()
        if self.step["question"]:
            self.check_question(self.step["question"])
        self.check_order()
        self.check_against_fresh()

    def place(self) -> str:
        question = self.step["question"]
        return question["id"] if question else "end" if self.step["ended"] else "results"

    def check_answers(self) -> None:
        """All answers stand, in the order first given; those off the path are stale."""
        on_path = {id for id, _ in self.oracle.path(self.answers).asked}
        said = [(answer["question"], answer["stale"], answer["gone"]) for answer in self.step["answers"]]
        assert said == [(id, id not in on_path, False) for id in self.answers]
        for answer in self.step["answers"]:
            assert picks(answer["value"]) == picks(self.answers[answer["question"]])

    def check_question(self, question: Json) -> None:
        """Each count is what ticking the choice would leave, each bar what lies in it."""
        id = question["id"]
        for choice in question["choices"]:
            expected = tuple(look(self.answers, id, choice["id"]) for look in (self.oracle.count, self.oracle.unknown))
            assert (choice["count"], choice["unknown"]) == expected, (self.answers, id, choice["id"])
        if question["range"] and question["range"]["bins"]:
            bins = question["range"]["bins"]
            edges = [bin["from"] for bin in bins] + [bins[-1]["to"]]
            counts, unknown = self.oracle.bins(self.answers, id, edges)
            assert ([bin["count"] for bin in bins], question["range"]["unknown"]) == (counts, unknown)
            assert sum(counts) + unknown == self.oracle.remaining({**self.answers, id: {"skip": True}})

    def check_order(self) -> None:
        """The first page and some later page are in the order of a full sort."""
        order = [] if self.place() == "end" else self.oracle.listed.order(self.answers)
        limit = self.oracle.questionnaire.results.limit
        first = self.caller.get("/results")
        assert (first["total"], ids(first)) == (len(order), order[:limit])
        size = self.rng.randint(1, 100)
        offset = self.rng.randint(0, len(order))
        later = self.caller.get(f"/results?limit={size}&offset={offset}")
        assert ids(later) == order[offset : offset + size]
        if self.step["kind"] == "results":
            assert ids(self.step) == order[:limit]

    def check_against_fresh(self) -> None:
        """How the shopper came here makes no difference."""
        fresh = Caller.begin(self.caller.client, self.shop, prefill=self.answers)
        assert fresh.step == self.step
        path = f"{API}/questionnaires/{self.shop}/step"
        assert self.caller.client.post(path, json={"answers": self.answers}).json == self.step


def ids(step: Json) -> list[str]:
    return [product["id"] for product in step["products"]]


def picks(body: Json) -> dict[str, Any]:
    """An answer with its picks in no order."""
    return {key: sorted(value) if isinstance(value, list) else value for key, value in body.items()}
