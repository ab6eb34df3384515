"""A shopper at the widget who answers whatever is asked: knows the page's elements, not the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame, Locator, Page, expect

LONGEST = 40
"""Questions after which no questionnaire of the demo still asks."""

STEP = """() => {
  const main = document.querySelector('main');
  const all = (text) => ((text || '').match(/[0-9][0-9,.]*/g) || []).map((found) => Number(found.replace(/[^0-9]/g, '')));
  const number = (text) => all(text).reduce((sum, one) => sum + one, 0); // what fits, and what may
  return {
    kind: main.dataset.kind, question: main.dataset.question || '', type: main.dataset.type || '',
    remaining: Number(main.dataset.remaining), total: Number(main.dataset.total),
    answered: Number(main.dataset.answered), expected: Number(main.dataset.expected),
    heading: main.querySelector('h1').textContent.trim(),
    match: number(document.getElementById('match')?.textContent),
    choices: [...main.querySelectorAll('#answer [name=choices]')].map((input) => ({
      id: input.value, selected: input.checked, disabled: input.disabled,
      label: input.closest('label').querySelector('.label').textContent,
      count: number(input.closest('label').querySelector('.fit')?.textContent)})),
    answers: [...main.querySelectorAll('#answers li')].map((li) => ({
      ask: li.querySelector('.asked').textContent, label: li.querySelector('strong').textContent,
      stale: li.classList.contains('stale')})),
    products: [...main.querySelectorAll('.product')].map((li) => ({
      id: li.dataset.product, title: li.querySelector('h2').textContent.trim(),
      facts: Object.fromEntries([...li.querySelectorAll('dl > div')].map((div) =>
        [div.querySelector('dt').textContent, div.querySelector('dd').textContent])),
      reasons: [...li.querySelectorAll('.reasons li')].map((reason) => ({
        state: reason.className, text: reason.lastChild.textContent.trim()}))})),
  };
}"""

Step = dict[str, Any]
"""What stands on the widget's page, as `STEP` reads it."""
Pick = Callable[[list[dict[str, Any]]], dict[str, Any]]


def broadest(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """The choice that leaves most products, the first of equals."""
    return max(choices, key=lambda choice: int(choice["count"]))


def narrowest(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """The choice that leaves fewest products."""
    return min(choices, key=lambda choice: int(choice["count"]))


@dataclass
class Shopper:
    """At the widget's page: the frame in a shop, or the page itself; `live` where JavaScript runs."""

    page: Page
    at: Page | Frame
    live: bool = True

    @classmethod
    def enter(cls, page: Page, address: str) -> Shopper:
        """Opens a page that embeds the widget, and waits until it stands there."""
        page.goto(address)
        return cls.find(page)

    @classmethod
    def find(cls, page: Page) -> Shopper:
        """The widget on the page that is open."""
        expect(page.locator("iframe")).to_have_count(1)
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_selector("main[data-kind]")
        return cls(page, frame)

    def step(self) -> Step:
        """What is shown now."""
        step: Step = self.at.evaluate(STEP)
        return step

    def locate(self, selector: str, **options: Any) -> Locator:
        """Elements of the widget."""
        return self.at.locator(selector, **options)

    def button(self, deed: str) -> Locator:
        """The button that does `deed`, `look:` and the like by their beginning; not that of an answer offered whole."""
        return self.locate(f'button[value^="{deed}"]:not(.confirm *, .unseen)').first

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Waits until what is done in the block has brought a new page and its height has been taken."""
        self.at.evaluate("document.querySelector('main').dataset.old = ''")
        yield
        self.at.wait_for_selector("main[data-kind]:not([data-old]):not([aria-busy])")

    def press(self, deed: str) -> Step:
        """Clicks a button and reads what comes."""
        with self.turning():
            self.button(deed).click()
        return self.step()

    def choose(self, *ids: str) -> Step:
        """Picks choices and continues."""
        for id in ids:
            self.tick(id)
        return self.press("answer")

    def tick(self, id: str) -> Step:
        """Clicks a choice, as a shopper does: on its card. Ticks of a `multiple` question bring new counts at once."""
        card = self.locate(f'label.card:has(input[value="{id}"])')
        if self.live and self.locate("main").get_attribute("data-type") == "multiple":
            with self.turning():
                card.click()
        else:
            card.click()
        return self.step()

    def answer(self, pick: Pick = broadest) -> Step:
        """Answers what is asked, whatever it is, with the mouse where a mouse will do."""
        step = self.step()
        match step["type"]:
            case "single" | "multiple":
                return self.choose(self.pick(step, pick))
            case "range" if self.live:
                self.slide(0.7)
                return self.press("answer")
            case "range":
                self.locate(".range .field input").last.fill("5000")
                return self.press("answer")
            case "number" | "date":
                self.locate("#value").fill("5" if step["type"] == "number" else "2030-01-01")
                return self.press("answer")
            case "info":
                return self.press("seen")
        raise AssertionError(f"nothing is asked: {step['kind']}")

    def slide(self, share: float) -> Step:
        """Drags the last slider's thumb, with the mouse, to a share of the way from the lower end."""
        slider = self.locate(".sliders input").last
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        low, high, now = (float(slider.evaluate(f"slider => slider.{name}")) for name in ("min", "max", "value"))
        thumb = 26
        places = [box["x"] + thumb / 2 + (box["width"] - thumb) * part for part in ((now - low) / (high - low), share)]
        height = box["y"] + box["height"] / 2
        with self.turning():
            self.page.mouse.move(places[0], height)
            self.page.mouse.down()
            self.page.mouse.move(places[1], height, steps=4)
            self.page.mouse.up()
        return self.step()

    def enter_value(self, name: str, text: str) -> Step:
        """Types into a field of a range; the numbers follow at once."""
        with self.turning():
            self.locate(f"[name={name}]").fill(text)
        return self.step()

    def pick(self, step: Step, pick: Pick) -> str:
        """The id of a choice that still leaves something."""
        return str(pick([choice for choice in step["choices"] if choice["count"]])["id"])

    def answer_all(self, pick: Pick = broadest) -> list[Step]:
        """Answers until there is nothing more to answer; all steps on the way, the last one without a question."""
        steps = [self.step()]
        while steps[-1]["kind"] == "question":
            assert len(steps) < LONGEST, [step["question"] for step in steps]
            steps.append(self.answer(pick))
        return steps

    def open_answers(self) -> None:
        """Opens the list of answers, if it is closed."""
        if not self.locate("#answers").evaluate("details => details.open"):
            self.locate("#answers summary").click()

    def token(self) -> str:
        """What the host page keeps."""
        token: str = self.page.evaluate(
            "Object.entries(sessionStorage).find(([key]) => key.startsWith('salesclerk:'))[1]"
        )
        return token
