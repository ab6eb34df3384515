"""What must never happen on a page: an error in the console, a request that fails, one to a third party."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

OURS = ("localhost", "127.0.0.1")
LEFT = "net::ERR_ABORTED"
"""A request that ended because its page was left or its frame was taken out: nothing is wrong."""


class Watch:
    """Notes the faults of all pages of a context, except those that a test expects."""

    def __init__(self, context: BrowserContext) -> None:
        self._faults: list[str] = []
        self._expected: list[str] = []
        context.on("page", self._follow)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._faults.append(f"error: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expect(self, *parts: str) -> None:
        """Faults that hold one of these texts are what the test is about."""
        self._expected += parts

    @property
    def faults(self) -> list[str]:
        """What happened and was not expected."""
        return [fault for fault in self._faults if not any(part in fault for part in self._expected)]

    def _follow(self, page: Page) -> None:
        page.on("crash", lambda _: self._faults.append("a page crashed"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._faults.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme not in ("data", "blob", "about") and place.hostname not in OURS:
            self._faults.append(f"third party: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self._faults.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._faults.append(f"{response.status}: {response.request.method} {response.url}")
