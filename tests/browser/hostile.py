"""A hostile shop: a strict policy, resets of everything, a page that chatters."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.browser.serving import Host, Server

RESETS = """* { all: unset !important; } iframe { display: none; height: 10px !important; max-width: 90px; opacity: 0; }
dialog, dialog * { display: none; } [data-salesclerk] { display: block !important; min-height: 640px !important; }
head, head *, script { display: none !important; }"""
CHATTER = """setInterval(() => postMessage({ salesclerk: 1, type: 'height', height: 9000 }, location.origin), 50);
window.heard = [];
for (const type of ['ready', 'start', 'question', 'answer', 'results', 'select', 'close', 'escape', 'error']) {
  addEventListener(`salesclerk:${type}`, (event) => heard.push({ type, ...event.detail }));
}"""
PATIENCE = 10
"""Seconds for what takes a fraction of one."""
OPENER = '<a id="opener" href="{address}/w/typefaces" data-salesclerk-open="typefaces" data-mode="{mode}">Help me</a>'


def until(page: Page, expression: str) -> None:
    """Waits; the shop's policy forbids the `eval` that Playwright's own waiting uses."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(30)


def hostile(host: Host, server: Server, body: str, attributes: str = "") -> str:
    """A page that allows our origin and its own files, and nothing inline."""
    host.pages |= {"/resets.css": RESETS, "/chatter.js": CHATTER}
    host.policy["/"] = (
        f"default-src 'none'; script-src 'self' {server.address}; style-src 'self'; frame-src {server.address}; "
        f"connect-src {server.address}; img-src data:"
    )
    head = (
        '<link rel="stylesheet" href="/resets.css"><script src="/chatter.js"></script>'
        f'<script async src="{server.address}/embed/v1.js" {attributes}></script>'
    )
    return host.page(f"<main><h1>A shop</h1>{body}</main>", head)
