from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.serving import Host, Server, furnish, hosting, serving
from tests.browser.watch import Watch

VIEWPORT = {"width": 1280, "height": 900}
PATIENCE = 15_000
"""Milliseconds for what takes some fifty; the machine may be busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    root = chromium.is_root()
    # `*.example` is a shop elsewhere on the net, as far as the browser can tell.
    arguments = [*chromium.launch_arguments(root=root), "--host-resolver-rules=MAP *.example 127.0.0.1"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=arguments, chromium_sandbox=not root)
        yield launched
        launched.close()


@pytest.fixture
def context_with(browser: Browser) -> Iterator[Callable[..., tuple[BrowserContext, Watch]]]:
    """Makes browsers of their own, with no cookies or storage of others; at the end nothing may have gone wrong."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(**options: Any) -> tuple[BrowserContext, Watch]:
        context = browser.new_context(**{"viewport": VIEWPORT, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        opened.append((context, Watch(context)))
        return opened[-1]

    yield make
    for context, _ in opened:
        context.close()
    assert [fault for _, watch in opened for fault in watch.faults] == []


@pytest.fixture
def guarded(context_with: Callable[..., tuple[BrowserContext, Watch]]) -> tuple[BrowserContext, Watch]:
    return context_with()


@pytest.fixture
def watch(guarded: tuple[BrowserContext, Watch]) -> Watch:
    """What `page` has met so far."""
    return guarded[1]


@pytest.fixture
def page(guarded: tuple[BrowserContext, Watch]) -> Page:
    """A page of its own, watched: an error in its console or a failed request fails the test."""
    return guarded[0].new_page()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, as `make run` serves it."""
    with serving(furnish(tmp_path_factory.mktemp("shop") / "home")) as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose files a test may edit, with one catalog."""
    with serving(furnish(tmp_path_factory.mktemp("desk") / "home", "typefaces")) as server:
        yield server


@pytest.fixture
def host() -> Iterator[Host]:
    """Somebody else's shop, on another site than the server."""
    with hosting() as pages:
        yield pages
