"""Reads a page as a browser without JavaScript does: headings, forms and their buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"meta", "link", "input", "img", "br", "hr", "rect", "path"}


@dataclass
class Form:
    """A form's fields as they would be sent, and its buttons by deed."""

    action: str
    id: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A parsed page; fails on tags that are not closed where they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.open: list[str] = []
        self.forms: list[Form] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.elsewhere: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        for id, deed in self.elsewhere:
            next(form for form in self.forms if form.id == id).deeds.append(deed)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        assert len(found) == len(attrs), f"an attribute stands twice in <{tag}>"
        self.elements.append((tag, found))
        if tag == "form":
            self.forms.append(Form(found["action"], found.get("id", "")))
        elif tag == "input" and found.get("name") and self.forms:
            if found.get("type") not in ("radio", "checkbox") or "checked" in found:
                self.forms[-1].fields.append((found["name"], found.get("value", "")))
        elif tag == "button" and "form" in found:
            self.elsewhere.append((found["form"], found["value"]))
        elif tag == "button" and found.get("type") == "button":
            pass  # does something only with JavaScript
        elif tag == "button":
            self.forms[-1].deeds.append(found["value"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.texts[tag] = " ".join((self.texts.get(tag, "") + data).split())

    @property
    def main(self) -> dict[str, str]:
        """The attributes of `<main>`."""
        return next(found for tag, found in self.elements if tag == "main")

    @property
    def heading(self) -> str:
        return self.texts["h1"]

    @property
    def scripts(self) -> list[str]:
        """The paths of the scripts that it loads."""
        return [script["src"].partition("?")[0] for script in self.all("script") if script.get("src")]

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element with that name."""
        return [found for name, found in self.elements if name == tag]

    def fields(self, **without_name: str) -> dict[str, str]:
        return {key: value for form in self.forms for key, value in form.fields} | without_name


class Shopper:
    """Fills in the widget's forms and presses their buttons, with nothing but HTML."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client = client
        self.response: TestResponse = client.get(address)
        self.page = Page(self.response.text)

    def press(self, deed: str, entries: dict[str, str | list[str]] | None = None) -> Page:
        """Presses the button `deed`, with entries instead of what the inputs of its form hold."""
        form = next((form for form in self.page.forms if deed in form.deeds), None)
        assert form, f"no button {deed} on the page {self.page.heading}"
        sent: dict[str, str | list[str]] = {**dict(form.fields), **(entries or {}), "do": deed}
        return self.send(form.action, sent)

    def send(self, address: str, sent: dict[str, str | list[str]]) -> Page:
        self.response = self.client.post(address, data=sent)
        self.page = Page(self.response.text)
        return self.page


def to_question(shopper: Shopper, question: str) -> Page:
    """Answers what comes before a question by skipping."""
    while shopper.page.main.get("data-question") != question:
        shopper.press("seen" if shopper.page.main["data-type"] == "info" else "skip")
    return shopper.page
