"""What the embed costs a shop's page: bytes, time to ready, layout shift, next question. Run with `make bench-embed`.

A shop on localhost embeds the demo's widget from 127.0.0.1, which is another site. Ready is timed from the start of the shop's
navigation under Chromium's own figures for Fast 4G and a CPU slowed 4 times; the frame is kept in the shop's process, or the throttle would not
reach it. The next question is timed on loopback, unthrottled, from the click to the frame after the new page stands.
"""

from __future__ import annotations

import gzip
import re
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.serving import Host, Server, furnish, hosting, serving
from tests.browser.shopper import Shopper

FAST_4G = {"offline": False, "downloadThroughput": 9e6 / 8 * 0.9, "uploadThroughput": 1.5e6 / 8 * 0.9, "latency": 165}
"""Bytes a second and milliseconds, as Chromium's developer tools have them."""
SLOWER = 4
RUNS = 7
QUESTIONNAIRE = "typefaces"
DEFAULT = 640
BARS = {"loader": 2048, "second file": 3072, "frame": 15 * 1024, "ready": 1500.0, "shift": 0.02, "next": 100.0}
OTHERS = (
    ("Typeform", "13.9"),
    ("Cal", "0.5, then 16.8"),
    ("giscus", "2.5, then lit"),
    ("zoid", "26.6"),
)
"""KB gzipped of what other embeds load before their frame; noted when the embed was planned, not measured by this program."""

WATCH = """(() => {
  window.shift = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  addEventListener('salesclerk:ready', () => { window.readyAt = performance.now(); });
})()"""
NEXT = """() => new Promise((done) => {
  const form = document.getElementById('answer');
  const picks = [...form.querySelectorAll('[name=choices]:not([disabled])')];
  if (picks.length) picks[0].checked = true;
  const button = form.querySelector('button[value=' + (picks.length ? 'answer' : 'skip') + ']') || form.querySelector('button');
  const from = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
  }).observe(document.getElementById('sheet'), { childList: true });
  button.click();
})"""


def zipped(*addresses: str) -> int:
    """Bytes, each file as the server packs it; a page, which it sends plain, as a proxy would."""
    total = 0
    for address in addresses:
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            body = answer.read()
            packed = answer.headers["Content-Encoding"] == "gzip"
            total += len(body if packed else gzip.compress(body, 9, mtime=0))
    return total


def frame_files(server: Server) -> list[str]:
    """The frame's page and what it loads."""
    page = f"{server.address}/w/{QUESTIONNAIRE}"
    with urllib.request.urlopen(page, timeout=30) as answer:
        text = answer.read().decode()
    found = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', text)
    return [page, *(server.address + path for path in found)]


def shop(host: Host, server: Server, least: int) -> str:
    """A shop's page that keeps a height free, with words below."""
    return host.page(
        f'<h1>A shop</h1><div data-salesclerk="{QUESTIONNAIRE}" data-min-height="{least}" style="min-height:{least}px">'
        f'<a href="{server.address}/w/{QUESTIONNAIRE}">Find it</a></div><p>{"Words below. " * 200}</p>',
        f'<script async src="{server.address}/embed/v1.js"></script>',
    )


def opened(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds to ready, and the layout shift, under the throttle."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(WATCH)
    page = context.new_page()
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", FAST_4G)
    control.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_function("window.readyAt")
    page.wait_for_timeout(500)
    ready, shift = page.evaluate("[readyAt, shift]")
    context.close()
    return ready, shift


def first_height(browser: Browser, address: str) -> int:
    """The height in pixels that the first question takes."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    height: int = Shopper.find(page).at.evaluate("Math.ceil(document.getElementById('sheet').offsetHeight)")
    page.close()
    return height


def turns(browser: Browser, address: str) -> list[float]:
    """Milliseconds from each click to the next question, over whole conversations."""
    taken: list[float] = []
    for _ in range(RUNS):
        page: Page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.goto(address)
        at = Shopper.find(page).at
        while at.evaluate("Boolean(document.getElementById('answer'))"):
            taken.append(at.evaluate(NEXT))
        page.context.close()
    return taken


def row(what: str, found: float, bar: float, unit: str) -> bool:
    """Prints a line of the table; whether the bar is met."""
    print(f"| {what} | {found:,.3f} {unit} | {bar:,g} {unit} | {'yes' if found <= bar else 'NO'} |".replace(".000", ""))
    return found <= bar


def main() -> int:
    """Prints the tables; 1 if a bar is missed."""
    root = chromium.is_root()
    arguments = [
        *chromium.launch_arguments(root=root),
        "--disable-site-isolation-trials",
        "--disable-features=IsolateOrigins,site-per-process",
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments, chromium_sandbox=not root)
        with serving(furnish(Path(folder) / "home", QUESTIONNAIRE)) as server, hosting() as host:
            version = f"{server.address}/embed/manifest.json"
            with urllib.request.urlopen(version, timeout=30) as answer:
                more = re.findall(r"[\d.]+\.more\.js", answer.read().decode())[0]
            plain = first_height(browser, shop(host, server, DEFAULT))
            reserved = shop(host, server, plain)
            throttled = [opened(browser, reserved) for _ in range(RUNS)]
            clicks = turns(browser, reserved)
            default = opened(browser, shop(host, server, DEFAULT))[1]
            print("| measured | figure | bar | met |\n|---|---|---|---|")
            met = [
                row("embed.js, gzipped", zipped(f"{server.address}/embed/v1.js"), BARS["loader"], "B"),
                row("second file, gzipped", zipped(f"{server.address}/embed/{more}"), BARS["second file"], "B"),
                row("frame with CSS and JS, gzipped", zipped(*frame_files(server)), BARS["frame"], "B"),
                row(
                    "ready, Fast 4G, CPU 4x slower, median",
                    statistics.median(t for t, _ in throttled),
                    BARS["ready"],
                    "ms",
                ),
                row(f"layout shift, {plain} px reserved, worst", max(s for _, s in throttled), BARS["shift"], ""),
                row(
                    f"next question after a click, median of {len(clicks)}",
                    statistics.median(clicks),
                    BARS["next"],
                    "ms",
                ),
            ]
            print(
                f"\nLayout shift with the default {DEFAULT} px reserved for a first question of {plain} px: {default:.3f}"
            )
            print("\n| embed | KB gzipped before its frame |\n|---|---|")
            print(f"| Salesclerk | {zipped(f'{server.address}/embed/v1.js') / 1000:.1f} |")
            for name, size in OTHERS:
                print(f"| {name} | {size} |")
        browser.close()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
