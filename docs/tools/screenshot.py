"""Takes the pictures of the demo: `docs/picture.png` for the README, or all pages for a review.

Run from the repository's root: `python -m docs.tools.screenshot [--all DIR]`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.serving import ROOT, furnish, serving
from tests.browser.shopper import Shopper

PICTURE = ROOT / "docs" / "picture.png"
GREATEST = 300_000
"""Bytes that the README's picture may have."""
SIZE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
SHOPS = ("corner-shop", "diamonds", "graphics-cards", "typefaces")
LOADED = """() => Promise.all([...document.images].map((image) => {
  image.loading = 'eager';
  return image.decode();
}))"""
TALLEST = 2400
"""Pixels of a page that are looked at in a review."""


def take_picture(browser: Browser, address: str) -> None:
    """The diamonds' shop with the first products found, and why they are there."""
    with page_of(browser, SIZE, "light") as page:
        shopper = Shopper.enter(page, f"{address}/shop/diamonds")
        shopper.choose("engagement")
        shopper.enter_value("max", "5000")
        shopper.press("answer")
        for choice in ("classic", "white", "colourless", "eye_clean", "ideal", "look_large"):
            shopper.choose(choice)
        show(page)
        page.screenshot(path=PICTURE)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes")
    if size > GREATEST:
        raise SystemExit(f"the picture is larger than {GREATEST:,} bytes")


def take_all(browser: Browser, address: str, folder: Path) -> None:
    """Every kind of page, wide and narrow, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in (SIZE, PHONE):
        for scheme in ("light", "dark"):
            with page_of(browser, size, scheme) as page:
                for name in visit(page, address):
                    show(page)
                    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(tall(page), TALLEST)}
                    path = folder / f"{name}-{size['width']}-{scheme}.png"
                    page.screenshot(path=path, full_page=True, clip=clip)
                    print(path.name, f"is {wide} px too wide" if wide > 0 else "")


def visit(page: Page, address: str) -> Iterator[str]:
    """Walks through the demo and names each page on which to stop."""
    page.goto(address)
    yield "home"
    for name in SHOPS:
        shopper = Shopper.enter(page, f"{address}/shop/{name}")
        yield f"{name}-1-first"
        shopper.answer()
        shopper.answer()
        yield f"{name}-2-third"
        while shopper.step()["type"] not in ("multiple", ""):
            shopper.answer()
        if shopper.step()["type"]:
            shopper.tick(shopper.pick(shopper.step(), lambda choices: choices[0]))
            shopper.open_answers()
            yield f"{name}-3-multiple"
        shopper.answer_all()
        yield f"{name}-4-results"
        with page.expect_navigation():
            shopper.locate(".product h2 a").first.click()
        yield f"{name}-5-product"
    shopper = Shopper.enter(page, f"{address}/shop/diamonds")
    shopper.open_answers()
    shopper.press("look:budget")
    shopper.enter_value("max", "4000")
    yield "range"
    shopper.enter_value("max", "1")
    shopper.press("answer")
    yield "empty"
    shopper.press("restart")
    shopper.press("answer")
    yield "refused"
    page.goto(f"{address}/shop/nowhere")
    yield "missing"


def show(page: Page) -> None:
    """Waits until every picture is there, even those further down, and the frame has its height."""
    for frame in page.frames:
        frame.evaluate(LOADED)
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(250)


def tall(page: Page) -> int:
    """The height of the whole page in pixels."""
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height


@contextmanager
def page_of(browser: Browser, size: dict[str, int], scheme: str) -> Iterator[Page]:
    """A page of its own in a window of a size, in light or dark."""
    options: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(device_scale_factor=1, **options)
    yield context.new_page()
    context.close()


def main() -> None:
    """Serves the demo and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", metavar="DIR", type=Path, help="take all pages into a folder instead")
    wanted = parser.parse_args()
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    root = chromium.is_root()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(furnish(Path(folder) / "home")) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=path, args=chromium.launch_arguments(root=root), chromium_sandbox=not root
        )
        if wanted.all:
            take_all(browser, server.address, wanted.all)
        else:
            take_picture(browser, server.address)
        browser.close()


if __name__ == "__main__":
    main()
