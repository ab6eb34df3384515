"""A shopper without a mouse: Tab, arrows, Space and Enter, and never lost: what has the focus can be seen."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.shopper import Shopper, broadest

FAR = 60
"""Presses of Tab within which everything on a page is reached."""

RING = """() => {
  const element = document.activeElement;
  const ringed = (one, part) => {
    const style = getComputedStyle(one, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  const about = [element, element.closest('.card'), element.closest('.product')].filter(Boolean);
  return about.some((one) => ringed(one) || ringed(one, '::after')) || element.matches('[type=range]:focus-visible');
}"""
SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}"""


@dataclass
class Keyboard:
    """The keys, pressed at a widget."""

    shopper: Shopper

    def focused(self) -> str:
        """The tag of the widget's element that has the focus; BODY if none has."""
        tag: str = self.shopper.at.evaluate("document.activeElement.tagName")
        return tag

    def value(self) -> str:
        """The value of the element that has the focus."""
        value: str = self.shopper.at.evaluate("document.activeElement.value ?? ''")
        return value

    def press(self, key: str) -> None:
        """Presses a key."""
        self.shopper.page.keyboard.press(key)

    def tab_to(self, tag: str, value: str = "") -> None:
        """Presses Tab until an element of the widget has the focus; whatever is passed shows that it has it."""
        for _ in range(FAR):
            self.press("Tab")
            if self.focused() == "BODY":
                continue  # still in the shop's own page
            assert self.shopper.at.evaluate(SEEN), f"{self.focused()} {self.value()} has the focus and is not seen"
            assert self.shopper.at.evaluate(RING), f"{self.focused()} {self.value()} does not show its focus"
            if self.focused() == tag and value in ("", self.value()):
                return
        raise AssertionError(f"Tab does not lead to {tag} {value}")

    def tick(self) -> str:
        """Presses Space on a box; its value."""
        value = self.value()
        with self.shopper.turning():
            self.press("Space")
        return value

    def answer(self) -> None:
        """Answers the question that is shown and continues."""
        step = self.shopper.step()
        match step["type"]:
            case "single":
                self._arrow_to(self.shopper.pick(step, broadest))
                with self.shopper.turning():
                    self.press("Enter")
                return
            case "multiple":
                self.tab_to("INPUT", self.shopper.pick(step, broadest))
                self.tick()
            case "range":
                self.tab_to("INPUT")
                with self.shopper.turning():
                    self.press("ArrowLeft")
            case "number" | "date":
                self.tab_to("INPUT")
                self.shopper.page.keyboard.type("5" if step["type"] == "number" else "01012030")
        self.tab_to("BUTTON", "seen" if step["type"] == "info" else "answer")
        with self.shopper.turning():
            self.press("Enter")

    def _arrow_to(self, id: str) -> None:
        """Down through the radio buttons to one of them."""
        self.tab_to("INPUT")
        self.press("Space")
        for _ in range(FAR):
            if self.value() == id:
                assert self.shopper.at.evaluate(RING)
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {id}")
