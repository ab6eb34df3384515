"""The two stories that the demo promises: of a shopper among the diamonds, and of a merchandiser at her desk."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper, Step


class Interface:
    """The session of a shopper as the HTTP interface tells it."""

    def __init__(self, shopper: Shopper, server: Server) -> None:
        self._call = shopper.page.context.request
        self._shopper = shopper
        self._address = f"{server.address}/api/v1"

    def session(self) -> dict[str, Any]:
        answer = self._call.get(
            f"{self._address}/session", headers={"Authorization": f"Bearer {self._shopper.token()}"}
        )
        assert answer.ok, answer.text()
        session: dict[str, Any] = answer.json()
        return session

    def fresh(self, questionnaire: str, answers: list[dict[str, Any]]) -> dict[str, Any]:
        """The step that the same answers lead to, with nothing stored."""
        given = {answer["question"]: answer["value"] for answer in answers}
        answer = self._call.post(f"{self._address}/questionnaires/{questionnaire}/step", data={"answers": given})
        assert answer.ok, answer.text()
        step: dict[str, Any] = answer.json()
        return step


def says_what_the_interface_says(shown: Step, told: dict[str, Any]) -> None:
    assert shown["remaining"] == told["remaining"]
    if shown["kind"] == "results":
        assert [product["id"] for product in shown["products"]] == [product["id"] for product in told["products"]]
        return
    assert shown["match"] == told["remaining"]
    assert shown["question"] == told["question"]["id"]
    told_counts = {choice["id"]: choice["count"] for choice in told["question"]["choices"]}
    assert {choice["id"]: choice["count"] for choice in shown["choices"]} == told_counts


def test_a_shopper_finds_twelve_diamonds_and_changes_her_mind(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    interface = Interface(shopper, shop)
    steps = [shopper.step()]

    def next_is(step: Step) -> None:
        says_what_the_interface_says(step, interface.session())
        assert step["remaining"] <= steps[-1]["remaining"]
        steps.append(step)

    next_is(shopper.choose("engagement"))
    shopper.enter_value("max", "5000")
    next_is(shopper.press("answer"))
    for choice in ("classic", "white", "colourless", "eye_clean", "ideal", "look_large"):
        next_is(shopper.choose(choice))

    assert len(steps) - 1 == 8
    assert steps[0]["remaining"] == 53_940
    assert steps[-1]["remaining"] < steps[0]["remaining"] / 10
    assert steps[-1]["kind"] == "results"
    assert len(steps[-1]["products"]) == 12
    for product in steps[-1]["products"]:
        assert {"meets"} <= {reason["state"] for reason in product["reasons"]} <= {"meets", "misses", "unknown"}
        assert all(reason["text"] for reason in product["reasons"])

    told = interface.session()
    assert interface.fresh("diamonds", told["answers"])["products"] == told["products"]

    shopper.open_answers()
    shopper.press("look:clarity")
    assert [choice["id"] for choice in shopper.step()["choices"] if choice["selected"]] == ["eye_clean"]
    changed = shopper.choose("loupe")
    says_what_the_interface_says(changed, interface.session())
    assert changed["kind"] == "results"
    assert 0 < changed["remaining"] < steps[-1]["remaining"]
    before, after = ({a["ask"]: a["label"] for a in step["answers"]} for step in (steps[-1], changed))
    assert list(before) == list(after)
    assert {ask for ask in before if before[ask] != after[ask]} == {"How clean must it be?"}
    assert not any(answer["stale"] for answer in changed["answers"])


def test_products_say_what_they_do_not_state(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/graphics-cards")
    found = shopper.answer_all()[-1]

    states = {reason["state"] for product in found["products"] for reason in product["reasons"]}
    assert "meets" in states
    for product in found["products"]:
        for reason in product["reasons"]:
            assert ("not stated" in reason["text"]) <= (reason["state"] == "unknown")


QUESTION = """  licence:
    ask: {en: "What will you pay with?", de: "Womit bezahlst du?"}
    type: single
    choices:
      money: {label: {en: Money, de: Geld}, filter: {}}
      praise: {label: {en: Praise, de: Lob}, filter: {italic: true}}
    next: use
"""


@pytest.fixture
def questions(desk: Server) -> Any:
    """The file that the merchandiser edits, as it was again afterwards."""
    path = desk.home / "questionnaires" / "typefaces.yaml"
    before = path.read_text("utf-8")
    yield path
    path.write_text(before, "utf-8")


def soon(page: Page, question: str) -> Step:
    """Loads the page again until the question is asked first: the server looks at the folder from time to time."""
    for _ in range(10):
        page.reload()
        step = Shopper.find(page).step()
        if step["question"] == question:
            return step
    raise AssertionError(f"{question} is not asked, but {step['question']}")


def test_a_question_added_to_the_file_is_asked(page: Page, desk: Server, questions: Path) -> None:
    page.goto(f"{desk.address}/shop/typefaces")
    before = soon(page, "use")

    text = questions.read_text("utf-8")
    questions.write_text(text.replace("questions:\n", f"questions:\n{QUESTION}", 1), "utf-8")
    after = soon(page, "licence")
    assert after["heading"] == "What will you pay with?"
    assert after["remaining"] == before["remaining"]
    assert after["choices"][0]["count"] == before["remaining"]

    # What cannot be read is refused; the last good one goes on serving.
    questions.write_text(text.replace("questions:\n", "questions: [\n", 1), "utf-8")
    for _ in range(3):
        page.wait_for_timeout(200)
        page.reload()
        assert Shopper.find(page).step()["question"] == "licence"
    questions.write_text(text, "utf-8")
    assert soon(page, "use")["heading"] == before["heading"]


def test_a_shopper_who_has_begun_keeps_her_questions(page: Page, desk: Server, questions: Path) -> None:
    shopper = Shopper.enter(page, f"{desk.address}/shop/typefaces")
    shopper.answer()
    asked = shopper.step()["question"]

    text = questions.read_text("utf-8")
    questions.write_text(text.replace("questions:\n", f"questions:\n{QUESTION}", 1), "utf-8")
    page.wait_for_timeout(500)
    assert shopper.press("look:")["question"] == "use"
    assert shopper.press("continue")["question"] == asked
    expect(shopper.locate("main .notice")).to_have_count(0)
